"""What a sentence is about, shown on lines in our own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.reading.areas import classify
from schoolgate.reading.areas.lexicon import terms
from schoolgate.reading.areas.tests.lines import LINES
from schoolgate.reading.areas.words import stem, tokens
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.topics import TOPICS


def test_it_works() -> None:
    areas, topics = classify("Virus protection is installed on every computer.")
    assert areas[0] == "antivirus"
    assert topics[0].key == "antivirus.current"


@pytest.mark.parametrize(("area", "line"), [(area, line) for area, lines in LINES.items() for line in lines])
def test_a_line_belongs_to_its_area(area: str, line: str) -> None:
    areas, _topics = classify(line)
    assert areas[0] == area


def test_a_list_s_stem_says_that_pupils_are_taught() -> None:
    areas, _topics = classify("keep their passwords safe", stem="Pupils will be taught to:")
    assert areas[0] == "curriculum"


def test_the_nearest_heading_settles_what_the_clause_leaves_open() -> None:
    areas, _topics = classify("A written guarantee is kept.", heading=("Online Safety Policy", "Disposal of equipment"))
    assert areas[0] == "asset-disposal"


def test_the_sentence_before_is_heard_where_a_clause_points_back_to_it() -> None:
    areas, _topics = classify("They are changed each term.", before="Staff passwords are long.")
    assert areas[0] == "passwords"


def test_the_sentence_before_is_not_heard_where_a_clause_speaks_for_itself() -> None:
    areas, _topics = classify("Laptops are encrypted.", before="Staff passwords are long.")
    assert areas == ("encryption",)


def test_rules_in_an_agreement_are_that_agreement_s() -> None:
    line = "I will be sensible with what I use."
    pupils, _topics = classify(line, heading=("Acceptable use agreement for pupils",))
    adults, _topics = classify(line, heading=("Acceptable use agreement for staff",))
    assert (pupils[0], adults[0]) == ("agreement-pupil-parent", "agreement-staff")


def test_a_remote_learning_policy_is_about_remote_learning() -> None:
    areas, _topics = classify("Work is set by nine each morning.", title="Remote Learning Policy")
    assert areas[0] == "remote-learning"


@pytest.mark.parametrize(
    ("title", "line", "area"),
    [
        ("A guide for visitors", "Please wait in the hall until somebody comes.", "visitors"),
        ("iPad care for staff", "It must be ready each morning.", "asset-inventory"),
        ("Password Policy", "They are at least ten letters long.", "passwords"),
        ("Use of images", "A copy is given to the office.", "photo-consent"),
    ],
)
def test_a_document_s_subject_speaks_for_a_sentence_that_names_none(title: str, line: str, area: str) -> None:
    areas, topics = classify(line, title=title)
    assert areas[0] == area
    assert topics[0].key.startswith(f"{area}.")


def test_a_sentence_that_names_its_subject_keeps_it_whatever_the_document_is_about() -> None:
    areas, _topics = classify("Laptops are encrypted.", title="Use of images")
    assert areas[0] == "encryption"


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Everything done on a school computer is recorded.", "monitoring.in-place"),
        ("Only the DSL and the headteacher may see monitoring reports.", "monitoring.who-may-view"),
        ("An adult stays with the children while they are online.", "monitoring.supervision"),
        ("The web filter is tested every month.", "web-filtering.tested"),
        ("Staff are not linked to parents on social media.", "social-media.staff-parents"),
        ("A list of every device is kept.", "asset-inventory.register"),
        ("A second step is needed to sign in.", "mfa.in-place"),
        (
            "Each new family is given a copy of this policy with the home-school agreement.",
            "policy-review.availability",
        ),
        ("Families sign the home-school agreement when a child joins.", "agreement-pupil-parent.signed"),
        ("Pupils' records must not leave the school.", "personal-data-transfer.secure"),
    ],
)
def test_the_first_topic_is_the_one_a_check_would_speak_to(line: str, topic: str) -> None:
    assert classify(line)[1][0].key == topic


def test_a_product_s_name_is_not_a_form_of_a_common_word() -> None:
    assert "filter" not in tokens("a secure place")
    assert "filter" in tokens("Securly")
    assert "mobile" not in tokens("a text for reading")


def test_a_sentence_with_nothing_known_is_other() -> None:
    areas, topics = classify("Zebras graze quietly beyond.")
    assert areas == ("other",)
    assert topics[0].confidence <= 0.5


def test_two_areas_are_both_given_best_first() -> None:
    areas, _topics = classify("Staff never email personal data unless it is encrypted.")
    assert areas[0] == "personal-data-transfer"
    assert {"email-use", "encryption"} & set(areas)


@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60),
)
def test_any_text_gets_areas_and_topics_of_the_vocabulary(text: str, leading: str) -> None:
    areas, topics = classify(text, leading)
    assert 1 <= len(areas) <= 3
    assert set(areas) <= AREAS.keys()
    assert all(topic.key in TOPICS and 0 <= topic.confidence <= 1 for topic in topics)
    assert {topic.key.split(".")[0] for topic in topics} <= set(areas)
    assert classify(text, leading) == (areas, topics)


def test_every_topic_has_terms() -> None:
    assert TOPICS.keys() - {term.topic for term in terms()} == set()


def test_forms_of_a_word_are_one() -> None:
    assert stem("sharing") == stem("shared") == stem("shares") == stem("share")
    assert tokens("The pupils' photographs") == tokens("a picture of a child")[::-1]
