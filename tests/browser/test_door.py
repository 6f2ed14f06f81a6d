"""The tablet at the door in a real browser: a day without a network, two tablets at once."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page

from browser.between import Cable
from browser.visiting import OPERATOR, Doors, axe_finds
from schoolgate.agreements import actions as agreements
from schoolgate.door import actions, queries
from schoolgate.door.models import Visit
from schoolgate.frame.actor import person as acting
from schoolgate.people.access import today
from schoolgate.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What is pressed on the page and is lower than a thumb needs.
SMALL: Final = """[...document.querySelectorAll(
  "main :is(a, button, input:not([type=hidden], [type=radio])), main label:has(input)")]
  .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
STORED: Final = """async () => Boolean(navigator.serviceWorker.controller && await caches.match("/door/out/"))"""
SIZES: Final = {"lying": (1024, 768), "standing": (768, 1024), "telephone": (390, 844)}


class Tablet:
    """A paired tablet: its own browser profile, with its own store."""

    def __init__(self, doors: Doors, name: str, size: tuple[int, int] = (1024, 768), url: str = "") -> None:
        made = actions.make_tablet(doors.school, name, actor=OPERATOR)
        width, height = size
        self.url = url or doors.site
        self.context: BrowserContext = doors.chromium.new_context(viewport={"width": width, "height": height})
        doors.opened.append(self.context)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{self.url}/door/pair/")
        self.page.fill("#code", made.code)
        self.page.click("text=Pair it")
        self.stored()

    def stored(self) -> None:
        """Until the pages are in the tablet's own store, and it is told of every page by its worker."""
        self.until(lambda: bool(self.page.evaluate(STORED)))

    def until(self, so: Callable[[], bool]) -> None:
        for _try in range(150):
            if so():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError("it did not come to that in half a minute")

    def come(self, name: str, press: str = "I accept") -> str:
        """Somebody signs in; the number they are given."""
        self.page.goto(f"{self.url}/door/")
        self.page.click("a:text-is('Sign in')")
        self.page.fill("#name", name)
        self.page.click(f"button:text-is('{press}')")
        shown = self.page.locator("[data-done]:not([hidden])")
        return shown.locator("[data-code]").inner_text()

    def go(self, who: str) -> None:
        self.page.goto(f"{self.url}/door/out/")
        self.page.fill("#who", who)
        self.page.click("button:text-is('Sign out')")
        self.page.locator("[data-done=out]").wait_for()

    def waits(self) -> int:
        """How much is in the queue."""
        return int(
            self.page.evaluate(
                """() => new Promise((done) => { const asked = indexedDB.open("schoolgate-door", 1);
                asked.onsuccess = () => { const base = asked.result;
                const count = base.transaction(["queue"]).objectStore("queue").count();
                count.onsuccess = () => { base.close(); done(count.result); }; }; })"""
            )
        )

    def sent(self) -> None:
        """Until nothing waits any more."""
        self.page.goto(f"{self.url}/door/")
        self.until(lambda: self.waits() == 0)


@pytest.fixture
def approved(doors: Doors) -> str:
    """The head approved the rule on telephones."""
    head = next(one for one in Person.objects.for_school(doors.school) if one.name == "Amara Whitlock")
    agreements.approve(agreements.draft(doors.school, "phone-rule", actor=OPERATOR), actor=acting(head.ref))
    return queries.rule(doors.school)[0].digest


def test_a_day_without_a_network(doors: Doors, approved: str) -> None:
    """Twenty sign in and five out with no network, over a restart; then exactly those are there, in order."""
    tablet = Tablet(doors, "Front door")
    tablet.context.set_offline(True)
    numbers = [tablet.come(f"Visitor {n:02}") for n in range(12)]
    tablet.page.close()
    tablet.page = tablet.context.new_page()
    numbers += [tablet.come(f"Visitor {n:02}") for n in range(12, 20)]
    for code in numbers[:5]:
        tablet.go(code)
    assert tablet.waits() == 25
    assert not queries.visits(doors.school, today(doors.school))
    tablet.context.set_offline(False)
    tablet.sent()
    known = queries.visits(doors.school, today(doors.school))
    assert [one.name for one in known] == [f"Visitor {n:02}" for n in range(20)]
    # Of two with one number, whoever went is asked about.
    assert len(queries.on_site(doors.school)) - len(queries.clashes(doors.school)) == 15
    assert {one.digest for one in known} == {approved}


