"""Who is in which class on a day, and what is known of one pupil. Names are unlocked: for pages that may show them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.models import Group, Identifier, Membership, Particulars, Person, RoleAssignment, School
from schoolgate.vocabulary.years import year_words

_DAY = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class Classmate:
    ref: str
    name: str
    year: str


@dataclass(frozen=True, slots=True)
class ClassList:
    ref: str
    name: str
    kind: str
    staff: tuple[str, ...]
    pupils: tuple[Classmate, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in a group; ``last`` is the last day, None where no end is known."""

    group: str
    name: str
    kind: str
    first: date
    last: date | None


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
    for row in rows.filter(capacity=Membership.Capacity.STAFF):
        staff[row.group_id][row.person_id] = row.person.name
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
        row = ClassRow(group.ref, group.name, group.kind, len(pupils[group.pk]), names, tuple(map(year_words, years)))
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
    staff = [row.person.name for row in rows if row.capacity == Membership.Capacity.STAFF]
    children = {row.person_id: row.person for row in rows if row.capacity == Membership.Capacity.PUPIL}
    said = Particulars.objects.for_school(school).as_of(on).filter(person__in=children)
    family = {one.person_id: one.preferred_family_name or one.family_name for one in said}
    year_rows = Membership.objects.for_school(school).as_of(on).filter(person__in=children, group__kind=Group.Kind.YEAR)
    year_of = dict(year_rows.values_list("person", "group__year"))
    ordered = sorted(children.values(), key=lambda one: (family.get(one.pk, one.name).casefold(), one.name.casefold()))
    pupils = tuple(
        Classmate(one.ref, one.name, year_words(year_of[one.pk]) if one.pk in year_of else "") for one in ordered
    )
    return ClassList(group.ref, group.name, group.kind, tuple(sorted(staff, key=str.casefold)), pupils)


def teaches(school: School, person: Person, group: str, on: date) -> bool:
    """Whether the person is one of the staff of the group (a ref) on ``on``."""
    rows = Membership.objects.for_school(school).as_of(on).filter(person=person, group__ref=group)
    return bool(rows.filter(capacity=Membership.Capacity.STAFF).exists())


def pupil(school: School, ref: str, on: date) -> Pupil:
    """What is known of one pupil, now or once here. Raises ``NotFoundError`` for anybody else."""
    person = Person.objects.for_school(school).filter(ref=ref).first()
    rows = Membership.objects.for_school(school).known().filter(person=person, capacity=Membership.Capacity.PUPIL)
    if person is None or not rows.exists():
        raise NotFoundError("the pupil", "there is none here.", "Look at the list of their class.")
    said = Particulars.objects.for_school(school).as_of(on).filter(person=person).first()
    spells = [
        Spell(row.group.ref, row.group.name, row.group.kind, row.valid_from, row.valid_to and row.valid_to - _DAY)
        for row in rows.select_related("group").order_by("-valid_from")
    ]
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


def _legal(said: Particulars | None, shown: str) -> str:
    legal = f"{said.given_name} {said.family_name}".strip() if said else ""
    return legal if legal != shown else ""
