"""What protects a child is shown to the few who may know of it: every page is asked by everybody else."""

from datetime import date

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone
from house.sights import ANONYMOUS, STAND_INS, Cast, addresses, make_cast

from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting
from schoolgate.frame.bitemporal import put
from schoolgate.people import actions
from schoolgate.people.actions.families import Tie
from schoolgate.people.circles import SEALED
from schoolgate.people.models import Group, Membership, Person

SINCE = date(2024, 9, 2)
WORDS = "Never to be met at the gate by Mr Quillfeather"
SAID = (WORDS, "court order", "court-order")


def person_of(cast: Cast, role: str) -> Person:
    found: Person = next(one for one in Person.objects.for_school(cast.school) if one.name == f"Person {role}")
    return found


def joins(person: Person, group: Group, capacity: str) -> None:
    row = Membership(school=group.school, person=person, group=group, capacity=capacity, valid_from=SINCE)
    row.recorded_at = timezone.now()
    put(row)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def known(cast: Cast) -> dict[str, str]:
    """What stands in addresses for a child of a class whom a court order protects, and for their carer."""
    child = actions.add_person(cast.school, "Tess Merriweather", actor=operator("test"))
    actions.give_role(child, "pupils", actor=operator("test"), valid_from=SINCE)
    group = Group(school=cast.school, kind=Group.Kind.CLASS, name="Robin", digest="robin")
    group.save()
    joins(child, group, "pupil")
    for role in ("teachers", "support-staff"):
        joins(person_of(cast, role), group, "staff")
    carer = person_of(cast, "parents")
    actions.set_carer(child, carer, Tie("mother", "yes"), actor=operator("test"), valid_from=SINCE)
    actions.set_flag(child, "court-order", WORDS, actor=acting(person_of(cast, "head").ref), valid_from=SINCE)
    return {"pupil": child.ref, "person": child.ref, "group": group.ref}


def told(cast: Cast, known: dict[str, str], visitor: str) -> list[str]:
    """The addresses whose answer to a visitor says that there is a court order, or what is in it."""
    found = []
    for name, (_view, varying) in addresses(get_resolver()).items():
        if "school" not in varying:
            continue
        kwargs = {key: {"school": cast.school.ref, **STAND_INS, **known}[key] for key in varying}
        answer = cast.client(visitor).get(reverse(name, kwargs=kwargs))
        body = answer.getvalue()  # also of what streams
        if any(words.casefold().encode() in body.lower() for words in SAID):
            found.append(name)
    return found


def test_whoever_may_know_is_told(cast: Cast, known: dict[str, str]) -> None:
    assert told(cast, known, "dsl")


@pytest.mark.once
@pytest.mark.parametrize(
    "visitor", ["teachers", "office", "support-staff", "it-lead", "governors", "parents", ANONYMOUS]
)
def test_nobody_else_is(cast: Cast, known: dict[str, str], visitor: str) -> None:
    assert visitor not in SEALED
    assert told(cast, known, visitor) == []
