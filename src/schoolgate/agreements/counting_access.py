"""The facts of the access gate and of the school's directories: what waits for a signature, and whose accounts are."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.agreements.queries.gating import GateThen, gate_then
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.queries import (
    AccountSeen,
    accounts,
    accounts_of_leavers,
    way_set,
    ways_set,
    with_working_account,
)
from schoolgate.gates.access import sentences
from schoolgate.gates.access.deciding import Answer
from schoolgate.people.models import School
from schoolgate.vocabulary.shapes import Counted

GOOD_FOR: Final = timedelta(days=14)
LEFT_SINCE: Final = timedelta(days=366)  # of whoever left longer ago nobody asks any more
_SCREENS: Final = frozenset({"internet", "device"})
# Each fact with the things it is about, and whether it is of the adults or of the children.
_WAIT: Final = (
    ("access.pupils_wait", _SCREENS, False),
    ("access.pupil_mail", frozenset({"email"}), False),
    ("access.staff_wait", frozenset({"internet", "device", "email"}), True),
    ("access.sharing_understood", frozenset({"cloud-sharing"}), True),
)


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Of each fact what there is to count; None where nothing of it is known."""
    gate, known = gate_then(school, on), accounts(school, on=on)
    return {
        **_waits(gate, with_working_account(school, on=on)),
        "accounts.own": _owned(known, on),
        "accounts.leavers": _left(school, on),
        "accounts.as_decided": _as_decided(school, known, on),
    }


def _waits(gate: GateThen, used: Collection[str]) -> dict[str, Counted | None]:
    """Good: what is needed is there, or the gate keeps it closed. Late: all is closed, and an account is used none the
    less. Not known: it is not there, and nothing here keeps them from it."""
    adults = set(gate.adults())
    pupils = {one.ref for one in gate.people if "pupils" in one.roles}
    asked = {thing for needed in gate.rules.needed if needed.asked for thing in needed.things}
    by_person: dict[str, list[Answer]] = {}
    for one in gate.answers():
        by_person.setdefault(one.person, []).append(one)
    found: dict[str, Counted | None] = {}
    for key, things, of_adults in _WAIT:
        states = [
            _state([one for one in some if one.thing in things], some, ref in used)
            for ref, some in by_person.items()
            if (ref in adults) is of_adults and (of_adults or ref in pupils)
        ]
        told = [one for one in states if one]
        found[key] = _count(told, gate.on) if asked & things else None
    return found


def _state(about: Iterable[Answer], all_of: Iterable[Answer], used: bool) -> str:
    """Of one person; empty where nobody like them may ever have it, and so nothing waits."""
    told = list(about)
    if all(reason.key in sentences.FINAL for one in told for reason in one.reasons):
        return ""
    if used and all(one.shut and sentences.AT_LESSONS not in one.reasons for one in all_of):
        return "late"
    return "good" if all(one.is_open or one.shut for one in told) else "unknown"


def _owned(known: Iterable[AccountSeen], on: date) -> Counted | None:
    """A service's account is nobody's, and is left out."""
    states = [
        "late" if one.kind == "class" else "good" if one.holder else "unknown" for one in known if one.kind != "service"
    ]
    return _count(states, on)


def _left(school: School, on: date) -> Counted | None:
    """People who left within a year and had an account: it has ended, or its directory lets nobody in by it."""
    told: Mapping[str, tuple[bool | None, ...]] = accounts_of_leavers(school, since=on - LEFT_SINCE, on=on)
    states = ["late" if True in some else "unknown" if None in some else "good" for some in told.values()]
    return _count(states, on)


def _as_decided(school: School, known: Collection[AccountSeen], on: date) -> Counted | None:
    """Of the accounts of each directory that is compared every day, how many are as was decided. One that could not be
    asked tells nothing of its accounts."""
    states: list[str] = []
    for key in ways_set(school):
        way = way_set(school, WAYS.get(key))
        of = sum(one.provider == way.provider and one.kind == "person" for one in known)
        if way.looked_on is None or way.differences is None or on - way.looked_on > GOOD_FOR:
            states += ["unknown"] * of
        else:
            late = way.differences
            states += ["late"] * late + ["good"] * max(of - late, 0)
    return _count(states, on)


def _count(states: Collection[str], on: date) -> Counted | None:
    told = [one for one in states if one]
    if not told:
        return None
    good, late = told.count("good"), told.count("late")
    return Counted(len(told), good, late, len(told) - good - late, on, on + GOOD_FOR)
