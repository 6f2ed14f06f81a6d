"""The access gate asked about a whole school: what is known of everybody gathered in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q

from schoolgate.agreements.models import AccessRuling, GateSwitch, Signature, Wording
from schoolgate.agreements.queries.quizzing import PREFIX, passes
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.agreements.registry import KINDS
from schoolgate.gates.access.deciding import AccessGate, Answer
from schoolgate.gates.access.inputs import Ruling, Signed, Someone, Verb
from schoolgate.gates.access.rules import Needed, Rules
from schoolgate.gates.access.things import THINGS
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import Group, Membership, Person, RoleAssignment, School
from schoolgate.people.queries import roles_held

ADULTS: Final = "adults"
_LOOK_BACK: Final = timedelta(days=730)  # how far, for the day on which something ran out
_DAY: Final = timedelta(days=1)
_VERBS: Final = {Verb.OPENS: "opened", Verb.SHUTS: "taken away", Verb.GIVES_DAYS: "given"}


@dataclass(frozen=True, slots=True)
class Switched:
    """``acts`` and ``lessons`` hold refs of classes (and ADULTS), with the first day."""

    acts: Mapping[str, date]
    lessons: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class RulingKnown:
    """A ruling that holds or will; ``words`` say what it does."""

    ref: str
    name: str
    thing: str
    words: str
    first: date
    last: date
    why: str


@dataclass(frozen=True, slots=True)
class GateThen:
    """The gate of a school on a day: the rules, everybody who holds a role, and the classes of the children."""

    on: date
    rules: Rules
    people: tuple[Someone, ...]
    classes: Mapping[str, tuple[str, ...]]
    switched: Switched
    _by_ref: dict[str, Someone] = field(default_factory=dict)

    def answers(self, refs: Collection[str] | None = None) -> tuple[Answer, ...]:
        """Of everybody, or of those asked about; whoever holds no role here has left."""
        gate = AccessGate(self.rules, self.on)
        if refs is None:
            return tuple(gate.answers(self.people))
        if not self._by_ref:
            self._by_ref.update({one.ref: one for one in self.people})
        return tuple(gate.answers(self._by_ref.get(ref) or Someone(ref, frozenset()) for ref in refs))

    def of_class(self, group: str) -> tuple[str, ...]:
        """The children of a class, by ref."""
        return tuple(sorted(ref for ref, groups in self.classes.items() if group in groups))

    def adults(self) -> tuple[str, ...]:
        return tuple(sorted(one.ref for one in self.people if _is_adult(one.roles)))


def gate_then(school: School, on: date) -> GateThen:
    """Costs eight queries, whatever the size of the school."""
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for row in placed(school, on):
        if row.is_class:
            classes[row.person].append(row.group)
    found = _gathered(school, on, roles_held(school, on=on), classes)
    of = {ref: tuple(groups) for ref, groups in classes.items()}
    return GateThen(on, found.rules, found.people, of, found.switched)


def gate_of(person: Person, on: date) -> tuple[Answer, ...]:
    """The six answers of one person, as ``gate_then`` has them. Costs eight queries, of rows that are theirs: no more
    at a big school than at a small one."""
    school = person.school
    roles = list(
        RoleAssignment.objects.for_school(school).as_of(on).filter(person=person).values_list("role", flat=True)
    )
    held = {person.ref: roles} if roles else {}
    rows = Membership.objects.for_school(school).as_of(on).filter(person=person, group__kind=Group.Kind.CLASS)
    groups = list(rows.filter(capacity=Membership.Capacity.PUPIL).values_list("group__ref", flat=True))
    found = _gathered(school, on, held, {person.ref: groups}, only=person)
    return tuple(AccessGate(found.rules, on).answers(found.people or (Someone(person.ref, frozenset()),)))


@dataclass(frozen=True, slots=True)
class _Gathered:
    rules: Rules
    people: tuple[Someone, ...]
    switched: Switched


def _gathered(
    school: School,
    on: date,
    held: Mapping[str, Collection[str]],
    classes: Mapping[str, Collection[str]],
    *,
    only: Person | None = None,
) -> _Gathered:
    """What the gate asks of those who hold roles (``held``) and are in ``classes``, by ref; of ``only`` one of them,
    where given."""
    wordings = _wordings(school)
    now = _in_force(wordings, on)
    signed, shown = _signed(school, wordings, now, on, only), passes(school, on, only)
    ruled, switched = _rulings(school, on, only), switches(school, on, None if only is None else classes[only.ref])
    gone = Person.objects.for_school(school).filter(left_on__lt=on).values_list("ref", "left_on")
    left = dict(gone if only is None else gone.filter(pk=only.pk))
    none: frozenset[Signed] = frozenset()
    no_rulings: frozenset[Ruling] = frozenset()
    sets: dict[tuple[str, ...], frozenset[str]] = {}
    people = []
    for ref, some in held.items():
        roles = sets.setdefault(tuple(sorted(some)), frozenset(some))
        groups = classes.get(ref, ())
        acts = any(group in switched.acts for group in groups) or (ADULTS in switched.acts and _is_adult(roles))
        lessons = any(group in switched.lessons for group in groups)
        both = signed.get(ref, none) | shown[ref] if ref in shown else signed.get(ref, none)
        people.append(Someone(ref, roles, both, ruled.get(ref, no_rulings), left.get(ref), acts, lessons))
    return _Gathered(rules(frozenset(now)), tuple(people), switched)


def switches(school: School, on: date, classes: Collection[str] | None = None) -> Switched:
    """Of every class, or of these (refs); and of the adults."""
    rows: Any = GateSwitch.objects.for_school(school).as_of(on)
    if classes is not None:
        rows = rows.filter(whom__in=[ADULTS, *classes])
    found: dict[str, dict[str, date]] = {GateSwitch.Part.ACTS: {}, GateSwitch.Part.LESSONS: {}}
    for part, whom, first in rows.values_list("part", "whom", "valid_from"):
        found[part][whom] = first
    return Switched(found[GateSwitch.Part.ACTS], found[GateSwitch.Part.LESSONS])


def rulings_of(school: School, refs: Collection[str], on: date) -> tuple[RulingKnown, ...]:
    """What was ruled for these persons and is not over on a day, by name. Names are unlocked."""
    rows = AccessRuling.objects.for_school(school).known().overlapping(on, None).filter(person__ref__in=refs)
    found = [
        RulingKnown(
            row.ref,
            row.person.name,
            THINGS[row.thing].words,
            _VERBS[Verb(row.verb)],
            row.valid_from,
            row.valid_to - _DAY,
            row.why,
        )
        for row in rows.select_related("person")
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.first)))


def rules(in_use: Collection[str]) -> Rules:
    """What kinds of agreement ask, of which those in ``in_use`` have approved words, and quizzes of understanding."""
    return Rules(
        tuple(
            Needed(
                kind.key,
                kind.title,
                frozenset(kind.binds),
                frozenset(kind.gates),
                kind.stands_for,
                asked=kind.key in in_use,
            )
            for kind in KINDS
            if kind.gates
        )
        + tuple(
            Needed(
                f"{PREFIX}{quiz.key}",
                quiz.title,
                frozenset(quiz.roles),
                frozenset(quiz.things),
                for_days=quiz.holds_days,
            )
            for quiz in QUIZZES
            if quiz.things
        )
    )


type _Wordings = dict[int, tuple[str, date]]  # kind and first day, by primary key, in the order of their versions


def _wordings(school: School) -> _Wordings:
    rows = Wording.objects.for_school(school).filter(kind__in=KINDS.keys()).exclude(approved_by="")
    return {pk: (kind, first) for pk, kind, first in rows.order_by("number").values_list("pk", "kind", "from_on")}


def _in_force(wordings: _Wordings, on: date) -> dict[str, int]:
    """The primary key of the words in force, by kind: the latest version that has begun."""
    return {kind: pk for pk, (kind, first) in wordings.items() if first <= on}


def _signed(
    school: School, wordings: _Wordings, now: Mapping[str, int], on: date, only: Person | None
) -> dict[str, frozenset[Signed]]:
    """By person. What was signed in older words ran out on the day before newer ones were asked for."""
    rows = Signature.objects.for_school(school).filter(wording_id__in=wordings, on__lte=on)
    rows = rows.filter(Q(wording_id__in=now.values()) | Q(on__gte=on - _LOOK_BACK))
    rows = rows if only is None else rows.filter(person=only)
    columns = ("person__ref", "wording_id", "on", "until", "ended_on")
    found: defaultdict[str, set[Signed]] = defaultdict(set)
    for ref, wording, first, until, ended in rows.values_list(*columns).iterator(chunk_size=5000):
        kind, _ = wordings[wording]
        ends = until if ended is None else _sooner(until, ended - _DAY)
        if (current := now.get(kind)) is not None and current != wording:
            ends = _sooner(ends, wordings[current][1] - _DAY)
        found[ref].add(Signed(kind, first, ends))
    return {ref: frozenset(some) for ref, some in found.items()}


def _sooner(until: date | None, other: date) -> date:
    return other if until is None else min(until, other)


def _rulings(school: School, on: date, only: Person | None) -> dict[str, frozenset[Ruling]]:
    rows: Any = AccessRuling.objects.for_school(school).known().filter(valid_from__lte=on).select_related("person")
    rows = rows if only is None else rows.filter(person=only)
    found: defaultdict[str, set[Ruling]] = defaultdict(set)
    for row in rows.filter(Q(valid_to__gt=on) | Q(verb=Verb.GIVES_DAYS)):
        last = row.valid_to - _DAY
        found[row.person.ref].add(Ruling(row.thing, Verb(row.verb), row.valid_from, last, row.why))
    return {ref: frozenset(some) for ref, some in found.items()}


def _is_adult(roles: frozenset[str]) -> bool:
    return bool(roles - {"pupils", "parents"})
