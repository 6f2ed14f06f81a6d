"""Who has signed what and who has not, by class: for the office. Names are unlocked: for pages that may show them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.contract import Answers, Kind
from schoolgate.agreements.queries.consents import answered
from schoolgate.agreements.queries.holding import held, in_use, wanted
from schoolgate.agreements.registry import KINDS
from schoolgate.people.classes.queries import classes, placed
from schoolgate.people.models import Person, School
from schoolgate.people.queries import names

# What is asked of everybody, and what of it is not back, by ref.
type _Asked = dict[str, tuple[frozenset[str], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody of whom something is not back. ``kinds`` are keys; ``group`` is the ref of a class, empty for none."""

    person: str
    name: str
    group: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one class (or of the adults, with an empty ``group``), how many of ``of`` have ``back`` of a kind."""

    group: str
    name: str
    kind: str
    of: int
    back: int


@dataclass(frozen=True, slots=True)
class State:
    """Everything at once: of whom something is asked, of whom it is not back, and the tallies, as below."""

    children: frozenset[str]
    missing: tuple[Missing, ...]
    tallies: tuple[Tally, ...]


def asked_kinds(school: School, on: date) -> tuple[Kind, ...]:
    """Kinds with words in force that roles ask for, by title; those of a visit are asked for at the door."""
    used = in_use(school, on)
    some = (kind for kind in KINDS if kind.key in used and not kind.by_name and kind.lapses != "visit")
    return tuple(sorted(some, key=lambda kind: kind.title))


def missing(school: School, on: date, *, kinds: Collection[str] = ()) -> tuple[Missing, ...]:
    """Everybody of whom something is not back, by class and name; of these ``kinds`` only, where any are named."""
    return whole_state(school, on, kinds=kinds).missing


def tallies(school: School, on: date, *, kinds: Collection[str] = ()) -> tuple[Tally, ...]:
    """How far each class is with each kind, the youngest class first, then those in no class and the adults."""
    return whole_state(school, on, kinds=kinds).tallies


def whole_state(school: School, on: date, *, kinds: Collection[str] = ()) -> State:
    """What is asked, missing and back, from one reading of what is held."""
    state, group_of, rows = _state(school, on, kinds), _class_of(school, on), classes(school, on)
    order = {row.ref: number for number, row in enumerate(rows)}
    lacks = {ref: some for ref, (_, some) in state.items() if some}
    called = names(school, set(lacks))
    found = [Missing(ref, called.get(ref, ""), group_of.get(ref, ""), tuple(sorted(lacks[ref]))) for ref in lacks]
    lacking = tuple(sorted(found, key=lambda one: (order.get(one.group, len(order)), one.name.casefold())))
    return State(frozenset(state), lacking, _tallied(state, group_of, {row.ref: row.name for row in rows}, order))


def _tallied(
    state: _Asked, group_of: Mapping[str, str], called: Mapping[str, str], order: Mapping[str, int]
) -> tuple[Tally, ...]:
    of: defaultdict[tuple[str, str], int] = defaultdict(int)
    back: defaultdict[tuple[str, str], int] = defaultdict(int)
    for ref, (needs, lacks) in state.items():
        for kind in needs:
            of[group_of.get(ref, ""), kind] += 1
            back[group_of.get(ref, ""), kind] += kind not in lacks
    keys = sorted(of, key=lambda key: (order.get(key[0], len(order)), KINDS.get(key[1]).title))
    return tuple(Tally(group, called.get(group, ""), kind, of[group, kind], back[group, kind]) for group, kind in keys)


def class_members(school: School, group: str, on: date) -> list[Person]:
    """The pupils of a class (a ref), for the office to note whole classes."""
    refs = [one.person for one in placed(school, on) if one.group == group]
    return list(Person.objects.for_school(school).filter(ref__in=refs))


def _state(school: School, on: date, kinds: Collection[str]) -> _Asked:
    """What is asked of everybody, and what of it is not back, by ref."""
    asked = {kind.key for kind in asked_kinds(school, on) if not kinds or kind.key in kinds}
    holds, found = held(school, on), {}
    by_answers = {key for key in asked if KINDS.get(key).answers is Answers.CHANNELS}
    whole = answered(school, on).whole if by_answers else frozenset()
    for ref, some in wanted(school, on).items():
        needs = frozenset(some & asked)
        has = {one.kind for one in holds.get(ref, ())} | (by_answers if ref in whole else set())
        has |= {KINDS.get(kind).stands_for for kind in has}
        if needs:
            found[ref] = needs, frozenset(needs - has)
    return found


def _class_of(school: School, on: date) -> dict[str, str]:
    return {one.person: one.group for one in placed(school, on) if one.is_class}
