"""Doing what a roll says, for many persons at once, and taking it back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import batched
from typing import Final

from django.db import transaction
from django.db.models import Q

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import AT_ONCE, Bitemporal, Withdrawn, hold, put_many
from schoolgate.frame.undoing import Back, changed_since, moment_of_its_own, still_said, take_back
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people import kinds
from schoolgate.people.access import today
from schoolgate.people.actions.parting import part
from schoolgate.people.actions.roll_families import tie
from schoolgate.people.actions.staying import back_again, gone
from schoolgate.people.identifiers import digest_of, group_digest, spelt
from schoolgate.people.models import (
    Care,
    Group,
    Identifier,
    Membership,
    Particulars,
    Person,
    Reach,
    RoleAssignment,
    RollLoad,
    School,
)
from schoolgate.people.rolls import BY_ROLL, PUPIL_ROLES, About, Names, Place, Said

_NOTHING: Final = About()
_TABLES: Final[tuple[type[Bitemporal], ...]] = (RoleAssignment, Particulars, Identifier, Membership, Care, Reach)


def load_roll(
    school: School, said: Sequence[Said], *, ref: str, actor: Actor, at: datetime, about: About = _NOTHING
) -> None:
    """Do what ``said`` says under the name ``ref``, all of it or nothing, as one entry in the permanent record. Those
    whom others name (``Said.key``) come before them.

    Raises ``BadInputError`` where ``ref`` was loaded before.
    """
    with transaction.atomic():
        hold(school)
        if RollLoad.objects.for_school(school).filter(ref=ref).exists():
            raise BadInputError(f"the load {ref}", "it was loaded before.", "Give each load a name of its own.")
        load = RollLoad(school=school, ref=ref, said_at=moment_of_its_own(school, _TABLES, at))
        load.whole = about.whole
        load.until = datetime.fromisoformat(about.until).replace(tzinfo=UTC) if about.until else None
        load.classes = {key: list(told) for key, told in (about.classes or {}).items()}
        load.save()
        groups, by_key = _Groups(school), dict[str, Person]()
        leavers: defaultdict[date, list[int]] = defaultdict(list)
        items: list[dict[str, str | int | bool | None]] = []
        for some in batched(said, AT_ONCE):
            batch = _Part(school, some, load.said_at, groups, by_key)
            batch.write()
            together = list(zip(batch.persons, some, strict=True))
            tie(school, together, by_key, load.said_at)
            for person, one in together:
                if set(one.ends) & set(PUPIL_ROLES):
                    leavers[one.valid_from].append(person.pk)
            items += [{"person": one.ref, "verb": what.verb} for one, what in together]
        for day, pupils in leavers.items():  # last, so that a carer whose other child joins stays one
            part(school, pupils, day, load.said_at)
        counts: dict[str, str | int | bool | None] = {
            verb: sum(one.verb == verb for one in said)
            for verb in ("joiners", "movers", "leavers", "changes", "families")
        }
        append_batch(school_chain(school.ref), kinds.ROLL_LOADED, items, actor=actor, subject=ref, details=counts)


def take_back_roll(school: School, ref: str, *, actor: Actor, at: datetime) -> int:
    """Put back what was known before the load ``ref``; how many persons it was of. Those it brought stay, as nobody:
    they are known again by their numbers if they are loaded again.

    Raises ``NotFoundError`` for a load there is not or that is taken back already, and ``BadInputError`` naming what
    was changed since.
    """
    with transaction.atomic():
        hold(school)
        load = RollLoad.objects.for_school(school).filter(ref=ref, taken_back_at__isnull=True).first()
        if load is None:
            raise NotFoundError(f"the load {ref}", "there is none to take back.", "Look at what was loaded, and when.")
        later = RollLoad.objects.for_school(school).filter(said_at__gt=load.said_at, taken_back_at__isnull=False)
        back = list(later.values_list("said_at", "taken_back_at"))
        _refuse_changed(school, load.said_at, back)
        renamed = _renamed(school, load.said_at, back)
        persons = _touched(school, load.said_at)
        load.taken_back_at = moment_of_its_own(school, _TABLES, at)
        for table in _TABLES:
            take_back(table, school, load.said_at, at=load.taken_back_at, back=back)
        Person.objects.for_school(school).bulk_update(renamed, ["name"], batch_size=AT_ONCE)
        for some in batched(persons, AT_ONCE):
            back_again(school, some)
            gone(school, some, today(school))
        load.save()
        append(school_chain(school.ref), kinds.ROLL_TAKEN_BACK, actor=actor, subject=ref)
    return len(persons)


def _touched(school: School, said_at: datetime) -> set[int]:
    at_it = Q(recorded_at=said_at) | Q(superseded_at=said_at)
    tables = (table.objects.for_school(school).filter(at_it) for table in _TABLES)
    return {person for rows in tables for person in rows.values_list("person", flat=True)}


def _refuse_changed(school: School, said_at: datetime, back: Back) -> None:
    rows = (row for table in _TABLES for row in changed_since(table, school, said_at, back))
    changed = {row.serializable_value("person") for row in rows}
    if not changed:
        return
    names = sorted(person.name for person in Person.objects.for_school(school).filter(pk__in=sorted(changed)[:5]))
    more = f" and {len(changed) - len(names)} more" if len(changed) > len(names) else ""
    raise BadInputError(
        "the load",
        f"what it said has been changed since, of {', '.join(names)}{more}.",
        "Take back the later change first, or put right by hand what is wrong.",
    )


def _renamed(school: School, said_at: datetime, back: Back) -> list[Person]:
    """Persons whom the load gave another name, with the name from before."""
    before = Particulars.objects.for_school(school).filter(superseded_at=said_at, recorded_at__lt=said_at)
    after = sorted(still_said(Particulars, school, said_at, back), key=lambda row: row.valid_from)
    now = {row.person_id: _names(row).shown for row in after}
    found = []
    for row in before.select_related("person"):
        if row.person.name == now.get(row.person_id) != _names(row).shown:
            row.person.name = _names(row).shown
            found.append(row.person)
    return found


def _names(row: Particulars) -> Names:
    return Names(row.given_name, row.family_name, row.preferred_given_name, row.preferred_family_name, row.born)


class _Groups:
    """The school's groups by kind and name, made where they are not there yet."""

    def __init__(self, school: School) -> None:
        self.school = school
        self._by_digest = {(row.kind, row.digest): row for row in Group.objects.for_school(school)}
        self._by_name: dict[tuple[str, str], Group] = {}
        self.by_ref = {row.ref: row for row in self._by_digest.values()}

    def get(self, place: Place) -> Group:
        named = (place.kind, place.name)
        if named not in self._by_name:
            digest = group_digest(self.school, *named)
            found = self._by_digest.get((place.kind, digest))
            if found is None:
                found = Group(school=self.school, kind=place.kind, name=place.name, digest=digest, year=place.year)
                found.save()
                self._by_digest[place.kind, digest] = self.by_ref[found.ref] = found
            self._by_name[named] = found
        return self._by_name[named]


