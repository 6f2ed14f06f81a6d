"""Ways of writing a unit: what is written in one transaction, and must be there whole or not at all.

A writer is given where to write and which unit this is, and returns the refs of the entries it wrote. What it returns
is acknowledged by its caller, and only then: the wrong ones, below the line, acknowledge or write as they should not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from schoolgate.frame import outbox
from schoolgate.frame.actor import Actor, operator
from schoolgate.ledger.actions import New, append, append_batch, append_many, school_chain
from schoolgate.ledger.kinds import kind
from schoolgate.people import actions
from schoolgate.people.kinds import PERSON_ADDED
from schoolgate.people.models import Person, School

WRITTEN: Final = kind("test.unit-written", "wrote a part of a unit", number="which unit", part="which part of it")
LOADED: Final = kind("test.unit-loaded", "loaded a unit", number="which unit or item")
PARTS: Final = 5  # entries in a unit of several
MANY: Final = 20  # entries, or items, added at once


@outbox.event("test.unit-told")
@dataclass(frozen=True)
class UnitTold:
    """Beside a person's entry, so that a change, its event and its entry are three things in one transaction."""

    writer: str
    person: str


@dataclass(frozen=True)
class Place:
    """Where one writer writes. ``acknowledge`` is for those that do it themselves."""

    school: School
    name: str
    acknowledge: Callable[[Sequence[str]], None]

    @property
    def chain(self) -> str:
        return school_chain(self.school.ref)

    @property
    def actor(self) -> Actor:
        return operator(self.name)


type Writer = Callable[[Place, int], Sequence[str]]


def single(place: Place, number: int) -> list[str]:
    with transaction.atomic():
        return [_entry(place, number, 0)]


def several(place: Place, number: int) -> list[str]:
    """Entries added one by one within one transaction."""
    with transaction.atomic():
        return [_entry(place, number, part) for part in range(PARTS)]


def change(place: Place, number: int) -> list[str]:
    """A real action: a person's row, its event and its entry."""
    with transaction.atomic():
        person = actions.add_person(place.school, f"{place.name} {number}", actor=place.actor)
        outbox.publish(UnitTold(place.name, person.ref), school_ref=place.school.ref)
    return [person.ref]


def many(place: Place, number: int) -> list[str]:
    """Many entries in one go."""
    with transaction.atomic():
        news = (New(WRITTEN, place.actor, f"unit_{number}", {"number": number, "part": part}) for part in range(MANY))
        return append_many(place.chain, news)


def batch(place: Place, number: int) -> list[str]:
    """One entry for many items."""
    with transaction.atomic():
        items = [{"number": item} for item in range(MANY)]
        subject = f"unit_{number}"
        return [
            append_batch(place.chain, LOADED, items, actor=place.actor, subject=subject, details={"number": number})
        ]


def _entry(place: Place, number: int, part: int) -> str:
    details = {"number": number, "part": part}
    return append(place.chain, WRITTEN, actor=place.actor, subject=f"unit_{number}", details=details)


WRITERS: Final[dict[str, Writer]] = {
    "single": single,
    "several": several,
    "change": change,
    "many": many,
    "batch": batch,
}


# Wrong ways, which the check must find out.


def acknowledges_too_early(place: Place, number: int) -> list[str]:
    with transaction.atomic():
        refs = [_entry(place, number, 0)]
        place.acknowledge(refs)
    return []


def writes_the_change_apart(place: Place, number: int) -> list[str]:
    person = Person(school=place.school, name=f"{place.name} {number}")
    person.save()
    with transaction.atomic():
        append(place.chain, PERSON_ADDED, actor=place.actor, subject=person.ref)
        outbox.publish(UnitTold(place.name, person.ref), school_ref=place.school.ref)
    return [person.ref]


def writes_part_by_part(place: Place, number: int) -> list[str]:
    refs = []
    for part in range(PARTS):
        with transaction.atomic():
            refs.append(_entry(place, number, part))
    return refs


def writes_twice(place: Place, number: int) -> list[str]:
    """As one would that tries again without looking whether the first time took."""
    single(place, number)
    return single(place, number)


WRONG: Final[dict[str, Writer]] = {
    "acknowledges too early": acknowledges_too_early,
    "writes the change apart": writes_the_change_apart,
    "writes part by part": writes_part_by_part,
    "writes twice": writes_twice,
}
