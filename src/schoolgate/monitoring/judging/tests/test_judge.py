"""A few typed words are judged by what they may mean for the child who typed them."""

import pytest

from schoolgate.monitoring.judging import OwnPhrase, Packs, judge
from schoolgate.monitoring.judging.categories import CATEGORIES


def test_it_works() -> None:
    judged = judge("i want to die")
    assert judged.alert
    assert judged.severity == "high"
    assert judged.category == "suicide"
    assert judged.four_c == "content"
    assert "“i want to die”" in judged.because
    assert f"the rule {judged.rule} muted" in judged.unless


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("my uncle touches me", "abuse"),
        ("dad hits mum", "abuse"),
        ("he says keep it secret", "grooming"),
        ("send me a pic of you in your pyjamas", "grooming"),
        ("they want me to carry a bag to another town", "exploitation"),
        ("my parents want me to marry my cousin", "honour"),
        ("gran says i will have the cut in the summer", "fgm"),
        ("kys nobody likes you", "bullying"),
        ("how to join isis", "extremism"),
        ("where can i buy a zombie knife", "violence"),
        ("how to make yourself sick after eating", "eating"),
        ("ai that removes clothes from a photo", "image-abuse"),
        ("proxy sites that are not blocked", "bypass"),
        ("i am running away from home tonight", "running-away"),
    ],
)
def test_a_child_at_risk_is_queued(text: str, category: str) -> None:
    judged = judge(text)
    assert judged.alert
    assert judged.category == category


@pytest.mark.parametrize(
    "text",
    [
        "suicide in romeo and juliet act 5",
        "how to kill the ender dragon",
        "my hamster is dying",
        "how to cut my hair",
        "shoot a film on an ipad",
        "bomb calorimeter",
        "scunthorpe united",
        "isis the egyptian goddess",
        "cock-a-leekie soup",
        "how many people died in the black death",
        "breast cancer charity run",
        "safeguarding training level 2",
        "my brother beat me at chess",
        "dying to see the new film",
        "how do volcanoes work",
    ],
)
def test_what_only_sounds_alarming_is_not_queued(text: str) -> None:
    assert not judge(text).alert


def test_harmless_words_around_do_not_hide_what_a_child_says() -> None:
    assert judge("i cut my hair and then i wanted to kill myself").alert
    assert judge("minecraft is boring i want to die").alert


def test_what_is_eased_is_ranked_and_not_lost() -> None:
    judged = judge("how were witches killed in tudor times")
    assert not judged.alert
    assert judged.score < judge("killed").score or judged.severity == "none"


@pytest.mark.parametrize(
    "text",
    [
        "k1ll mys3lf",
        "s u i c i d e",
        "kill\u200b myself",
        "howtokillmyself",
        "KILL MYSELF!!!",
        "p0rn",
        "ｋｉｌｌ ｍｙｓｅｌｆ",
    ],
)
def test_a_disguise_changes_nothing(text: str) -> None:
    assert judge(text).alert


@pytest.mark.parametrize(
    "text",
    [
        "https://www.google.co.uk/search?q=how+to+kill+myself&safe=active",
        "https://www.youtube.com/results?search_query=how%20to%20hang%20yourself",
        "pornhub.com",
        "https://undress-ai.app/upload",
    ],
)
def test_an_address_is_read_for_what_was_meant(text: str) -> None:
    assert judge(text).alert


@pytest.mark.parametrize(
    "text", ["https://docs.google.com/document/d/1kmsAssX/edit", "https://www.therapistfinder.com", "www.essex.gov.uk"]
)
def test_letters_inside_an_address_are_not_words(text: str) -> None:
    assert not judge(text).alert


@pytest.mark.parametrize(
    "text",
    ["chcę umrzeć", "vreau să mor", "mujhe marna hai", "أريد أن أموت", "আমি মরতে চাই", "dw i eisiau marw", "我想死"],
)
def test_home_languages(text: str) -> None:
    assert judge(text).category == "suicide"


def test_a_school_adds_mutes_and_says_what_is_harmless() -> None:
    own = Packs(own=(OwnPhrase("the old quarry", "violence", "high"),))
    assert judge("meet at the old quarry", own).rule == "school.violence"
    assert not judge("meet at the old quarry", Packs(own.own, muted=frozenset({"school.violence"}))).alert
    assert judge("cocaine").alert
    assert not judge("cocaine", Packs(muted=frozenset({"drugs.words", "drugs.seeks", "leaning"}))).alert
    assert not judge("cocaine", Packs(harmless=("cocaine",))).alert


def test_images_of_children_are_told_apart_as_illegal() -> None:
    assert judge("child porn").illegal
    assert not judge("porn").illegal


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 100000, "�", "%%%", "https://", "🔪" * 50, "اْ" * 999])
def test_any_text_is_judged(text: str) -> None:
    judged = judge(text)
    assert judged.text == text
    assert judged.category in {"", *CATEGORIES}