def test_an_answer_that_is_lost_brings_nobody_twice(doors: Doors, approved: str) -> None:
    """The site took what was sent, and the tablet never heard of it: it sends again, and each came once."""
    cable = Cable(doors.site)
    tablet = Tablet(doors, "Front door", url=cable.url)
    cable.lose = b"POST /door/sync/"
    for n in range(3):
        tablet.come(f"Visitor {n}")
    tablet.until(lambda: cable.lost > 0)
    assert tablet.waits() > 0
    cable.lose = b""
    tablet.sent()
    assert [one.name for one in queries.visits(doors.school, today(doors.school))] == [f"Visitor {n}" for n in range(3)]
    cable.pull()


def test_while_the_site_is_away_the_tablet_goes_on(doors: Doors, approved: str) -> None:
    """The network is there and nobody answers at the other end, as when the server is started anew."""
    cable = Cable(doors.site)
    tablet = Tablet(doors, "Front door", url=cable.url)
    tablet.come("Before Noon")
    tablet.sent()
    cable.pull()
    tablet.come("Jo Finch")
    tablet.page.close()
    tablet.page = tablet.context.new_page()
    code = tablet.come("Sam Rook")
    tablet.go(code)
    assert tablet.waits() == 3
    cable.plug()
    tablet.sent()
    known = queries.visits(doors.school, today(doors.school))
    assert [one.name for one in known] == ["Before Noon", "Jo Finch", "Sam Rook"]
    assert len(queries.on_site(doors.school)) == 2
    cable.pull()


def test_what_waits_is_locked(doors: Doors, approved: str) -> None:
    """Neither the name nor the key can be read out of the tablet's store."""
    tablet = Tablet(doors, "Front door")
    tablet.context.set_offline(True)
    tablet.come("Jo Finch")
    found = tablet.page.evaluate(
        """() => new Promise((done) => { const asked = indexedDB.open("schoolgate-door", 1);
        asked.onsuccess = () => { const change = asked.result.transaction(["queue", "keys"]);
        const rows = change.objectStore("queue").getAll(), key = change.objectStore("keys").get("key");
        change.oncomplete = () => { asked.result.close();
          done([new TextDecoder().decode(rows.result[0].box), key.result.extractable]); }; }; })"""
    )
    assert "Finch" not in found[0]
    assert found[1] is False


def test_in_at_one_tablet_and_out_at_another(doors: Doors, approved: str) -> None:
    """The going arrives before the coming: they are joined, and nothing is left for the office."""
    front, back = Tablet(doors, "Front door"), Tablet(doors, "Back door")
    front.context.set_offline(True)
    code = front.come("Jo Finch")
    back.go(code)
    back.sent()
    assert [one.why for one in queries.clashes(doors.school)] == ["nobody"]
    front.context.set_offline(False)
    front.sent()
    assert not queries.on_site(doors.school)
    assert not queries.clashes(doors.school)
    assert Visit.objects.for_school(doors.school).get().over == "out"


def test_left_alone_with_it(doors: Doors, approved: str) -> None:
    """Going back shows nothing that was typed, and no field offers it again."""
    tablet = Tablet(doors, "Front door")
    tablet.come("Jo Finch")
    tablet.page.click("[data-done]:not([hidden]) >> text=Done")
    tablet.page.wait_for_url(f"{tablet.url}/door/")
    tablet.page.go_back()
    assert "Finch" not in tablet.page.content()
    assert (
        tablet.page.evaluate("[...document.querySelectorAll('input')].some((one) => one.value.includes('Finch'))")
        is False
    )
    tablet.page.goto(f"{tablet.url}/door/in/")
    tablet.page.fill("#name", "Bo Wren")
    tablet.page.click("text=Stop, and clear")
    tablet.page.wait_for_url(f"{tablet.url}/door/")
    tablet.page.go_back()
    assert not tablet.page.locator("#name").count() or tablet.page.input_value("#name") == ""


@pytest.mark.parametrize("size", SIZES)
def test_read_at_arms_length(doors: Doors, approved: str, size: str) -> None:
    """For axe-core, for anything off the side, and for what is pressed: 44 px or more, and no text under 16."""
    tablet = Tablet(doors, "Front door", SIZES[size])
    for place in ("", "in/", "out/", "pair/"):
        tablet.page.goto(f"{tablet.url}/door/{place}")
        assert axe_finds(tablet.page) == []
        assert tablet.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = tablet.page.evaluate(SMALL)
        assert small == []
