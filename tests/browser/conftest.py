"""A real browser on a real server, with one school, its administrator and the made-up policy."""

import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from browser.days import Day, adopt
from browser.visiting import DEMO, EMAIL, OPERATOR, PASSWORD, QUIET, Doors
from schoolgate.frame import assets
from schoolgate.intake.bounded import read_bounded
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, from PATH; it talks to this machine only."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is not on PATH; install the package chromium, or leave the browser tests out"
    assets.build()
    # Playwright keeps an event loop in the tests' thread from here on. Django would refuse its database beside one;
    # it is used from this thread only, and never within the loop.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def doors(live_server: LiveServer, chromium: Browser) -> Iterator[Doors]:
    school = people.add_school(name="Robin Hill Infant School", actor=OPERATOR)
    head = opening.add_administrator(school, "Amara Whitlock", EMAIL, PASSWORD, actor=OPERATOR)
    people.give_role(head, "head", actor=OPERATOR, valid_from=today(school))
    doors = Doors(live_server.url, school, chromium)
    yield doors
    for context in doors.opened:
        context.close()


@pytest.fixture
def kept(doors: Doors) -> Version:
    """The made-up school's own policy, read and not yet in force."""
    data = DEMO.read_bytes()
    reading = read_bounded(data, DEMO.name, today=date(2026, 1, 5))
    return policies.keep_version(doors.school, reading, filename=DEMO.name, data=data, actor=OPERATOR)


@pytest.fixture
def in_force(doors: Doors, kept: Version) -> Version:
    policies.put_in_force(
        kept, body="governing-body", ratified_on=date(2025, 9, 17), actor=OPERATOR, actor_name="operator"
    )
    return kept


@pytest.fixture
def day(doors: Doors) -> Iterator[Day]:
    """A working day at the school: whoever came in by it must have met no error when it ends."""
    adopt(doors.school)
    day = Day(doors)
    yield day
    assert [said for visitor in day.came for said in visitor.complaints] == []
