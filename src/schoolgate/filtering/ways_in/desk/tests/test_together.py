"""Many asked at once, by people of one level: nobody is answered, or written down, by what is kept for another."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.desk import Desk
from schoolgate.filtering.ways_in.desk.tests import a_desk
from schoolgate.filtering.ways_in.tests.robin_hill import NOW, put_whereabouts
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.serving import Mode, Serving

LEO, ALI = Asker("10.4.0.50", "leo"), Asker("10.4.0.51", "ms.ali@robinhill.example")
NOBODY = Asker("203.0.113.9")
BOARD = Asker("10.4.0.20")  # in the hall
TWICE = 2  # what is kept of the first time answers the second


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(a_desk.folder(tmp_path))
    yield desk
    desk.close()


def together(desk: Desk, askers: list[Asker], host: str) -> list[str]:
    many = len(askers)
    said = desk.decide_many(askers, [host] * many, [Asked.CONNECT] * many, [""] * many, NOW)
    return [each.decision.verdict.value for each in said]


def test_who_is_closed_stays_so_beside_others_of_their_level(desk: Desk) -> None:
    """Juniors open the site; nobody known would be a junior, and is closed."""
    put_whereabouts(desk.folder.whereabouts, Setting(unknown=CLOSED))
    desk.settle()
    for _ in range(TWICE + 1):
        assert together(desk, [LEO, NOBODY, LEO, NOBODY], "heron.example") == ["allow", "block"] * 2
        alone = desk.decide(NOBODY, "heron.example", Asked.CONNECT, NOW).decision
        assert (alone.verdict.value, alone.rule) == ("block", "nobody-known")


@pytest.mark.parametrize("order", list(permutations((LEO, BOARD, ALI))))
def test_each_is_served_and_written_down_by_their_own_level_and_mode(desk: Desk, order: tuple[Asker, ...]) -> None:
    """The board is filtered, Leo of the same level only watched; staff are of another level."""
    put_whereabouts(desk.folder.whereabouts, Setting(unknown="junior"))
    serving = Serving(Mode.WATCHING, places={"plc_hall": Mode.ON})
    a_desk.put_rules(desk.folder, replace(a_desk.JUNIORS, serving=serving))
    desk.settle()
    expected = {LEO: ("allow", "junior", "watching"), BOARD: ("block", "junior", "on")}
    for _ in range(TWICE):
        served = dict(zip(order, together(desk, list(order), "casino.example"), strict=True))
        assert {who: served[who] for who in expected} == {who: said[0] for who, said in expected.items()}
        assert together(desk, list(order), "worst.example") == ["block"] * len(order)  # locked, for all of them alike
    desk.flush()
    kept = {(each.level, each.mode, each.verdict) for each in landed(desk.folder.landing)}
    assert {(level, mode) for level, mode, _ in kept} == {
        ("junior", "watching"),
        ("junior", "on"),
        ("staff", "watching"),
    }


def test_while_nothing_can_be_decided_each_is_still_written_down_at_their_own_level(tmp_path: Path) -> None:
    """One decision is then everybody's."""
    files = a_desk.folder(tmp_path, rules=None)
    put_whereabouts(files.whereabouts)
    desk = Desk(files)
    for _ in range(TWICE):
        assert together(desk, [LEO, ALI], "heron.example") == ["block"] * 2
    desk.close()
    assert [each.level for each in landed(files.landing)] == ["junior", "staff"] * TWICE
