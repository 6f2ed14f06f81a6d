"""The order of precedence, taken at its word: of any two things that both fit, the one higher in the table decides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from itertools import combinations
from typing import Final

import pytest

from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.requests import Asked, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.tests.a_filter import NOON, closes, opens, pauses
from schoolgate.gates.web.windows import Hours, Pause, Window

HOST: Final = "8.8.8.8"  # a bare number, so that what is said of names can fit as well
LEVEL: Final = Level("some", "some people", closed_ways=frozenset({"quic", "bare-addresses"}))
ALL_DAY: Final = (Hours(time(0), time(0)),)


@dataclass(frozen=True)
class Step:
    """One thing that may fit: the rule it decides by, and what must be so for it."""

    rule: str
    listed: tuple[str, ...] = ()
    sets: Mapping[str, frozenset[str]] | None = None
    asked: Asked = Asked.CONNECT
    pauses: tuple[Pause, ...] = ()
    closures: tuple[Closure, ...] = ()
    exceptions: tuple[SiteException, ...] = ()
    windows: tuple[Window, ...] = ()
    number: bool = False  # whether the host must be one


STEPS: Final = (
    Step("locked", listed=("terrorist-content",)),
    Step("pause:pau_1", pauses=(pauses(),)),
    Step("closure:clo_1", closures=(closes(HOST), closes("library.example", ref="clo_2"))),
    Step("way:quic", asked=Asked.QUIC),
    Step("exception:exc_1", exceptions=(opens(HOST), opens("library.example", ref="exc_2"))),
    Step("window:win_shut", windows=(Window("win_shut", "shut", ALL_DAY, closes_everything=True),)),
    Step("level:some/games", listed=("games",), sets={"block": frozenset({"games"})}),
    Step("way:bare-addresses", number=True),
    Step("garden", sets={"garden": frozenset({"children"})}),
    Step("level:some/shopping", listed=("shopping",), sets={"hold": frozenset({"shopping"})}),
    Step("level:some/news", listed=("news",), sets={"warn": frozenset({"news"})}),
)


def decided(*steps: Step) -> list[str]:
    """What decides where all these fit, by the gate that keeps nothing and by the one that does."""
    host = HOST if any(step.number for step in steps) else "library.example"
    level = LEVEL
    for step in steps:
        level = replace(level, **(step.sets or {}))  # type: ignore[arg-type]  # sets only
    rules = Rules(
        levels=(level,),
        unknown="",
        pauses=tuple(each for step in steps for each in step.pauses),
        closures=tuple(each for step in steps for each in step.closures),
        exceptions=tuple(each for step in steps for each in step.exceptions),
        windows=tuple(each for step in steps for each in step.windows),
    )
    lists = HostTable({host: mask_of(key for step in steps for key in step.listed)})
    asked = Asked.QUIC if any(step.asked is Asked.QUIC for step in steps) else Asked.CONNECT
    request = Request(host, Who("some"), NOON.timestamp() + 60, asked)
    found = decide(request, rules, lists)
    assert WebGate(rules, lists).decide(request) == found
    return [found.rule.replace("clo_2", "clo_1").replace("exc_2", "exc_1"), found.category]


def expected(step: Step) -> list[str]:
    rule, _, category = step.rule.partition("/")
    return [rule, "terrorist-content" if rule == "locked" else category]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.rule)
def test_each_decides_alone(step: Step) -> None:
    assert decided(step) == expected(step)


@pytest.mark.parametrize(
    ("higher", "lower"), list(combinations(STEPS, 2)), ids=lambda step: step.rule if isinstance(step, Step) else ""
)
def test_the_higher_of_two_decides(higher: Step, lower: Step) -> None:
    assert decided(higher, lower) == decided(lower, higher) == expected(higher)


def test_all_at_once_the_highest_decides_and_so_on_down() -> None:
    for number, step in enumerate(STEPS):
        assert decided(*STEPS[number:]) == expected(step)
    assert decided() == ["level:some", ""]
