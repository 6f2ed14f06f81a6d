"""Families on a day: a child's carers, a carer's children, and who may sign for whom. Only children on the roll that
day have carers, so that whoever leaves, and their parents, have lost all by the next day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from schoolgate.people.access import require
from schoolgate.people.circles import SEALED
from schoolgate.people.models import Care, Flag, Reach, RoleAssignment, School
from schoolgate.vocabulary.roles import MEMBERS


@dataclass(frozen=True, slots=True)
class Carer:
    """Somebody who cares for a child. ``home`` is which of the child's homes is theirs, None where the child does not
    live with them; ``shares_with`` are refs of persons with the same e-mail address; ``staff``: they work here too.
    """

    ref: str
    name: str
    relation: str
    responsibility: str
    home: int | None
    order: int
    staff: bool
    shares_with: tuple[str, ...]
    reached_by: tuple[str, ...]

    @property
    def may_sign(self) -> bool:
        """Nobody without parental responsibility signs; where it is not known they do, and the office is told."""
        return self.responsibility != Care.Responsibility.NO


@dataclass(frozen=True, slots=True)
class Child:
    ref: str
    name: str
    relation: str  # of the carer asked about


@dataclass(frozen=True, slots=True)
class Household:
    """``homes`` hold the carers at each home, the first home first; ``elsewhere`` those at none of them; ``siblings``
    are children here who share a carer."""

    child: str
    homes: tuple[tuple[Carer, ...], ...]
    elsewhere: tuple[Carer, ...]
    siblings: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """One carer of one child, by refs; nothing is unlocked."""

    carer: str
    responsibility: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """What protects a child: ``kind`` is a key of ``Flag.KINDS``, ``words`` are unlocked."""

    kind: str
    words: str
    valid_from: date
    valid_to: date | None


def carers_of(school: School, child: str, on: date) -> tuple[Carer, ...]:
    """The carers of a child (a ref) on a day, in the order they are called; none of a child who is not here then."""
    rows = _ties(school, on).filter(child__ref=child).select_related("person")
    return _carers(school, sorted(rows, key=lambda row: (row.order, row.pk)), on)


def children_of(school: School, carer: str, on: date) -> tuple[Child, ...]:
    """The children here for whom somebody (a ref) cares on a day, by name."""
    rows = _ties(school, on).filter(person__ref=carer).select_related("child")
    found = (Child(row.child.ref, row.child.name, row.relation) for row in rows)
    return tuple(sorted(found, key=lambda child: child.name.casefold()))


def household(school: School, child: str, on: date) -> Household:
    carers = carers_of(school, child, on)
    homes: defaultdict[int, list[Carer]] = defaultdict(list)
    for one in carers:
        if one.home is not None:
            homes[one.home].append(one)
    same = _ties(school, on).filter(person__ref__in=[one.ref for one in carers]).exclude(child__ref=child)
    siblings = {row.child.ref: Child(row.child.ref, row.child.name, "") for row in same.select_related("child")}
    return Household(
        child,
        tuple(tuple(homes[home]) for home in sorted(homes)),
        tuple(one for one in carers if one.home is None),
        tuple(sorted(siblings.values(), key=lambda one: one.name.casefold())),
    )


def who_may_sign(school: School, child: str, on: date) -> tuple[Carer, ...]:
    """Those whose name counts for the child on a day."""
    return tuple(one for one in carers_of(school, child, on) if one.may_sign)


def bonds(school: School, on: date) -> Mapping[str, tuple[Bond, ...]]:
    """The carers of every child here on a day, by ref of the child, in the order they are called. Costs two queries."""
    columns = ("child__ref", "person__ref", "responsibility")
    found: defaultdict[str, list[Bond]] = defaultdict(list)
    for child, carer, responsibility in _ties(school, on).order_by("order", "pk").values_list(*columns):
        found[child].append(Bond(carer, responsibility))
    return {child: tuple(some) for child, some in found.items()}


def protected(school: School, on: date) -> Mapping[str, datetime]:
    """The children (refs) about whom the head decides first, with the moment the latest reason was recorded. For
    deciding only: it is on no page, and no reason."""
    rows = Flag.objects.for_school(school).as_of(on).order_by("recorded_at")
    return dict(rows.values_list("child__ref", "recorded_at"))


def flags_of(school: School, child: str, on: date, *, roles: Collection[str]) -> tuple[Sealed, ...]:
    """What protects a child, for whoever holds one of SEALED. Raises ``DeniedError`` for anybody else. Whoever shows it
    records the look (``people.actions.looked_at``)."""
    require(frozenset(roles), *SEALED)
    rows = Flag.objects.for_school(school).as_of(on).filter(child__ref=child)
    found = (Sealed(row.kind, row.words, row.valid_from, row.valid_to) for row in rows)
    return tuple(sorted(found, key=lambda one: one.kind))


def adults_named(school: School, name: str, child: str, on: date) -> tuple[tuple[str, str], ...]:
    """The adults here of exactly this name, who do not care for the child yet: refs, and words that tell them apart."""
    wanted = " ".join(name.split()).casefold()
    rows = RoleAssignment.objects.for_school(school).as_of(on).exclude(role="pupils").select_related("person")
    tied = {one.ref for one in carers_of(school, child, on)}
    same = {row.person.ref: row.person for row in rows if wanted and row.person.name.casefold() == wanted}
    works = {row.person.ref for row in rows if row.role in MEMBERS["staff"]}
    found = []
    for ref, person in sorted(same.items()):
        of = ", ".join(one.name for one in children_of(school, ref, on))
        told = [_("who cares for %(names)s") % {"names": of}] if of else []
        told += [_("who works here")] if ref in works else []
        if ref not in tied:
            found.append((ref, ", ".join([person.name, *told])))
    return tuple(found)


def reach_of(school: School, persons: Iterable[str], way: str, on: date) -> dict[str, str]:
    """The address or number of each of these persons (refs), unlocked; who has none is left out."""
    rows = Reach.objects.for_school(school).as_of(on).filter(person__ref__in=list(persons), way=way)
    return {row.person.ref: row.value for row in rows.select_related("person")}


def _ties(school: School, on: date) -> Any:
    """The bitemporal queryset of who cares for a child that is on the roll that day."""
    here = RoleAssignment.objects.for_school(school).as_of(on).filter(role="pupils").values("person_id")
    return Care.objects.for_school(school).as_of(on).filter(child_id__in=here)


def _carers(school: School, rows: list[Care], on: date) -> tuple[Carer, ...]:
    persons = [row.person.pk for row in rows]
    roles = RoleAssignment.objects.for_school(school).as_of(on).filter(person_id__in=persons)
    staff = set(roles.filter(role__in=MEMBERS["staff"]).values_list("person_id", flat=True))
    reached: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for person, way, digest in (
        _reached(school, on).filter(person_id__in=persons).values_list("person", "way", "digest")
    ):
        reached[person][way] = digest
    digests = {ways[Reach.Way.EMAIL] for ways in reached.values() if Reach.Way.EMAIL in ways}
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for digest, ref in _reached(school, on).filter(digest__in=digests).values_list("digest", "person__ref"):
        sharing[digest].add(ref)
    return tuple(
        Carer(
            row.person.ref,
            row.person.name,
            row.relation,
            row.responsibility,
            row.home,
            row.order,
            row.person.pk in staff,
            tuple(sorted(sharing[reached[row.person.pk].get(Reach.Way.EMAIL, "")] - {row.person.ref})),
            tuple(sorted(reached[row.person.pk])),
        )
        for row in rows
    )


def _reached(school: School, on: date) -> Any:
    return Reach.objects.for_school(school).as_of(on)
