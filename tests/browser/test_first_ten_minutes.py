"""The first ten minutes of a real school, from an installation with nothing in it, by web form in a real browser."""

from collections.abc import Iterator
from typing import Literal

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from browser.visiting import DEMO, OPERATOR, axe_finds
from schoolgate.evidence import queries as evidence
from schoolgate.frame.checks import room_models
from schoolgate.home import boards
from schoolgate.notices.models import Notice
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import today
from schoolgate.people.actions.register import MADE_UP
from schoolgate.people.models import School

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "three-small-owls-in-a-row"
TERMS = "Autumn term: 2 September 2026 to 18 December 2026\nSpring term: 5 January 2027 to 26 March 2027"
DATES = f"{TERMS}\nthe summer fair: 3 July 2027"


@pytest.fixture(params=[1280, 390])
def page(
    live_server: LiveServer, chromium: Browser, settings: Settings, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Somebody at the one-time link of an empty installation, at a desk and on a telephone."""
    settings.SCHOOLGATE_SECOND_STEP = True
    cache.clear()
    actions.load_register(MADE_UP, actor=OPERATOR)
    token = opening.make_setup_link(actor=OPERATOR)
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(live_server.url + reverse("people.set_up", args=[token]))
    yield page
    context.close()


def _presses(page: Page, name: str, role: Literal["button", "link"] = "button") -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def _is_calm(page: Page) -> None:
    """Nothing wrong for those who cannot see, and nothing wider than the window."""
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _names_the_school(page: Page) -> None:
    page.get_by_label("Part of its name").fill("robin hill infant")
    _presses(page, "Find it")
    _presses(page, "This is our school")
    page.get_by_label("Your name").fill("Amara Whitlock")
    page.get_by_label("Headteacher").check()
    page.get_by_label("Your email address").fill("head@robinhill.example")
    page.get_by_label("A password").fill(PASSWORD)
    _presses(page, "Set up and sign in")
    _presses(page, "Print a sheet", "link")
    _presses(page, "Make the sheet")
    _presses(page, "I have printed it: go on", "link")


def _gives_the_policy(page: Page) -> None:
    _presses(page, "Give us your policy", "link")
    page.set_input_files("#id_file", DEMO)
    _presses(page, "Read it")


def _says_who_ratified_it(page: Page) -> None:
    page.get_by_label("Governing body", exact=True).check()
    for part, value in (("Day", "17"), ("Month", "9"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(value)
    _presses(page, "Put it in force")


def _answers(page: Page) -> None:
    page.get_by_label("Deputy", exact=True).fill("Siân Prothero-Lane")  # a post that is not read from the policy
    page.get_by_label("Thursday").check()
    page.get_by_label("Supplier").fill("Fieldfare Broadband")
    page.get_by_label("Paste them here").fill(DATES)
    page.get_by_label("Nobody until the next school morning").check()
    _presses(page, "Show us our policy")


def _sends(page: Page, who: str, name: str, email: str) -> None:
    with page.expect_navigation():  # its name is in two parts, one of them for those who hear the page
        page.locator("main a", has_text=f"Send or print: {who}").click()
    page.get_by_label("Their name").fill(name)
    page.get_by_label("Their email address").fill(email)
    _presses(page, "Send the letter")
    assert f"The letter is on its way to {name}." in page.locator("main").inner_text()


def _kept() -> dict[str, int]:
    """How many rows each table of the rooms holds, but those that count looks and visits."""
    return {model._meta.label: model._base_manager.count() for model in room_models()}


def _first_answer() -> str:
    """How the living policy begins today: the made-up policy names its own next review, and after it nothing in it
    is taken as so."""
    school = School.objects.get()
    found = evidence.standing(school, on=today(school))
    assert found is not None
    return boards.board(found.promises).heading


def test_from_an_empty_installation_to_a_living_policy(page: Page) -> None:
    _is_calm(page)
    _names_the_school(page)
    _gives_the_policy(page)
    assert "promises found." in page.locator("h1").inner_text()
    read = page.locator("dl.govuk-summary-list").inner_text()
    assert "September 2025" in read
    assert "Only the month was given" in read
    _is_calm(page)
    _says_who_ratified_it(page)
    assert page.locator(".sg-steps [aria-current]").inner_text() == "Six questions"
    assert page.get_by_role("textbox", name="Safeguarding lead").input_value() == "Tom Ferreira"  # read from the policy
    assert page.get_by_label("Person or company").input_value() == "Fernbank Schools IT"
    assert page.locator(".sg-q > li").count() == 6
    _is_calm(page)
    _answers(page)
    assert page.locator(".sg-steps [aria-current]").inner_text() == "Your living policy"
    told = page.locator("main").inner_text()
    assert page.locator("h1").inner_text() == _first_answer()
    assert "findings for governors" in told
    assert "We left out of the term dates: “the summer fair: 3 July 2027”" in told
    assert "Nobody reads alerts until the next school morning." in told
    assert "Nothing has been switched off." in told
    _is_calm(page)
    _sends(page, "School office", "Rhys Beddoe", "office@robinhill.example")
    _sends(page, "IT support", "Callum Reid", "callum@fieldfare.example")
    assert Notice._base_manager.filter(kind="ask.files").count() == 2
    _presses(page, "What we hold, what leaves: a sheet to print", "link")
    assert "Policies you gave us" in page.locator("table").inner_text()
    _is_calm(page)
    page.go_back()
    _presses(page, "That is all for today")
    assert "That was the first ten minutes. Nothing has been switched off." in page.locator("main").inner_text()
    school = School.objects.get()
    held = {(one.role, one.name) for one in queries.holders(school, on=today(school))}
    assert {("dsl", "Tom Ferreira"), ("deputy-dsl", "Siân Prothero-Lane"), ("it-lead", "Callum Reid")} <= held
    assert queries.settings(school, on=today(school))["alerts.out-of-hours"] == "nobody"


def test_leaving_back_and_doing_it_twice_are_harmless(page: Page, live_server: LiveServer) -> None:
    _names_the_school(page)
    first = page.url
    _gives_the_policy(page)
    page.goto(first)  # left, and came back another day
    _presses(page, "See what we read", "link")
    _says_who_ratified_it(page)
    questions = page.url
    page.go_back()  # to a form that was sent already
    page.goto(questions)
    _answers(page)
    before = _kept()
    page.goto(questions)
    assert page.get_by_label("Supplier").input_value() == "Fieldfare Broadband"
    _presses(page, "Show us our policy")
    with page.expect_navigation():  # the step, not the page of the whole policy
        page.locator(".sg-steps").get_by_role("link", name="Policy", exact=True).click()
    _says_nothing_new(page)
    assert _kept() == before
    page.goto(questions)
    page.get_by_label("Governor", exact=True).fill("The chair of governors")
    _presses(page, "Show us our policy")
    assert "Write it like Joanna Petrie." in page.locator(".govuk-error-summary").inner_text()
    assert _kept() == before


def _says_nothing_new(page: Page) -> None:
    """What was read, once in force, offers nothing to press that changes it."""
    assert page.locator("form button[type=submit]").count() == 0


def test_the_set_up_link_is_good_once(page: Page) -> None:
    link = page.url
    _names_the_school(page)
    page.goto(link)
    assert School.objects.count() == 1
    assert page.get_by_label("Your name").count() == 0
