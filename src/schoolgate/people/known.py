"""What is known of everybody at a school, for a roll to be compared with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.people.models import Group, Identifier, Membership, Particulars, Person, RoleAssignment, School
from schoolgate.people.rolls import BY_ROLL, Names

_ROWS = 2000  # in hand at a time


@dataclass(frozen=True, slots=True)
class Held:
    """A place in a group."""

    kind: str
    name: str
    year: int | None
    capacity: str
    valid_from: date
    valid_to: date | None
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A role held; ``by_roll`` where a roll gave it, and so may end it."""

    by_roll: bool
    valid_to: date | None


@dataclass(slots=True)
class Known:
    """One person. ``roles`` are those held on the day or later, by role; ``places`` are by the group's ref. ``before``
    are numbers of somebody of whom nothing is known now: a load that was taken back.
    """

    ref: str
    name: str
    account: str = ""
    names: Names | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Post] = field(default_factory=dict)
    places: dict[str, Held] = field(default_factory=dict)


def everybody(school: School, *, on: date) -> list[Known]:
    """Everybody who is or was somebody at the school, in no order, with what holds on ``on`` or is to hold later."""
    persons = Person.objects.for_school(school).select_related("account")
    found = {
        person.pk: Known(person.ref, person.name, person.account.email if person.account else "")
        for person in persons.iterator(_ROWS)
    }
    for role in _rows(RoleAssignment, school, on):
        if not role.deputy:
            found[role.person_id].roles[role.role] = Post(role.given_by == BY_ROLL, role.valid_to)
    for said in _rows(Particulars, school, on):
        found[said.person_id].names = Names(
            said.given_name, said.family_name, said.preferred_given_name, said.preferred_family_name, said.born
        )
    for number in _rows(Identifier, school, on):
        found[number.person_id].identifiers[number.scheme] = number.value
    groups = {group.pk: group for group in Group.objects.for_school(school)}
    for place in _rows(Membership, school, on):
        group = groups[place.group_id]
        found[place.person_id].places[group.ref] = Held(
            group.kind, group.name, group.year, place.capacity, place.valid_from, place.valid_to, place.primary
        )
    forgotten = [key for key, one in found.items() if not one.identifiers and not one.names]
    _recall(school, {key: found[key] for key in forgotten})
    return list(found.values())


def _rows(table: type[Bitemporal], school: School, on: date) -> Iterator[Any]:
    rows = table.objects.for_school(school).known().overlapping(on, None)
    return rows.order_by("valid_from").iterator(_ROWS)


def _recall(school: School, forgotten: dict[int, Known]) -> None:
    if forgotten:
        rows = Identifier.objects.for_school(school).filter(superseded_at__isnull=False).order_by("recorded_at")
        for number in rows.iterator(_ROWS):
            if number.person_id in forgotten:
                forgotten[number.person_id].before[number.scheme] = number.value
