"""Families sign on a phone by a link: touch, keys only, no script, enlarged, from right to left."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from browser.visiting import Doors, Visitor, axe_finds
from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import SigningReceipt
from schoolgate.agreements.tests.families import ACTOR, as_self
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.people.access import today
from schoolgate.people.models import Account, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def okoros(doors: Doors) -> Okoros:
    head = Person.objects.for_school(doors.school).get(account__isnull=False)
    return Okoros(doors.school, head)


@pytest.fixture
def phone(doors: Doors) -> Iterator[Visitor]:
    """A small phone that has never been here, held by somebody who touches it."""
    visitor = _phone(doors)
    yield visitor
    assert [said for said in visitor.complaints if "422" not in said] == [], "a form that was sent back is no fault"


def _phone(doors: Doors, *, javascript: bool = True, width: int = 390) -> Visitor:
    context = doors.chromium.new_context(
        viewport={"width": width, "height": 844},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=javascript,
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    )
    context.set_default_timeout(15_000)
    doors.opened.append(context)
    visitor = Visitor(doors.site, doors.school, context, context.new_page())
    visitor.page.on("console", visitor.noted)
    return visitor


def _looks_right(page: Page) -> None:
    """Nothing for axe-core to find, and nothing off the side."""
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _goes_by(page: Page, what: Locator) -> None:
    """By one touch to the page that it leads to."""
    with page.expect_navigation():
        what.tap()


def _signs(page: Page) -> None:
    page.locator("#name").fill("Nadia Okoro")
    page.locator("#sure").tap()
    _goes_by(page, page.locator(".fam-form button"))


def _answers(page: Page, *, look: bool = False) -> None:
    """By touch, through every part to the page that is signed."""
    _goes_by(page, page.locator("main a.govuk-button"))
    for _ in range(5):
        if look:
            _looks_right(page)
        if page.locator("[name=answer]").count():
            page.locator("[name=answer][value=yes]").tap()
        else:
            page.locator("[name=place-website][value=granted]").tap()
            page.locator("[name=place-newsletter][value=refused]").tap()
        _goes_by(page, page.locator(".fam-form button"))
    assert page.url.endswith("/check/")


def test_a_mother_of_three_signs_on_her_phone(okoros: Okoros, phone: Visitor) -> None:
    code = okoros.link().code
    page = phone.goes(f"/s/{code}/")
    _looks_right(page)
    _answers(page, look=True)
    _looks_right(page)
    _goes_by(page, page.locator(".fam-form button"))
    assert "Type your name." in page.locator(".govuk-error-summary").inner_text()
    _looks_right(page)
    _signs(page)
    assert "Thank you. You have signed." in page.locator("h1").inner_text()
    _looks_right(page)
    _goes_by(page, page.get_by_role("link", name="See or change"))
    _looks_right(page)
    _goes_by(page, page.get_by_role("button", name="Take back On our website, Ida"))
    assert "Taken back." in page.locator("[role=status]").inner_text()
    _looks_right(page)
    school = okoros.school
    answers = [queries.photo_answer(school, one.ref, "website", today(school)).yes for one in okoros.children]
    assert answers == [True, False, True]
    _goes_by(page, page.get_by_role("link", name="Change these answers Tom"))
    _looks_right(page)
    page.locator("[name=place-social-media][value=granted]").tap()
    _signs(page)
    assert "Changed." in page.locator("[role=status]").inner_text()
    assert queries.photo_answer(school, okoros.children[2].ref, "social-media", today(school)).yes
    assert phone.context.cookies() == []


def test_it_is_whole_with_keys_alone(okoros: Okoros, doors: Doors) -> None:
    visitor = doors.open(signed_in=False)
    page = visitor.goes(f"/s/{okoros.link().code}/about/home-school/")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
        if reached[-1] == "answer":
            page.keyboard.press("Space")
        if reached[-1].startswith("Keep my answers"):
            break
    assert reached[0] == "Skip to the page"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/about/internet-code/")
    assert visitor.complaints == []


def test_it_is_whole_without_a_script_and_enlarged(okoros: Okoros, doors: Doors) -> None:
    """A phone half as wide stands for letters twice as large."""
    visitor = _phone(doors, javascript=False, width=195)
    page = visitor.goes(f"/s/{okoros.link().code}/")
    _answers(page)
    assert not page.locator("[data-listen]").count()
    _signs(page)
    assert SigningReceipt.objects.for_school(doors.school).count() == 1
    enlarged = _phone(doors, width=195).goes(f"/s/{okoros.link().code}/family/")
    _looks_right(enlarged)


def test_read_aloud_is_offered_where_the_device_has_a_voice(okoros: Okoros, doors: Doors) -> None:
    visitor = _phone(doors)
    voice = "{lang: 'en-GB', localService: true}"
    visitor.context.add_init_script(
        f"speechSynthesis.getVoices = () => [{voice}]; window.said = [];"
        "window.SpeechSynthesisUtterance = class {{ constructor(words) {{ this.words = words; }} }};"
        "speechSynthesis.speak = (one) => {{ said.push(one.words); if (said.length < 3) one.onend(); }};".replace(
            "{{", "{"
        ).replace("}}", "}")
    )
    page = visitor.goes(f"/s/{okoros.link().code}/about/internet-code/")
    button = page.locator("[data-listen]")
    assert button.get_attribute("aria-pressed") == "false"
    button.tap()
    said = page.evaluate("said")
    assert said[0] == "Using the internet and school devices"
    assert page.locator(".fam-now").inner_text() == said[2]
    button.tap()
    assert page.locator(".fam-now").count() == 0
    silent = _phone(doors).goes(f"/s/{okoros.link().code}/about/internet-code/")
    assert not silent.locator("[data-listen]").is_visible()


def test_a_parent_who_signs_in_has_a_family_page(okoros: Okoros, doors: Doors) -> None:
    account = Account(email="nadia@okoro.example")
    account.save()
    Person.objects.for_school(doors.school).filter(pk=okoros.nadia.pk).update(account=account)
    visitor = doors.open(width=390, email=account.email)
    page = visitor.goes("~/family/")
    _looks_right(page)
    page.get_by_role("button", name="Answer what is left").click()
    assert "Please read and answer" in page.locator("h1").inner_text()
    assert visitor.complaints == []


def test_it_reads_from_right_to_left(okoros: Okoros, doors: Doors) -> None:
    """In Urdu once it is approved: mirrored, chosen at the top in its own name, and kept for the link."""
    _in_urdu(okoros)
    visitor = _phone(doors)
    page = visitor.goes(f"/s/{okoros.link().code}/")
    _goes_by(page, page.get_by_role("button", name="اردو"))
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ur", "rtl")
    _answers(page, look=True)
    assert "Yes" not in page.locator("main").inner_text()
    _signs(page)
    _looks_right(page)
    mark, words = (page.locator(f".fam-said {part}").first.bounding_box() for part in ("dt", "dd"))
    assert mark
    assert words
    assert mark["x"] > words["x"], "what it is stands on the right, what it says on the left"
    assert visitor.complaints == []


def _in_urdu(okoros: Okoros) -> None:
    for key in okoros.kinds:
        (words,) = queries.versions(okoros.school, key)
        row = actions.wording_of(okoros.school, words.ref)
        body = "ہم مل کر آپ کے بچے کا خیال رکھتے ہیں۔\n- ہم مہربان ہیں۔"
        actions.add_text(row, language="ur", title="ہمارا معاہدہ", body=body, actor=ACTOR)
        actions.approve(row, actor=as_self(okoros.amara), language="ur")
