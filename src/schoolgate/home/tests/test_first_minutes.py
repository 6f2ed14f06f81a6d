"""The first ten minutes, asked for as a browser asks: the questions, what they leave behind, the letters, the sheet."""

import pytest
from django.test import Client

from schoolgate.evidence.due import _on_settings_changed
from schoolgate.home.first import answers
from schoolgate.home.first.prefill import known, worth_asking
from schoolgate.home.first.steps import progress
from schoolgate.home.tests.asking import words_of
from schoolgate.notices.contract import NoticeError
from schoolgate.notices.models import Notice
from schoolgate.notices.registry import WORDINGS
from schoolgate.people import queries
from schoolgate.people.access import today
from schoolgate.people.events import SettingsChanged
from schoolgate.people.models import Person, School, Setting
from schoolgate.policy.models import Version
from schoolgate.reading.formats import extract
from schoolgate.reading.read import read
from schoolgate.vocabulary.asking import TO_SEND
from schoolgate.vocabulary.sources import SOURCES


def _address(school: School, rest: str) -> str:
    return f"/schools/{school.ref}/{rest}"


def test_it_works(client: Client, school: School, in_force: Version) -> None:
    page = client.get(_address(school, "first/questions/"))
    assert "5 promises found." in words_of(page)
    assert "Only those whose answer changes a mark." in words_of(page)


def test_each_step_leads_on_to_the_next(client: Client, school: School, kept: Version) -> None:
    assert progress(school).at == "read"
    day = {"ratified_on-day": "20", "ratified_on-month": "11", "ratified_on-year": "2023"}
    client.post(_address(school, f"policy/read/{kept.ref}/"), {"body": "governing-body", **day})
    assert client.get(_address(school, "first/")).headers["Location"].endswith("/first/questions/")
    client.post(_address(school, "first/questions/"), {})
    assert progress(school).at == "living"  # every question may be left blank
    client.post(_address(school, "first/living/"))
    assert progress(school).at == "done"
    assert "Six questions" not in words_of(client.get(_address(school, "first/questions/")))


def test_answers_become_people_and_settings_once(client: Client, school: School, in_force: Version) -> None:
    given = {"dsl": "Tom Ferreira", "support": "Fernbank Schools IT Ltd", "visit_day": "thursday", "alerts": "nobody"}
    for _ in range(2):
        assert client.post(_address(school, "first/questions/"), given).status_code == 302
    held = [(one.role, one.name) for one in queries.holders(school, on=today(school)) if one.role != "administrator"]
    assert held == [("dsl", "Tom Ferreira")]  # a company is kept by name, and is nobody
    said = queries.settings(school, on=today(school))
    assert said["it.support"] == "Fernbank Schools IT Ltd"
    assert said["alerts.out-of-hours"] == "nobody"
    assert Setting.objects.for_school(school).filter(key="it.support").count() == 1


def test_the_boxes_begin_with_whom_the_policy_names() -> None:
    words = (
        "# Online Safety Policy\n\n| Deputy DSL | Siân Prothero-Lane |\n| --- | --- |\n"
        "| IT support | Fernbank Schools IT |\n\nFieldfare Networks supplies our web filter.\n"
    )
    boxes = known(read(extract(words.encode(), "policy.md")), {}, {})
    assert boxes["deputy"].value == "Siân Prothero-Lane"
    assert boxes["support"].value == "Fernbank Schools IT"
    assert boxes["supplier"].value == "Fieldfare Networks"
    held = known(read(extract(words.encode(), "policy.md")), {"it-lead": "Kofi Asante"}, {})
    assert held["support"].value == "Kofi Asante"  # what the school said comes first


def test_another_name_takes_the_place_of_the_first(client: Client, school: School, in_force: Version) -> None:
    for name in ("Tom Ferreira", "Joanna Petrie", ""):
        client.post(_address(school, "first/questions/"), {"dsl": name})
    assert [one.name for one in queries.holders(school, "dsl", on=today(school))] == ["Joanna Petrie"]


