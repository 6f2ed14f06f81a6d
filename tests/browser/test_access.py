"""Every page, wide and narrow, light and dark: nothing for axe-core to find, nothing off the side, no complaints."""

from typing import Literal

import pytest
from allauth.mfa.totp.internal import auth
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from browser.visiting import Doors, Visitor, axe_finds, marks
from schoolgate.frame.actor import operator
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.rolls import Names, Place, Said
from schoolgate.policy.models import Version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BEFORE_SIGNING_IN = (
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-no-such-key/",
    "/account/inactive/",
    "/leaves/",
    "/no-such-page/",
)
SIGN_IN = (
    "/account/logout/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_signing_in(doors: Doors, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme, signed_in=False)
    _look(visitor, BEFORE_SIGNING_IN, width)
    visitor.signs_in()
    visitor.is_still_there()
    _look(visitor, SIGN_IN, width)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_second_step(doors: Doors, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme, signed_in=False)
    visitor.signs_in()
    visitor.is_still_there()
    page = visitor.goes("/account/2fa/totp/activate/")
    secret = page.locator(".sg-code").inner_text()
    page.locator("#id_code").fill(_figures(secret))
    with page.expect_navigation():
        page.get_by_role("button", name="Turn it on").click()
    _look(visitor, ("/account/2fa/", "/account/2fa/recovery-codes/", "/account/2fa/recovery-codes/generate/"), width)
    _look(visitor, ("/account/2fa/totp/deactivate/", "/account/2fa/reauthenticate/"), width)
    visitor.goes("/account/logout/")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    visitor.signs_in()
    assert page.locator("h1").inner_text() == "Second step"
    assert axe_finds(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_set_up_page(live_server: LiveServer, chromium: Browser, width: int) -> None:
    token = opening.make_setup_link(actor=operator("test"))
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{live_server.url}/set-up/{token}/")
    assert axe_finds(page) == []
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_a_first_day(doors: Doors, kept: Version, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme)
    _look(visitor, ("~/", "~/policy/new/", f"~/policy/read/{kept.ref}/", "~/record/", "~/health/"), width)
    page = visitor.goes("~/policy/new/")
    page.get_by_role("button", name="Read it").click()
    assert axe_finds(page) == []  # a form sent back


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_living_policy(doors: Doors, in_force: Version, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme)
    found = marks(visitor.goes("~/policy/"))
    first, last = found[0].partition("#")[0], found[-1].partition("#")[0]
    pages = ("~/", "~/policy/", f"~/policy/{first}", f"~/policy/{last}&correct=1", "~/policy/?only=none", "~/record/")
    asked = visitor.goes("~/policy/missed/").get_attribute("main .sg-list a", "href")
    _look(visitor, (*pages, f"~/policy/read/{in_force.ref}/", "~/policy/missed/", f"~/policy/missed/{asked}"), width)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_schools_people_and_its_year(doors: Doors, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme)
    _look(visitor, ("~/people/", "~/people/new/", "~/me/", "~/terms/", "~/school/"), width)
    page = visitor.goes("~/people/")
    page.locator("table a").first.click()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_finds(page) == []
    page = visitor.goes("~/terms/")
    page.locator("#id_words").fill("Autumn term: 2 September 2027 to 17 December 2027\nDisco: 4 October")
    page.get_by_role("button", name="Read them").click()
    assert page.locator("h1").inner_text() == "Is this your year?"
    assert axe_finds(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_classes_and_pupils(doors: Doors, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme)
    _look(visitor, ("~/classes/",), width)  # while there are none
    places = (Place("class", "Wren", "pupil"), Place("year", "Year 1", "pupil", 1))
    names = Names("Zoë Anastasia", "Haddad Suárez-Thistlewood", "Zo", born="2020-01-14")
    said = Said("joiners", today(visitor.school), names=names, into=places, begins=("pupils",))
    actions.load_roll(visitor.school, [said], ref="roll", actor=operator("test"), at=timezone.now())
    _look(visitor, ("~/classes/",), width)
    page = visitor.goes("~/classes/")
    for shown in ("Wren", "Zo Haddad Suárez-Thistlewood"):
        page.locator("table a").first.click()
        assert page.locator("h1").inner_text() == shown
        assert axe_finds(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Their family, and who may sign").click()
    page.get_by_role("button", name="Add a carer").click()
    assert axe_finds(page) == []
    page.get_by_role("button", name="Keep it").click()
    assert axe_finds(page) == []  # a form sent back
    page.get_by_label("Their name").fill("Anna-Katharina Haddad Suárez-Thistlewood")
    page.get_by_label("What they are to the child").select_option("mother")
    page.get_by_label("E-mail address").fill("anna-katharina.haddad@a-rather-long-name.example")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Note a court order").click()
    page.locator("#id_kind").select_option("court-order")
    page.get_by_role("button", name="Keep it").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_files(doors: Doors, width: int, scheme: Literal["light", "dark"]) -> None:
    visitor = doors.open(width=width, scheme=scheme)
    _look(visitor, ("~/files/", "~/files/settings/"), width)
    page = visitor.goes("~/files/")
    list_ = b"Type,Name,First day,Last day\nTerm,Autumn term,02/09/2026,18/12/2026\nDisco,,04/10/2026,\n"
    page.locator("input[type=file]").set_input_files({"name": "t.csv", "mimeType": "text/csv", "buffer": list_})
    page.get_by_role("button", name="Look at them").click()
    assert page.locator("h2").first.inner_text() == "Which column is which?"
    assert axe_finds(page) == []
    page.get_by_role("button", name="Keep this").click()
    assert page.locator("h2").first.inner_text() == "What would change"
    assert axe_finds(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Make this change").click()
    assert axe_finds(page) == []


def _figures(secret: str) -> str:
    """What an authenticator app would show now."""
    counter = next(auth.yield_hotp_counters_from_time())
    figures: str = auth.format_hotp_value(auth.hotp_value(secret, counter))
    return figures


def _look(visitor: Visitor, addresses: tuple[str, ...], width: int) -> None:
    for address in addresses:
        page = visitor.goes(address)
        assert "?next=" not in page.url, f"{address} asked for the password instead"
        assert (address, axe_finds(page)) == (address, [])
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide on a screen of {width}"
    # A page that is not there is said to be so on the console, too.
    assert [said for said in visitor.complaints if "404" not in said and "status of 4" not in said] == []
