"""From a file to a living policy by keyboard alone, and the same pages with no JavaScript."""

import pytest
from playwright.sync_api import Page

from browser.visiting import DEMO, EMAIL, PASSWORD, Doors, marks
from schoolgate.policy.models import Adoption, ReadingAnswer, Version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TABS = 300


def _tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the focus is on what matches ``wanted``, as somebody without a mouse does."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"the keyboard never reached {wanted}")


def _type_into(page: Page, wanted: str, words: str) -> None:
    _tab_to(page, wanted)
    page.keyboard.type(words)


def _press_enter(page: Page, wanted: str) -> None:
    _tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_it_works(doors: Doors) -> None:
    page = doors.open(signed_in=False).goes("/account/login/")
    assert page.title() == "Sign in: Schoolgate"


def test_a_policy_goes_from_file_to_confirmed_sentence_by_keyboard_alone(doors: Doors) -> None:
    visitor = doors.open(signed_in=False)
    page = visitor.goes("/account/login/")
    _type_into(page, "#id_login", EMAIL)
    _type_into(page, "#id_password", PASSWORD)
    _press_enter(page, "form.sg-form button[type=submit]")
    _press_enter(page, "main a.govuk-button")  # Give us your policy
    page.set_input_files("#id_file", DEMO)  # the system's own file dialogue, which no page can press
    _press_enter(page, "form.sg-form > button[type=submit]")
    assert "promises found." in page.locator("h1").inner_text()
    _tab_to(page, "input[name=body]")
    page.keyboard.press("Space")
    for part, value in (("day", "17"), ("month", "9"), ("year", "2025")):
        _tab_to(page, f"#id_ratified_on-{part}")
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    _press_enter(page, "form.sg-form > button[type=submit]")
    assert "Your policy is in force." in page.locator(".sg-told").first.inner_text()
    page = visitor.goes("~/policy/")
    _press_enter(page, ".sg-doc a.sg-mark")
    assert "Have we read this sentence rightly?" in page.locator("#open").inner_text()
    _press_enter(page, "button[name=right][value=yes]")
    assert "Added to the record" in page.locator(".sg-told").first.inner_text()
    assert ReadingAnswer.objects.for_school(doors.school).get().right
    assert visitor.complaints == []


def test_the_focus_can_always_be_seen(doors: Doors, in_force: Version) -> None:
    page = doors.open().goes("~/policy/")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "3px", page.evaluate("document.activeElement.outerHTML")


def test_without_javascript_a_policy_is_given_put_in_force_and_corrected(doors: Doors) -> None:
    visitor = doors.open(javascript=False)
    page = visitor.goes("~/policy/new/")
    page.get_by_label("Or paste its words here").fill("Staff must lock their screens.\n\nPupils may use the pond.\n")
    page.get_by_role("button", name="Read it").click()
    page.get_by_label("Governing body", exact=True).check()
    for part, value in (("Day", "17"), ("Month", "9"), ("Year", "2025")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Put it in force").click()
    assert Adoption.objects.for_school(doors.school).count() == 1
    page = visitor.goes("~/policy/")
    page.locator(".sg-doc a.sg-mark").first.click()
    page.get_by_role("link", name="No", exact=True).click()
    page.get_by_label("No, it promises nothing").check()
    page.get_by_role("button", name="Keep this answer").click()
    assert not ReadingAnswer.objects.for_school(doors.school).get().right


def test_without_javascript_every_page_is_whole(doors: Doors, in_force: Version) -> None:
    with_it, without = doors.open(), doors.open(javascript=False)
    opened = marks(with_it.goes("~/policy/"))[0]
    for address in ("~/", "~/policy/", f"~/policy/{opened}", "~/policy/new/", f"~/policy/read/{in_force.ref}/"):
        assert _words(without.goes(address)) == _words(with_it.goes(address))


def _words(page: Page) -> str:
    return page.locator("body").inner_text()
