"""The facts of training, in counts and dates: what the checks of the policy are told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from schoolgate.learning.models import Course
from schoolgate.learning.queries import Need, needs
from schoolgate.people.models import School
from schoolgate.vocabulary.shapes import Counted, Knowers

# Every fact is told afresh before this: where the clock stands still, the count is good for no longer.
GOOD_FOR: Final = timedelta(days=14)
_FACTS: Final = {
    Course.Kind.STAFF: "training.staff",
    Course.Kind.GOVERNORS: "training.governors",
    Course.Kind.LEADS: "training.leads",
    Course.Kind.INDUCTION: "training.induction",
}


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Each fact by its key. Where no course of a kind is needed by anybody, its fact is None: no evidence."""
    by_kind: defaultdict[str, list[Need]] = defaultdict(list)
    for need in needs(school, on=on):
        by_kind[need.kind].append(need)
    knowing = by_kind[Course.Kind.ALLEGATIONS]
    found: dict[str, Any] = {key: _people(by_kind[kind], on) for kind, key in _FACTS.items()}
    return found | {"people.allegation_readers": _knowers(knowing, on) if knowing else None}


def _people(listed: Iterable[Need], on: date) -> Counted | None:
    """People, not courses: each is as good as the worst of theirs. An induction that still has time does not count."""
    states: defaultdict[str, set[str]] = defaultdict(set)
    ends = []
    for need in listed:
        if need.state != "new":
            states[need.person].add(need.state)
            ends += [need.until] if need.holds and need.until else []
    if not states:
        return None
    late = sum("late" in one for one in states.values())
    never = sum("never" in one and "late" not in one for one in states.values())
    good = len(states) - late - never
    return Counted(len(states), good, late, never, on, on + GOOD_FOR, min(ends, default=None))


def _knowers(listed: list[Need], on: date) -> Knowers:
    current = [need for need in listed if need.holds]
    return Knowers(
        current=len({need.person for need in current}),
        besides_head=len({need.person for need in current if not need.head}),
        on=on,
        lapsed=len({need.person for need in listed if need.state == "late"}),
        until=min((need.until for need in current if need.until), default=None),
    )
