"""The real Squid with our configuration and our helper: what opens, what does not, and what happens meanwhile."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.blocked.tokens import Sealer
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.squid.tests import a_squid
from schoolgate.filtering.ways_in.squid.tests.a_squid import JUNIORS, LISTED, Running
from schoolgate.filtering.ways_in.tests.robin_hill import put_whereabouts
from schoolgate.filtering.ways_in.whereabouts import Row

pytestmark = pytest.mark.real
PAGES = "https://schoolgate.example"
SECONDS = 15  # in which a change acts on a machine that is busy; on one that is not, in less than one


def files(squid: Running) -> FilterFolder:
    return FilterFolder(squid.wanted.folder)


def here(holder: list[str] | None = None, more: Iterable[Row] = ()) -> list[Row]:
    """Whereabouts in which this machine is a class's tablet, of the school's network."""
    return [
        ["place", "plc_hall", ""],
        ["network", "net_pupils", "pupil", "plc_hall", [["127.0.0.0", "127.255.255.255"]]],
        ["class", "grp_owls", [1], ""],
        ["device", "dev_cart", "tablet", "plc_hall", [], [["127.0.0.1", 0, None]], holder, []],
        *more,
    ]


def soon(wanted: object, asked: Callable[[], object]) -> None:
    """Ask until it is as wanted: a change acts within seconds."""
    until = time.monotonic() + SECONDS
    while (found := asked()) != wanted:
        assert time.monotonic() < until, f"{found} and not {wanted}"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def squid() -> Iterator[Running]:
    with a_squid.running(pages=PAGES) as running:
        yield running


def test_what_is_open_opens_and_what_is_closed_leads_to_the_page_that_says_why(squid: Running) -> None:
    assert squid.get("heron.example", "/x").body.startswith("heron.example")
    answer = squid.get("owl.example", "/chess?move=e4")
    assert answer.status == 302
    token = answer.fields["location"].removeprefix(f"{PAGES}/blocked/")
    blocked = Sealer.of(files(squid), "sch_robin").open(token)
    assert (blocked.host, blocked.path, blocked.category) == ("owl.example", "/chess", "games")
    for spelt in ("OWL.example", "owl.example.", "o%77l.example"):
        assert squid.get(spelt).status in (302, 400, 503), spelt


def test_tunnels_are_let_through_as_they_are_or_refused(squid: Running) -> None:
    answer = squid.tunnel("heron.example")
    assert (answer.status, answer.body.strip()) == (200, "heron.example")
    assert squid.tunnel("owl.example").status == 302
    assert squid.tunnel("nowhere.example").status >= 500


def test_everything_asked_is_on_record(squid: Running) -> None:
    before = time.time()
    squid.get("casino.example", "/odds?who=leo")
    soon(
        [("casino.example", "/odds", "block", "gambling")],
        lambda: [(*each[6:8], each.verdict, each.category) for each in landed(files(squid).landing, before)],
    )


def test_by_class_and_by_place_and_by_what_was_agreed_where_nobody_is_known(squid: Running) -> None:
    path = files(squid).whereabouts

    def status() -> int:
        return squid.get("heron.example").status

    assert status() == 200
    put_whereabouts(path, Setting(unknown="junior"), here(holder=["class", "grp_owls"]))
    soon(302, status)  # the infants' garden
    put_whereabouts(path, Setting(unknown="junior", devices={"tablet": "junior"}), here())
    soon(200, status)
    put_whereabouts(path, Setting(unknown="junior", unknown_at={"plc_hall": CLOSED}), here())
    soon(302, status)
    assert squid.tunnel("heron.example").status == 302
    put_whereabouts(path, Setting(unknown="junior", places={"plc_hall": "staff"}), here())
    soon(200, lambda: squid.get("owl.example").status)
    put_whereabouts(path, Setting(unknown="junior"), here())
    soon(302, lambda: squid.get("owl.example").status)


def test_nothing_private_is_reached_unless_it_is_said(squid: Running) -> None:
    for host in ("[::1]", "169.254.169.254", "192.168.0.1"):
        assert squid.get(host).status in (403, 302, 503), host
    assert squid.get("169.254.169.254").status == 403
    assert squid.tunnel("[fd00::1]").status == 403


def test_no_request_is_lost_or_wrong_while_everything_is_put_in_its_place(squid: Running) -> None:
    stop, wrong, counted = threading.Event(), list[int](), list[int]()

    def ask(host: str, expected: int) -> None:
        while not stop.is_set():
            status = squid.get(host).status
            counted.append(status)
            if status != expected:
                wrong.append(status)

    threads = [threading.Thread(target=ask, args=each) for each in (("heron.example", 200), ("owl.example", 302))]
    for each in threads:
        each.start()
    for turn in range(8):
        a_desk.put_rules(files(squid), replace(JUNIORS, epoch=10 + turn))
        a_desk.put_lists(files(squid), {**LISTED, "adult/e": [f"a{turn}.example"]})
        put_whereabouts(files(squid).whereabouts, Setting(unknown="junior"), here(more=[["place", f"plc_{turn}", ""]]))
        time.sleep(0.4)
    stop.set()
    for each in threads:
        each.join()
    assert len(counted) > 100
    assert wrong == []


def test_with_its_helpers_killed_nothing_opens_and_they_are_started_again(squid: Running) -> None:
    old = squid.helpers()
    assert len(old) == squid.wanted.helpers
    for process in old:
        os.kill(process, signal.SIGKILL)
    assert 200 not in {squid.get("owl.example").status for _ in range(5)}
    soon(200, lambda: squid.get("heron.example").status)
    assert squid.process.poll() is None
    assert not set(squid.helpers()) & set(old)
