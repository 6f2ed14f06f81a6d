"""The desk: one answer for every way in, under files that change, with a line kept of each."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.landing.reading import Landed, landed
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.tests import robin_hill
from schoolgate.filtering.ways_in.tests.robin_hill import put_whereabouts
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.gates.web.windows import Hours, Window
from schoolgate.kernel.verdicts import Verdict

NOW = 1_795_000_000.0
PUPIL = Asker("10.1.0.7")
GARDEN = Rules(epoch=4)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def desk(tmp_path: Path, told: list[str]) -> Iterator[Desk]:
    desk = Desk(a_desk.folder(tmp_path), told.append)
    yield desk
    desk.close()


def verdict(desk: Desk, host: str, path: str = "", asked: Asked = Asked.GET) -> tuple[str, str]:
    decision = desk.decide(PUPIL, host, asked, NOW, path).decision
    return decision.verdict.value, decision.category or decision.rule


def lines(desk: Desk) -> list[Landed]:
    desk.flush()
    return list(landed(desk.folder.landing))


def test_it_decides_and_keeps_a_line(desk: Desk) -> None:
    decided = desk.decide(PUPIL, "WWW.Owl.Example.", Asked.GET, NOW, "/chess?move=e4")
    assert (decided.decision.verdict, decided.decision.category) == (Verdict.BLOCK, "games")
    assert (decided.host, decided.who.level) == ("www.owl.example", "junior")
    assert verdict(desk, "heron.example", asked=Asked.CONNECT) == ("allow", "level:junior")
    first, second = lines(desk)
    assert (first.at, first.school, first.host, first.path) == (NOW, "sch_robin", "www.owl.example", "/chess")
    assert (first.verdict, first.category, first.rule, first.level) == ("block", "games", "level:junior", "junior")
    assert (first.asked, first.epoch, first.mode) == ("get", 3, "on")
    assert (second.verdict, second.asked, second.path) == ("allow", "connect", "")


def test_what_was_searched_for_is_kept_and_nothing_else_that_was_typed(desk: Desk) -> None:
    for host, path in (
        ("www.google.co.uk", "/search?q=barn+owls&hl=en"),
        ("www.bing.com", "/search?q=tab%09and%5Cslash"),
        ("heron.example", "/search?q=secret"),
        ("www.google.co.uk", ""),
    ):
        desk.decide(PUPIL, host, Asked.GET, NOW, path)
    desk.decide_many([PUPIL], ["www.bing.com"], [Asked.GET], ["/search?q=owls+at+night"], NOW)
    assert [(each.path, each.terms) for each in lines(desk)] == [
        ("/search", "barn owls"),
        ("/search", "tab and\\slash"),
        ("/search", ""),
        ("", ""),
        ("/search", "owls at night"),
    ]


def test_pages_are_asked_where_the_path_is_seen(desk: Desk) -> None:
    assert verdict(desk, "kite.example", "/play/chess") == ("block", "games")
    assert verdict(desk, "www.kite.example", "/watch?v=1") == ("block", "games")
    assert verdict(desk, "kite.example", "/watch?v=2") == ("allow", "level:junior")
    assert verdict(desk, "kite.example", asked=Asked.CONNECT) == ("allow", "level:junior")


def test_what_is_kept_of_a_host_does_not_open_its_listed_page(desk: Desk) -> None:
    paths = ["/", "/play", "", "/play/on", "/watch?v=2"]
    assert [verdict(desk, "kite.example", path)[0] for path in paths * 2] == [
        *("allow", "block", "allow", "block", "allow")
    ] * 2
    many = desk.decide_many([PUPIL] * 5, ["kite.example"] * 5, [Asked.GET] * 5, paths, NOW)
    assert [each.decision.verdict.value for each in many] == ["allow", "block", "allow", "block", "allow"]


def test_what_is_kept_of_hosts_does_not_take_a_search_engines_safe_name_away(desk: Desk) -> None:
    verdict(desk, "heron.example")  # of the same categories: none
    assert desk.decide(PUPIL, "www.google.co.uk", Asked.GET, NOW, "/").decision.rewrites
    assert desk.decide_many([PUPIL], ["www.google.co.uk"], [Asked.GET], ["/"], NOW)[0].decision.rewrites


def test_what_is_kept_of_people_ends_with_the_hours_to_the_second(desk: Desk) -> None:
    """A site opens when its hour comes, and is closed again when it is over, asked by itself or with others."""
    hour = datetime.fromtimestamp(NOW, ZoneInfo("Europe/London")).replace(minute=0, second=0)
    play = Window(
        "win_play", "playtime", (Hours(hour.time(), hour.replace(minute=30).time()),), opens=frozenset({"games"})
    )
    a_desk.put_rules(desk.folder, replace(a_desk.JUNIORS, epoch=4, windows=(play,)))
    desk.settle()
    for minute, is_open in ((-1, False), (0, True), (29, True), (30, False), (5, True), (59, False)):
        at = hour.timestamp() + minute * 60
        one = desk.decide(PUPIL, "owl.example", Asked.CONNECT, at)
        many = desk.decide_many([PUPIL] * 2, ["owl.example"] * 2, [Asked.CONNECT] * 2, [""] * 2, at)
        assert {each.decision.verdict is Verdict.ALLOW for each in (one, *many)} == {is_open}, minute


@pytest.mark.parametrize("host", ["", "owl..example", "\ud800", "a\tb", "x" * 300, "[::1"])
def test_what_cannot_be_read_is_blocked_and_kept(desk: Desk, host: str) -> None:
    decided = desk.decide(PUPIL, host, Asked.GET, NOW)
    assert decided.decision.verdict is Verdict.BLOCK
    assert lines(desk)[0].rule == decided.decision.rule


def test_it_never_raises_whatever_it_is_given(desk: Desk) -> None:
    for at in (float("nan"), float("inf")):
        assert desk.decide(PUPIL, "heron.example", Asked.GET, at).decision.verdict is Verdict.BLOCK
    assert desk.decide(None, "heron.example", Asked.GET, NOW).decision.verdict is Verdict.BLOCK  # type: ignore[arg-type]  # whatever it is given


def test_new_rules_new_lists_and_old_ones_that_are_bad(desk: Desk, told: list[str]) -> None:
    a_desk.put_rules(desk.folder, GARDEN)
    assert desk.settle().epoch == 4
    assert verdict(desk, "heron.example") == ("block", "garden")
    a_desk.put(desk.folder.rules, '{"schema": 1')
    desk.settle()
    assert verdict(desk, "heron.example") == ("block", "garden")
    assert len([each for each in told if "rules.json" in each and "stays in force" in each]) == 1
    desk.folder.rules.unlink()
    a_desk.put_lists(desk.folder, {**a_desk.LISTED, "children/d": ["heron.example"]})
    desk.settle()
    assert verdict(desk, "heron.example") == ("allow", "level:infant")
    desk.folder.lists.write_bytes(b"half")
    desk.settle()
    assert verdict(desk, "heron.example") == ("allow", "level:infant")


def test_with_no_rules_or_no_lists_everything_is_blocked_and_said(tmp_path: Path, told: list[str]) -> None:
    files = a_desk.folder(tmp_path, rules=None)
    desk = Desk(files, told.append)
    assert verdict(desk, "heron.example") == ("block", "cannot-decide")
    assert any("rules.json" in each and "Everything is blocked" in each for each in told)
    a_desk.put_rules(files, a_desk.JUNIORS)
    desk.settle()
    assert verdict(desk, "heron.example") == ("allow", "level:junior")
    desk.close()
    files.lists.unlink()
    desk = Desk(files, told.append)
    assert verdict(desk, "heron.example") == ("block", "cannot-decide")
    a_desk.put_lists(files, a_desk.LISTED)
    desk.settle()
    assert verdict(desk, "heron.example") == ("allow", "level:junior")
    desk.close()


def test_no_request_is_ever_under_half_of_a_change(desk: Desk) -> None:
    """Each version of the rules goes with lists of its own; an answer from both would be one that neither gives."""
    stop, wrong = threading.Event(), list[tuple[str, str, int]]()

    def ask() -> None:
        while not stop.is_set():
            decided = desk.decide(PUPIL, "heron.example", Asked.GET, NOW)
            said = (decided.decision.verdict.value, decided.decision.rule, decided.decision.epoch)
            if said not in {("allow", "level:junior", 3), ("block", "garden", 4)}:
                wrong.append(said)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for each in asking:
        each.start()
    for turn in range(6):
        a_desk.put_rules(desk.folder, GARDEN if turn % 2 else a_desk.JUNIORS)
        a_desk.put_lists(desk.folder, a_desk.LISTED)
        desk.settle()
    stop.set()
    for each in asking:
        each.join()
    assert not wrong


def test_rules_that_change_nothing_leave_what_is_kept(desk: Desk) -> None:
    before = desk.in_force
    a_desk.put_rules(desk.folder, replace(a_desk.JUNIORS))
    assert desk.settle() is before


def test_where_it_only_watches_it_says_what_it_would_do_and_closes_what_is_locked(desk: Desk) -> None:
    """The board in the hall is filtered already, and the rest of the school is watched."""
    put_whereabouts(desk.folder.whereabouts)
    serving = Serving(Mode.WATCHING, places={"plc_hall": Mode.ON})
    a_desk.put_rules(desk.folder, replace(a_desk.JUNIORS, serving=serving))
    desk.settle()
    assert verdict(desk, "casino.example") == ("allow", "gambling")
    assert verdict(desk, "worst.example") == ("block", "child-abuse-images")
    board = desk.decide(Asker("10.4.0.20"), "owl.example", Asked.GET, robin_hill.NOW)
    assert board.decision.verdict is Verdict.BLOCK
    assert [(each.verdict, each.mode) for each in lines(desk)] == [
        ("block", "watching"),
        ("block", "watching"),
        ("block", "on"),
    ]


def test_whereabouts_are_followed_and_the_line_says_who(desk: Desk) -> None:
    tablet = Asker("10.4.2.7")
    assert desk.decide(tablet, "heron.example", Asked.GET, robin_hill.NOW).who.device == ""
    put_whereabouts(desk.folder.whereabouts)
    desk.settle()
    decided = desk.decide(tablet, "heron.example", Asked.GET, robin_hill.NOW)
    assert (decided.decision.rule, decided.who.device) == ("garden", robin_hill.CART)
    assert lines(desk)[-1].groups == ("grp_owls",)
    after = desk.decide(tablet, "heron.example", Asked.GET, robin_hill.NOW + 400)
    assert (after.who.device, after.who.level) == ("", "infant")
    a_desk.put(desk.folder.whereabouts, "damaged")
    desk.settle()
    assert desk.decide(tablet, "heron.example", Asked.GET, robin_hill.NOW).who.device == robin_hill.CART


def test_where_nobody_is_known_and_that_is_closed_locked_is_still_what_is_said(desk: Desk) -> None:
    put_whereabouts(desk.folder.whereabouts, Setting(unknown=CLOSED))
    desk.settle()
    assert verdict(desk, "heron.example") == ("block", "nobody-known")
    assert verdict(desk, "worst.example") == ("block", "child-abuse-images")


def test_it_loads_neither_django_nor_a_database() -> None:
    script = (
        "import sys, schoolgate.filtering.ways_in.desk; print([m for m in sys.modules if m.split('.')[0] in {names}])"
    )
    names = {"django", "sqlite3", "psycopg", "asyncio"}
    said = subprocess.run(
        [sys.executable, "-c", script.format(names=names)], capture_output=True, text=True, timeout=60, check=True
    )
    assert said.stdout.strip() == "[]"
