"""The forms that access rests on, in a browser: each once as it is meant, and once with a mistake."""

from collections.abc import Iterator
from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import Page

from browser.days import Day, fills_day, presses
from browser.visiting import axe_finds
from schoolgate.agreements.models import AccessRuling, GateSwitch, RoundPause
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def sent_back(day: Day) -> Iterator[None]:
    """A form that was sent back is no fault: each of these tests makes a mistake."""
    yield
    for visitor in day.came:
        visitor.complaints[:] = [said for said in visitor.complaints if "422" not in said]


@pytest.fixture
def robins(day: Day) -> Robins:
    head = Person.objects.for_school(day.school).get(account__email="head@robinhill.example")
    return Robins(day.school, head)


def says(page: Page, words: str) -> bool:
    return words in " ".join(page.locator("main").inner_text().split())


def rules(page: Page, who: str, what: str, how: str, why: str) -> None:
    page.get_by_label("Who?").select_option(label=who)
    page.get_by_label("What?").select_option(label=what)
    page.get_by_label("What do you rule?").select_option(label=how)
    page.get_by_label("Why?").fill(why)
    presses(page, "Rule it")


def test_an_exception_by_name_with_its_mistakes(day: Day, robins: Robins) -> None:
    page = day.comes().goes(f"~/access/{robins.group.ref}/")
    page.get_by_text("Rule for one person by name").click()
    presses(page, "Rule it")
    for words in ("Choose who it is for.", "Choose what it is about.", "Say why, in a sentence."):
        assert says(page, words)
    assert axe_finds(page) == []
    begins = today(day.school)
    how = "Open it although something is missing"
    fills_day(page, "id_first", begins + timedelta(days=3))
    fills_day(page, "id_last", begins + timedelta(days=1))
    rules(page, "Zoë Brannigan", "The internet", how, "The post is late")
    assert says(page, "It would end before it begins.")
    fills_day(page, "id_first", begins)
    fills_day(page, "id_last", begins - timedelta(days=1))
    presses(page, "Rule it")
    assert says(page, "That day is past.")
    assert page.get_by_label("Why?").input_value() == "The post is late"
    assert not AccessRuling.objects.for_school(day.school).exists()
    fills_day(page, "id_last", begins + timedelta(days=7))
    presses(page, "Rule it")
    assert says(page, "Zoë Brannigan: the internet, opened")
    assert robins.asked(robins.children[1]).is_open
    presses(page, "End it today for Zoë Brannigan")
    assert not robins.asked(robins.children[1]).is_open


def test_the_way_in_from_home_is_given_to_an_adult_for_days(day: Day, robins: Robins) -> None:
    robins.signs(robins.ada, kinds=("staff-acceptable-use",))
    page = day.comes().goes("~/access/adults/")
    begins, how = today(day.school), "Give it for these days (school systems from home)"
    page.get_by_text("Rule for one person by name").click()
    fills_day(page, "id_first", begins)
    fills_day(page, "id_last", begins + timedelta(days=2))
    rules(page, "Ada Quill", "School e-mail", how, "Reports at home.")
    assert says(page, "Only school systems from home are given for days.")
    page.get_by_label("What?").select_option(label="School systems from home")
    presses(page, "Rule it")
    assert robins.asked(robins.ada, "vpn").is_open
    page = day.comes().goes(f"~/access/{robins.group.ref}/")
    page.get_by_text("Rule for one person by name").click()
    assert how not in page.get_by_label("What do you rule?").inner_text()


def test_a_class_is_switched_on_with_lessons_and_its_teacher_prints_the_list(day: Day, robins: Robins) -> None:
    robins.signs(robins.children[0])
    page = day.comes().goes(f"~/access/{robins.group.ref}/")
    presses(page, "Switch it on: 2 people wait")
    presses(page, "Whoever waits uses class devices in lessons that an adult leads")
    assert GateSwitch.objects.for_school(day.school).as_of(today(day.school)).count() == 2
    presses(page, "The list to print for the classroom, with why in a few words", "link")
    assert page.locator("h1").inner_text() == "Robin: 2 children may not use the class’s tablets."
    assert axe_finds(page) == []
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as printed:
        assert len(printed) == 1
        told = " ".join(printed[0].get_textpage().get_text_range().split())
    assert "True at" in told
    assert "A form is not back" in told
    assert "nothing measures it" in told
    assert "Print the list" not in told


def test_before_the_words_are_approved_nothing_is_switched_on(day: Day) -> None:
    page = day.comes().goes("~/access/adults/")
    page.get_by_role("button", name="Switch it on").click()
    assert says(page, "some agreements it waits for have no approved words")
    assert not GateSwitch.objects.for_school(day.school).exists()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_office_s_morning(day: Day, robins: Robins, width: int) -> None:
    """It lands on the round; a family is paused, first with a mistake; every list for the door by one press."""
    neve = day.person("Neve O’Dowd", "parents")
    people.set_carer(robins.children[2], neve, Tie("mother", "yes"), actor=robins.head, valid_from=today(day.school))
    visitor = day.comes(day.works("Rhys Beddoe", "office"), width=width)
    page = visitor.goes("/")
    assert page.url.endswith("/agreements/families/")
    assert says(page, "Of 2 children no carer is known")
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_text("Pause one family").click()
    page.locator("select[name=carer]").select_option(label="Neve O’Dowd")
    page.locator("[name=reason]").fill("A new baby.")
    fills_day(page, "id_until", today(day.school) - timedelta(days=1))
    presses(page, "Write nothing to them until then")
    assert not RoundPause.objects.for_school(day.school).exists()
    assert axe_finds(page) == []
    fills_day(page, "id_until", today(day.school) + timedelta(days=9))
    presses(page, "Write nothing to them until then")
    assert RoundPause.objects.for_school(day.school).count() == 1
    presses(page, "The lists of every class, to print at once", "link")
    assert says(page, "Robin: 2 to ask.")
    page = visitor.goes("~/agreements/families/?only=no-carer")
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