@dataclass(slots=True)
class _Part:
    """Some hundred persons of a load, written together."""

    school: School
    said: Sequence[Said]
    at: datetime
    groups: _Groups
    by_key: dict[str, Person]  # those whom others of the load name
    persons: list[Person] = field(default_factory=list)

    def write(self) -> None:
        self._find_or_make()
        self._rename()
        together = list(zip(self.persons, self.said, strict=True))
        for table, rows in (
            (RoleAssignment, self._roles),
            (Particulars, self._particulars),
            (Identifier, self._identifiers),
            (Membership, self._memberships),
        ):
            put_many(table, self.school, (row for pair in together for row in rows(*pair)), at=self.at)
        self._leave_and_come_back()

    def _leave_and_come_back(self) -> None:
        days: defaultdict[date, list[int]] = defaultdict(list)
        for person, one in zip(self.persons, self.said, strict=True):
            if one.ends or (one.begins and person.left_on is not None):
                days[one.valid_from].append(person.pk)
        for day, persons in days.items():
            back_again(self.school, persons)
            gone(self.school, persons, day)

    def _find_or_make(self) -> None:
        refs = [one.person for one in self.said if one.person]
        known = {person.ref: person for person in Person.objects.for_school(self.school).filter(ref__in=refs)}
        gone = set(refs) - set(known)
        if gone:
            raise BadInputError(f"person {min(gone)}", "there is none at this school.", "Plan the load again.")
        for one in self.said:
            named = one.names.shown if one.names else ""
            there = known[one.person] if one.person else self.by_key.get(one.same)
            self.persons.append(there or Person(school=self.school, name=named))
            if one.key:
                self.by_key[one.key] = self.persons[-1]
        new = {id(person): person for person in self.persons if person.pk is None}  # a teacher who is a carer is one
        Person.objects.for_school(self.school).bulk_create(new.values())

    def _rename(self) -> None:
        """A name that a roll gave follows the roll; one that a person gave stays."""
        told = {one.person: one.names.shown for one in self.said if one.person and one.names}
        rows = Particulars.objects.for_school(self.school).known().filter(person__ref__in=told)
        by_roll = {row.person_id: _names(row).shown for row in rows.order_by("valid_from")}
        changed = [
            person
            for person in self.persons
            if person.ref in told and by_roll.get(person.pk) == person.name != told[person.ref]
        ]
        for person in changed:
            person.name = told[person.ref]
        Person.objects.for_school(self.school).bulk_update(changed, ["name"])

    def _roles(self, person: Person, one: Said) -> Iterator[RoleAssignment | Withdrawn]:
        for role in one.ends:
            yield Withdrawn({"person": person, "role": role, "deputy": False}, one.valid_from)
        for role in one.begins:
            yield RoleAssignment(
                school=self.school,
                person=person,
                role=role,
                given_by=BY_ROLL,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
            )

    def _particulars(self, person: Person, one: Said) -> Iterator[Particulars]:
        if one.names is not None:
            yield Particulars(
                school=self.school,
                person=person,
                given_name=one.names.given,
                family_name=one.names.family,
                preferred_given_name=one.names.preferred_given,
                preferred_family_name=one.names.preferred_family,
                born=one.names.born,
                valid_from=one.valid_from,
            )

    def _identifiers(self, person: Person, one: Said) -> Iterator[Identifier]:
        for scheme, value in (one.identifiers or {}).items():
            yield Identifier(
                school=self.school,
                person=person,
                scheme=scheme,
                value=spelt(scheme, value),
                digest=digest_of(self.school, scheme, value),
                valid_from=one.valid_from,
            )

    def _memberships(self, person: Person, one: Said) -> Iterator[Membership | Withdrawn]:
        for ref in one.out_of:
            yield Withdrawn({"person": person, "group": self.groups.by_ref[ref]}, one.valid_from)
        for place in one.into:
            yield Membership(
                school=self.school,
                person=person,
                group=self.groups.get(place),
                capacity=place.capacity,
                primary=bool(place.primary),
                valid_from=place.valid_from or one.valid_from,
                valid_to=place.valid_to,
            )
