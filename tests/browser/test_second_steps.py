"""Passkeys, security keys and printed codes in a real browser, with an authenticator that Chromium plays."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import CDPSession, Page
from pytest_django import Settings

from browser.visiting import EMAIL, Doors, Visitor, axe_finds
from schoolgate.people import second_step
from schoolgate.people.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSKEY = {"transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
SECURITY_KEY = {"transport": "usb", "hasResidentKey": False, "hasUserVerification": False}


@pytest.fixture(autouse=True)
def _asked_for(settings: Settings) -> None:
    settings.SCHOOLGATE_SECOND_STEP = True
    cache.clear()


def _with(visitor: Visitor, kind: dict[str, object]) -> CDPSession:
    """Put an authenticator into the visitor's computer, one that answers at once."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "automaticPresenceSimulation": True, **kind}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def _at_work(page: Page) -> bool:
    return page.locator("h1").inner_text() not in ("Sign in", "Second step", "Your role needs a second step")


def _signs_out(visitor: Visitor) -> None:
    visitor.goes("/account/logout/")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Sign out").click()


def _adds(visitor: Visitor, *, alone: bool) -> None:
    page = visitor.page
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Its name").fill("office laptop")
    if alone:
        page.get_by_label("Let it open my sign-in by itself").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Add it").click()
    assert page.locator("h1").inner_text() == "Your printed codes"  # spare ones, for the day the key is lost


def test_it_works(doors: Doors) -> None:
    """A passkey is set up where nothing else is open, is the second step, and opens the door by itself."""
    visitor = doors.open(signed_in=False)
    page = visitor.page
    _with(visitor, PASSKEY)
    visitor.signs_in()
    assert page.locator("h1").inner_text() == "Your role needs a second step"
    _adds(visitor, alone=True)
    visitor.goes("~/")
    assert _at_work(page)

    _signs_out(visitor)
    visitor.signs_in()
    assert page.locator("h1").inner_text() == "Second step"
    with page.expect_navigation():
        page.get_by_role("button", name="Use a passkey").click()
    visitor.goes("~/")
    assert _at_work(page)

    _signs_out(visitor)
    visitor.goes("/account/login/")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in with a passkey").click()
    visitor.goes("~/")
    assert _at_work(page)
    assert [said for said in visitor.complaints if "404" not in said] == []


def test_a_security_key_is_a_second_step_and_not_a_way_past_the_password(doors: Doors) -> None:
    visitor = doors.open(signed_in=False)
    page = visitor.page
    session = _with(visitor, SECURITY_KEY)
    visitor.signs_in()
    _adds(visitor, alone=False)
    _signs_out(visitor)
    visitor.signs_in()
    with page.expect_navigation():
        page.get_by_role("button", name="Use a passkey").click()
    visitor.goes("~/")
    assert _at_work(page)
    _signs_out(visitor)
    session.send("WebAuthn.disable")  # the key is unplugged
    visitor.signs_in()
    assert page.locator("h1").inner_text() == "Second step"


def test_changing_a_way_in_asks_once_more_who_it_is(doors: Doors) -> None:
    visitor = doors.open(signed_in=False)
    _with(visitor, PASSKEY)
    visitor.signs_in()
    _adds(visitor, alone=True)
    _signs_out(visitor)
    visitor.goes("/account/login/")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Sign in with a passkey").click()
    for address in ("/account/2fa/webauthn/add/", "/account/2fa/recovery-codes/generate/"):
        assert visitor.goes(address).locator("h1").inner_text() == "Is it still you?"
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="Use a security key").click()
    _looks(visitor, 1280)
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Use a passkey").click()
    assert visitor.page.locator("h1").inner_text() == "Print a sheet of codes?"
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    for address in (reverse(f"mfa_{what}_webauthn", args=[key]) for what in ("edit", "remove")):
        assert visitor.goes(address).url.endswith(address)
        _looks(visitor, 1280)
        visitor.page.set_viewport_size({"width": 390, "height": 900})
        _looks(visitor, 390)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_printed_sheet_with_the_keyboard_alone(doors: Doors, javascript: bool) -> None:
    visitor = doors.open(signed_in=False, javascript=javascript, width=390)
    page = visitor.page
    visitor.signs_in()
    page.get_by_role("link", name="Print a sheet").press("Enter")
    with page.expect_navigation():
        page.get_by_role("button", name="Make the sheet").press("Enter")
    codes = page.locator(".sg-keys li").all_inner_texts()
    assert len(codes) == 30
    _signs_out(visitor)
    visitor.signs_in()
    page.locator("#id_code").fill(codes[3])
    with page.expect_navigation():
        page.locator("#id_code").press("Enter")
    visitor.goes("~/")
    assert _at_work(page)
    assert second_step.codes_left(Account.objects.get(email=EMAIL)) == 29


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_round_a_second_step(doors: Doors, width: int) -> None:
    visitor = doors.open(signed_in=False, width=width)
    visitor.signs_in()
    page = visitor.page
    _looks(visitor, width)
    page.get_by_role("link", name="Print a sheet").click()
    _looks(visitor, width)
    with page.expect_navigation():
        page.get_by_role("button", name="Make the sheet").click()
    _looks(visitor, width)
    addresses = ("/account/2fa/", "/account/sessions/", "/account/emergency/", "/come-in/nothing/", "/set-up/nothing/")
    for address in (*addresses, "~/emergency/"):
        visitor.goes(address)
        _looks(visitor, width)
    visitor.goes("~/emergency/new/")
    _looks(visitor, width)
    with page.expect_navigation():
        page.get_by_role("button", name="Make the code").click()
    _looks(visitor, width)


def _looks(visitor: Visitor, width: int) -> None:
    page = visitor.page
    assert (page.url, axe_finds(page)) == (page.url, [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
