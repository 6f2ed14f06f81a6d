"""Who is in which class on a day, and what is known of one pupil. Names are unlocked: for pages that may show them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.models import Group, Identifier, Membership, Particulars, Person, RoleAssignment, School
from schoolgate.vocabulary.years import year_words

_DAY = timedelta(days=1)
_STAFF = Membership.Capacity.STAFF


@dataclass(frozen=True, slots=True)
class Placed:
    """A pupil in a group, by ref. ``year`` is that of a year group."""

    person: str
    group: str
    is_class: bool
    year: int | None


@dataclass(frozen=True, slots=True)
class ClassRow:
    ref: str
    name: str
    kind: str
    pupils: int
    staff: tuple[str, ...]
    years: tuple[str, ...]
    teacher: str = ""


@dataclass(frozen=True, slots=True)
class Classmate:
    ref: str
    name: str
    year: str


@dataclass(frozen=True, slots=True)
class ClassList:
    """``teacher`` is the class's own, one of ``staff``; empty where nothing says which."""

    ref: str
    name: str
    kind: str
    staff: tuple[str, ...]
    pupils: tuple[Classmate, ...]
    teacher: str = ""


@dataclass(frozen=True, slots=True)
class Taught:
    """Somebody who worked with a group, and from when to when of the time asked about. ``primary``: the school's list
    calls them the class's own teacher; ``whole``: all of that time."""

    name: str
    primary: bool
    first: date
    last: date | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in a group; ``last`` is the last day, None where no end is known. ``staff`` are those who worked with the
    group during it, its own teacher first."""

    group: str
    name: str
    kind: str
    first: date
    last: date | None
    staff: tuple[Taught, ...] = ()


@dataclass(frozen=True, slots=True)
class Pupil:
    """``legal`` is the name in law where it is another than the one they go by; ``now`` and ``before`` are in order."""

    ref: str
    name: str
    legal: str
    born: date | None
    on_roll: bool
    now: tuple[Spell, ...]
    before: tuple[Spell, ...]
    numbers: tuple[tuple[str, str], ...]


def classes(school: School, on: date, *, taught_by: Person | None = None) -> list[ClassRow]:
    """Classes and teaching groups with somebody in them on ``on``, the youngest first; or only those ``taught_by``."""
    rows = Membership.objects.for_school(school).as_of(on).select_related("group", "person")
    staff: defaultdict[int, dict[int, str]] = defaultdict(dict)
    adults: defaultdict[int, list[Membership]] = defaultdict(list)
    for row in rows.filter(capacity=Membership.Capacity.STAFF):
        staff[row.group_id][row.person_id] = row.person.name
        adults[row.group_id].append(row)
    year_of = dict(rows.filter(group__kind=Group.Kind.YEAR).values_list("person", "group__year"))
    pupils: defaultdict[int, list[int]] = defaultdict(list)
    for group, person in rows.filter(capacity=Membership.Capacity.PUPIL).values_list("group", "person"):
        pupils[group].append(person)
    groups = Group.objects.for_school(school).exclude(kind=Group.Kind.YEAR).filter(pk__in={*pupils, *staff})
    mine = [group for group in groups if taught_by is None or taught_by.pk in staff[group.pk]]
    found = []
    for group in mine:
        years = sorted({year_of[person] for person in pupils[group.pk] if year_of.get(person) is not None})
        names = tuple(sorted(staff[group.pk].values(), key=str.casefold))
        teacher, words = own_teacher(adults[group.pk]), tuple(map(year_words, years))
        called = teacher.person.name if teacher else ""
        row = ClassRow(group.ref, group.name, group.kind, len(pupils[group.pk]), names, words, called)
        found.append((group.kind != Group.Kind.CLASS, years or [99], group.name.casefold(), row))
    return [row for *_, row in sorted(found, key=lambda one: one[:3])]


def placed(school: School, on: date) -> list[Placed]:
    """Every pupil in every group they are in on ``on``; refs only, so nothing is unlocked."""
    rows = Membership.objects.for_school(school).as_of(on).filter(capacity=Membership.Capacity.PUPIL)
    found = rows.values_list("person__ref", "group__ref", "group__kind", "group__year")
    return [Placed(person, group, kind == Group.Kind.CLASS, year) for person, group, kind, year in found]


def pupils_on_roll(school: School, on: date) -> int:
    """How many pupils there are on ``on``, whether or not a class is known of them."""
    return RoleAssignment.objects.for_school(school).as_of(on).filter(role="pupils").count()


def years(school: School, on: date) -> list[tuple[str, int]]:
    """How many pupils are in each year group on ``on``, the youngest first."""
    counts: defaultdict[int, int] = defaultdict(int)
    rows = Membership.objects.for_school(school).as_of(on).filter(group__kind=Group.Kind.YEAR)
    for year in rows.values_list("group__year", flat=True):
        counts[year] += 1
    return [(year_words(year), counts[year]) for year in sorted(counts)]


def class_list(school: School, ref: str, on: date) -> ClassList:
    """Who is in a class on ``on``, by surname. Raises ``NotFoundError``."""
    group = Group.objects.for_school(school).filter(ref=ref).exclude(kind=Group.Kind.YEAR).first()
    if group is None:
        raise NotFoundError("the class", "there is none here.", "Look at the list of classes.")
    rows = Membership.objects.for_school(school).as_of(on).filter(group=group).select_related("person")
    adults = [row for row in rows if row.capacity == Membership.Capacity.STAFF]
    staff, teacher = [row.person.name for row in adults], own_teacher(adults)
    children = {row.person_id: row.person for row in rows if row.capacity == Membership.Capacity.PUPIL}
    said = Particulars.objects.for_school(school).as_of(on).filter(person__in=children)
    family = {one.person_id: one.preferred_family_name or one.family_name for one in said}
    year_rows = Membership.objects.for_school(school).as_of(on).filter(person__in=children, group__kind=Group.Kind.YEAR)
    year_of = dict(year_rows.values_list("person", "group__year"))
    ordered = sorted(children.values(), key=lambda one: (family.get(one.pk, one.name).casefold(), one.name.casefold()))
    pupils = tuple(
        Classmate(one.ref, one.name, year_words(year_of[one.pk]) if one.pk in year_of else "") for one in ordered
    )
    called, names = teacher.person.name if teacher else "", tuple(sorted(staff, key=str.casefold))
    return ClassList(group.ref, group.name, group.kind, names, pupils, called)


def own_teacher(rows: Iterable[Membership]) -> Membership | None:
    """Of a group's staff rows of one day, the one whose class it is: whom the school's list marks, of several since the
    latest day. None where nothing says which."""
    marked = [row for row in rows if row.primary]
    latest = max((row.valid_from for row in marked), default=None)
    found = [row for row in marked if row.valid_from == latest]
    return found[0] if len(found) == 1 else None


def teaches(school: School, person: Person, group: str, on: date) -> bool:
    """Whether the person is one of the staff of the group (a ref) on ``on``."""
    rows = Membership.objects.for_school(school).as_of(on).filter(person=person, group__ref=group)
    return bool(rows.filter(capacity=Membership.Capacity.STAFF).exists())


def class_staff(school: School, child: str, on: date) -> list[tuple[str, str]]:
    """The class of a child (a ref) and each of its staff on ``on``, as refs."""
    rows = Membership.objects.for_school(school).as_of(on).filter(group__kind=Group.Kind.CLASS)
    mine = rows.filter(person__ref=child, capacity=Membership.Capacity.PUPIL).values("group")
    staff = rows.filter(group__in=mine, capacity=Membership.Capacity.STAFF).order_by("pk")
    return list(staff.values_list("group__ref", "person__ref"))


def pupil(school: School, ref: str, on: date) -> Pupil:
    """What is known of one pupil, now or once here. Raises ``NotFoundError`` for anybody else."""
    person = Person.objects.for_school(school).filter(ref=ref).first()
    rows = Membership.objects.for_school(school).known().filter(person=person, capacity=Membership.Capacity.PUPIL)
    if person is None or not rows.exists():
        raise NotFoundError("the pupil", "there is none here.", "Look at the list of their class.")
    said = Particulars.objects.for_school(school).as_of(on).filter(person=person).first()
    spells = _spells(school, rows)
    numbers = Identifier.objects.for_school(school).as_of(on).filter(person=person)
    roles = RoleAssignment.objects.for_school(school).as_of(on).filter(person=person, role="pupils")
    return Pupil(
        ref=person.ref,
        name=person.name,
        legal=_legal(said, person.name),
        born=date.fromisoformat(said.born) if said and said.born else None,
        on_roll=roles.exists(),
        now=tuple(one for one in spells if one.last is None or one.last >= on),
        before=tuple(one for one in spells if one.last is not None and one.last < on),
        numbers=tuple(sorted((Identifier.Scheme(one.scheme).label, one.value) for one in numbers)),
    )


def classes_of(school: School, ref: str) -> tuple[Spell, ...]:
    """The classes and teaching groups that one of the staff (a ref) works or worked with, the latest first; without who
    else did. Times that touch are one."""
    rows = Membership.objects.for_school(school).known().filter(person__ref=ref, capacity=Membership.Capacity.STAFF)
    return tuple(_joined(rows.select_related("group").order_by("-valid_from")))


def _spells(school: School, rows: Any) -> list[Spell]:
    """One query for whoever worked with any of the groups, and then by days."""
    spells = _joined(rows.select_related("group").order_by("-valid_from"))
    refs = [one.group for one in spells if one.kind != Group.Kind.YEAR]
    adults = Membership.objects.for_school(school).known().filter(group__ref__in=refs, capacity=_STAFF)
    by_group: defaultdict[str, list[Membership]] = defaultdict(list)
    for row in adults.select_related("group", "person").order_by("valid_from"):
        by_group[row.group.ref].append(row)
    return [replace(one, staff=_taught(one, by_group[one.group])) for one in spells]


def _joined(rows: Iterable[Membership]) -> list[Spell]:
    """Rows of one person, the latest first, as spells: a row that only changed a mark ends none."""
    found: list[Spell] = []
    for row in rows:
        group, last = row.group, row.valid_to and row.valid_to - _DAY
        after = next((at for at, one in enumerate(found) if one.group == group.ref and row.valid_to == one.first), None)
        if after is not None:
            found[after] = replace(found[after], first=row.valid_from)
        else:
            found.append(Spell(group.ref, group.name, group.kind, row.valid_from, last))
    return sorted(found, key=lambda one: one.first, reverse=True)


def _taught(spell: Spell, rows: Iterable[Membership]) -> tuple[Taught, ...]:
    """Those of the group's staff whose days lie in the spell, cut to it; each once, with the mark if it ever was
    theirs then."""
    days: dict[int, tuple[str, bool, date, date | None]] = {}
    for row in rows:
        last = row.valid_to and row.valid_to - _DAY
        if (spell.last is not None and row.valid_from > spell.last) or (last is not None and last < spell.first):
            continue
        first, end = max(row.valid_from, spell.first), _sooner(last, spell.last)
        _name, primary, begun, _end = days.get(row.person_id, ("", False, first, None))
        days[row.person_id] = (row.person.name, primary or row.primary, min(begun, first), end)
    found = [
        Taught(name, primary, first, end, whole=first == spell.first and end == spell.last)
        for name, primary, first, end in days.values()
    ]
    return tuple(sorted(found, key=lambda one: (not one.primary, one.first, one.name.casefold())))


def _sooner(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _legal(said: Particulars | None, shown: str) -> str:
    legal = f"{said.given_name} {said.family_name}".strip() if said else ""
    return legal if legal != shown else ""