def test_what_is_no_name_is_refused_and_nothing_of_the_page_is_kept(
    client: Client, school: School, in_force: Version
) -> None:
    given = {"dsl": "the deputy head", "deputy": "Siân Prothero-Lane", "supplier": "Fieldfare Broadband"}
    page = client.post(_address(school, "first/questions/"), given)
    assert page.status_code == 422
    assert "We need the name of one person. Write it like Joanna Petrie." in words_of(page)
    assert 'value="Siân Prothero-Lane"' in page.content.decode()
    assert Person.objects.for_school(school).count() == 1
    assert not Setting.objects.for_school(school).exists()


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Joanna Petrie", True),
        ("Siân Prothero-Lane", True),
        ("Kofi Asante Bell O'Dowd", True),
        ("Fernbank Schools IT", False),
        ("Fieldfare Networks Ltd", False),
        ("IT support", False),
        ("the chair of governors", False),
        ("Joanna", False),
    ],
)
def test_a_person_is_told_from_a_company_or_a_post(words: str, *, is_name: bool) -> None:
    assert answers.reads_as_a_name(words) is is_name


def test_term_dates_with_nothing_in_them_say_how_to_write_them(
    client: Client, school: School, in_force: Version
) -> None:
    page = client.post(_address(school, "first/questions/"), {"terms": "ask the office"})
    assert "We found no term in them." in words_of(page) or "Terms" not in words_of(page)
    assert queries.calendar_rows(school) == []


def test_a_policy_that_promises_little_is_asked_little() -> None:
    assert worth_asking(()) == ()


def test_every_source_an_office_or_technician_holds_can_be_asked_for() -> None:
    wanted = {source.key for source in SOURCES if source.holder in ("office", "it-lead") and source.topics}
    assert wanted == set(TO_SEND)


def test_the_letter_holds_our_own_lines_and_nothing_else(school: School) -> None:
    link = {"link": "http://localhost:8000/account/login/"}
    wording = WORDINGS.get("ask.files")
    with pytest.raises(NoticeError):
        wording.letter(school, {"asked": "Tom Ferreira", **link}, ref="", address="")


def test_a_letter_goes_once_however_often_it_is_sent(client: Client, school: School, in_force: Version) -> None:
    given = {"name": "Callum Reid", "email": "callum@fieldfare.example"}
    for _ in range(2):
        client.post(_address(school, "first/letters/it-lead/"), given)
    assert Notice.objects.for_school(school).filter(kind="ask.files").count() == 1
    assert "Callum Reid" in words_of(client.get(_address(school, "first/letters/it-lead/")))


def test_without_an_address_the_letter_is_there_to_print(client: Client, school: School, in_force: Version) -> None:
    page = client.post(_address(school, "first/letters/it-lead/"), {"name": "Callum Reid", "email": ""})
    assert "Give the address they are to sign in by." in words_of(page)
    assert "ask me for a way to sign in" in words_of(page)
    assert not Notice.objects.for_school(school).exists()


def test_the_sheet_counts_what_is_held_and_names_nobody(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(_address(school, "holds/")))
    assert "Policies you gave us 1" in text
    assert "Amara Whitlock" not in text


def test_settings_are_changed_on_one_page_and_it_says_by_whom(client: Client, school: School) -> None:
    client.post(_address(school, "settings/"), {"filter.supplier": "Fieldfare Broadband", "it.visit-day": "thursday"})
    text = words_of(client.get(_address(school, "settings/")))
    assert "Who supplies our web filter: Fieldfare Broadband Amara Whitlock" in text
    assert "The day they visit: Thursday" in text


def test_a_wrong_setting_keeps_what_was_typed(client: Client, school: School) -> None:
    page = client.post(_address(school, "settings/"), {"filter.supplier": "Fieldfare", "letters.office": "no address"})
    assert page.status_code == 422
    assert "Write the address like name@school.example." in words_of(page)
    assert 'value="Fieldfare"' in page.content.decode()
    assert not Setting.objects.for_school(school).exists()


def test_the_promises_are_judged_again_after_a_change_and_a_school_without_a_policy_is_let_be(school: School) -> None:
    _on_settings_changed(SettingsChanged(school.ref))
