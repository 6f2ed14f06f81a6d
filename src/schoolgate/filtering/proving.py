"""The facts that filter tests give, in counts and dates: what the checks of the policy are told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from schoolgate.filtering.models import FilterTest, FilterTestResult
from schoolgate.filtering.probing.plans import BLOCK, CONTROL, FAIR, ILLEGAL, ROUND
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.queries.over_blocking import over_blocking
from schoolgate.filtering.queries.proof import (
    NEVER,
    OUT_OF_DATE,
    PROVEN,
    UNTESTED,
    WRONG,
    Proof,
    proofs,
    state_of,
    worst,
)
from schoolgate.gates.web.levels import GUEST
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Counted
from schoolgate.vocabulary.shapes import Share

_PERIOD: Final = timedelta(days=28)  # what should be open is told of over so many days


def counted_proof(school: School, *, now: datetime) -> dict[str, Any]:
    """Each fact by its key; None where nothing was planned that would give it. What is out of date is unknown."""
    tests = proofs(school, now)
    day = now.astimezone(ZoneInfo(school.time_zone)).date()
    keys = ("filtering.tested", "filtering.illegal", "filtering.ways_round", "filtering.places_tested",
            "filtering.levels", "filtering.guests", "filtering.good_sites")  # fmt: skip
    if not tests:
        return dict.fromkeys(keys)
    until = min((one.until for one in tests if one.until and one.until >= day), default=None)
    told = _tallies(school, tests)
    return {
        "filtering.tested": _of(told, (BLOCK, FAIR, CONTROL), day, until),
        "filtering.illegal": _of(told, (ILLEGAL,), day, until),
        "filtering.ways_round": _of(told, (ROUND,), day, until),
        "filtering.places_tested": _places(tests, day, until),
        "filtering.levels": _levels(school, tests, day, until),
        "filtering.guests": _guests(school, tests, day, until),
        "filtering.good_sites": _good_sites(school, day),
    }


def _tallies(school: School, tests: list[Proof]) -> dict[str, dict[str, int]]:
    """By purpose how many of the plans' tests are good, bad or unclear; those of a plan out of date are unclear."""
    told: dict[str, dict[str, int]] = defaultdict(lambda: {"good": 0, "bad": 0, "unclear": 0})
    fresh = [one.run for one in tests if one.run and one.state != OUT_OF_DATE]
    stale = [one.ref for one in tests if one.state in (OUT_OF_DATE, NEVER)]
    rows = FilterTestResult.objects.for_school(school).filter(run__ref__in=fresh)
    for purpose, verdict in rows.values_list("purpose", "verdict"):
        told[purpose][state_of(verdict)] += 1
    plans = FilterTest.objects.for_school(school).filter(ref__in=stale)
    for document in plans.values_list("document", flat=True):
        for test in document["tests"]:
            told[test["purpose"]]["unclear"] += 1
    return told


def _of(told: dict[str, dict[str, int]], purposes: Iterable[str], day: date, until: date | None) -> Counted | None:
    good, bad, unclear = (
        sum(told[each][state] for each in purposes if each in told) for state in ("good", "bad", "unclear")
    )
    every = good + bad + unclear
    return Counted(every, good, bad, unclear, day, until) if every else None


def _places(tests: list[Proof], day: date, until: date | None) -> Counted:
    """Each place with a level or class there that is to be tested counts once, by the gravest of its tests."""
    cells = defaultdict[tuple[str, str, str], list[str]](list)
    for one in tests:
        cells[one.place_ref, one.level, one.group_ref].append(one.state)
    return _count([worst(states) for states in cells.values()], day, until)


def _levels(school: School, tests: list[Proof], day: date, until: date | None) -> Counted | None:
    """Each class by the gravest of the tests made as that class; a class that nobody tests for is unknown."""
    there = [row.ref for row in classes(school, day) if row.kind == "class"]
    if not there:
        return None
    states = [worst(one.state for one in tests if one.group_ref == ref) for ref in there]
    return None if set(states) == {UNTESTED} else _count(states, day, until)


def _guests(school: School, tests: list[Proof], day: date, until: date | None) -> Counted | None:
    """Each place tested as guests are, by the gravest of its tests; networks for them beyond those are unknown."""
    cells = defaultdict[str, list[str]](list)
    for one in tests:
        if one.level == GUEST:
            cells[one.place_ref].append(one.state)
    found = setting_in_force(school)
    networks = list(found.setting.networks.values()).count(GUEST) if found is not None else 0
    states = [worst(each) for each in cells.values()] + [UNTESTED] * (networks - len(cells))
    return _count(states, day, until) if states else None


def _count(states: list[str], day: date, until: date | None) -> Counted:
    good, bad = states.count(PROVEN), states.count(WRONG)
    return Counted(len(states), good, bad, len(states) - good - bad, day, until)


def _good_sites(school: School, day: date) -> Share | None:
    found = over_blocking(school, day - _PERIOD, day)
    return Share(found.of, found.opened, found.blocked, day, day + _PERIOD) if found.of else None
