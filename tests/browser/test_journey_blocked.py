"""From a closed site to an open one by the school's own filter: blocked in the browser, asked for, answered, opened."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from browser.visiting import OPERATOR, QUIET, Doors
from schoolgate.filtering import actions as filters
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.proxy.listening import Listener
from schoolgate.filtering.ways_in.proxy.settings import Settings
from schoolgate.filtering.ways_in.proxy.tests.a_proxy import Loop, Running, Site, here
from schoolgate.frame.actor import person as acting
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE: Final = b"<!doctype html><title>Newts</title><h1>Newts</h1>"
SAYS: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(PAGE), PAGE)


def switch_on(school: School) -> None:
    """Two people agree that the filter is on, with one site chosen for the children."""
    head = Person.objects.for_school(school).get()
    lead = people.add_person(school, "Tom Ferreira", actor=OPERATOR)
    people.give_role(lead, "dsl", actor=OPERATOR, valid_from=today(school))
    sites = (Listed("herons.example", frozenset({"children"})),)
    setting = replace(Setting(), serving=Serving(Mode.ON), sites=sites)
    row = filters.propose_change(school, setting, "We begin.", actor=OPERATOR)
    for each in (lead, head):
        filters.agree(row, actor=acting(each.ref))
    filters.publish(school)


@pytest.fixture
def proxy(doors: Doors) -> Iterator[tuple[Running, Site]]:
    """The proxy over the folder that the school's pages write; every name leads to a site on this machine."""
    switch_on(doors.school)
    folder = filter_folder(Path(settings.SCHOOLGATE_DATA), doors.school.ref)
    a_desk.put_lists(folder, {"games": ["chess.example"]})
    loop = Loop()
    site = Site(SAYS, loop=loop)
    said = Settings(
        (Listener("127.0.0.1", 0),), ("127.0.0.0/8",), Settings().web_ports | {site.port}, schoolgate=doors.site
    )
    running = Running(folder, said, here, loop)
    yield running, site
    running.stop()
    loop.close()


def test_it_works(doors: Doors, chromium: Browser, proxy: tuple[Running, Site]) -> None:
    """Nobody known is at the device, so early years holds: two presses ask, one answers, and it opens in seconds."""
    running, site = proxy
    child = chromium.browser_type.launch(
        executable_path=_path(), args=[*QUIET, f"--proxy-server=http://127.0.0.1:{running.port}"]
    )
    try:
        page = child.new_page()
        assert _status(page, f"http://herons.example:{site.port}/") == 200
        newts = f"http://newts.example:{site.port}/pond"
        assert _status(page, newts) == 403
        assert page.get_by_role("heading", name="This page isn’t for us.").is_visible()
        page.locator("summary").click()
        with page.expect_navigation():
            page.get_by_role("link", name="Ask for this site").click()
        assert page.url.startswith(f"{doors.site}/blocked/")
        page.locator("summary").click()
        with page.expect_navigation():
            page.get_by_role("button", name="Ask for this site").click()
        assert page.get_by_text("Asked for at").is_visible()
        decides = doors.open().goes("~/filter/asked/")
        with decides.expect_navigation():
            decides.get_by_role("button", name="Today, until").click()
        until = time.monotonic() + 20
        while _status(page, newts) != 200:
            assert time.monotonic() < until, "it was answered and stayed closed"
            page.wait_for_timeout(300)
        assert page.title() == "Newts"
        assert _status(page, f"http://toads.example:{site.port}/") == 403
    finally:
        child.close()


def _status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def _path() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found
    return found
