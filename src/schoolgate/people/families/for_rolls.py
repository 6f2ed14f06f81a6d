"""What is known of families, for a roll to be compared with: who cares for whom, who said so, and what was ended."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.people.models import Care, Identifier, Membership, Particulars, Reach, RoleAssignment, RollLoad, School
from schoolgate.people.rolls import BY_ROLL

_TABLES: tuple[type[Bitemporal], ...] = (RoleAssignment, Particulars, Identifier, Membership)
type Pair = tuple[str, str]  # refs of the carer and the child


@dataclass(frozen=True, slots=True)
class Tied:
    """One carer of one child. ``by_roll``: a roll said it last, and so may change it; nobody's hand did."""

    relation: str
    responsibility: str
    home: int | None
    order: int
    valid_to: date | None
    by_roll: bool


@dataclass(slots=True)
class Families:
    """``ended`` are pairs whom somebody parted by hand while the child stayed. ``reach`` is, by ref and way, the value
    and whether a roll gave it."""

    ties: dict[Pair, Tied] = field(default_factory=dict)
    ended: set[Pair] = field(default_factory=set)
    reach: defaultdict[str, dict[str, tuple[str, bool]]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(frozen=True, slots=True)
class Told:
    """Until which moment what is known was told by rolls: ``whole`` of everybody, ``of`` one person (a ref). ISO 8601
    by UTC, empty where no roll told a moment. ``classes`` are the ids of classes, to their kind and name."""

    whole: str
    of: dict[str, str]
    classes: dict[str, tuple[str, str]]

    def until(self, ref: str) -> str:
        return max(self.whole, self.of.get(ref, ""))


def families(school: School, *, on: date) -> Families:
    """Everything known of families on ``on`` and later."""
    found = Families()
    moments = _moments(school)
    rows = Care.objects.for_school(school).select_related("person", "child")
    for row in rows.known().overlapping(on, None).order_by("valid_from"):
        found.ties[row.person.ref, row.child.ref] = Tied(
            row.relation, row.responsibility, row.home, row.order, row.valid_to, row.given_by == BY_ROLL
        )
    found.ended = _ended(school, moments, on) - set(found.ties)
    reached = Reach.objects.for_school(school).select_related("person").known().overlapping(on, None)
    for row in reached.order_by("valid_from"):
        found.reach[row.person.ref][row.way] = (row.value, row.recorded_at in moments)
    return found


def told(school: School) -> Told:
    """What rolls of changes are compared with."""
    loads = list(RollLoad.objects.for_school(school).filter(taken_back_at__isnull=True).order_by("said_at"))
    whole = max((_spelt(load) for load in loads if load.whole), default="")
    by_moment = {load.said_at: _spelt(load) for load in loads if load.until is not None and not load.whole}
    of: dict[str, str] = {}
    for table in _TABLES if by_moment else ():
        for column in ("recorded_at", "superseded_at"):
            rows = table.objects.for_school(school).filter(**{f"{column}__in": list(by_moment)})
            for ref, moment in rows.values_list("person__ref", column):
                of[ref] = max(of.get(ref, ""), by_moment[moment])
    classes: dict[str, tuple[str, str]] = {}
    for load in loads:
        classes |= {key: (kind, name) for key, (kind, name) in load.classes.items()}
    return Told(whole, of, classes)


def _moments(school: School) -> set[datetime]:
    """When rolls were said, and taken back."""
    rows = RollLoad.objects.for_school(school).values_list("said_at", "taken_back_at")
    return {moment for row in rows for moment in row if moment is not None}


def _ended(school: School, moments: set[datetime], on: date) -> set[Pair]:
    """Those whom a hand parted: the last that was said of the pair is no roll's, and the child was here that day."""
    last: dict[Pair, tuple[datetime, date]] = {}
    for row in _apart(school, on):
        moment = row.superseded_at or row.recorded_at
        day = row.valid_to if row.superseded_at is None else max(row.valid_from, moment.date())
        pair = row.person.ref, row.child.ref
        last[pair] = max(last.get(pair, (moment, day)), (moment, day))
    by_hand = {pair: day for pair, (moment, day) in last.items() if moment not in moments}
    here: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    roles = RoleAssignment.objects.for_school(school).known().filter(role="pupils") if by_hand else ()
    for row in roles:
        here[row.person.ref].append((row.valid_from, row.valid_to or date.max))
    return {
        pair for pair, day in by_hand.items() if any(first <= day < after for first, after in here.get(pair[1], []))
    }


def _apart(school: School, on: date) -> Iterator[Any]:
    """Rows of ties that hold no more: over, or superseded by something else."""
    rows = Care.objects.for_school(school).select_related("person", "child")
    yield from rows.filter(superseded_at__isnull=False)
    yield from rows.known().filter(valid_to__lte=on)


def _spelt(load: RollLoad) -> str:
    return load.until.replace(tzinfo=None).isoformat(timespec="seconds") if load.until else ""
