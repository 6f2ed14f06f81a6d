"""A school that files come in to."""

import pytest

from schoolgate.frame.actor import Actor, operator
from schoolgate.frame.actor import person as person_actor
from schoolgate.intake.tests.giving import OPERATOR
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=OPERATOR)


@pytest.fixture
def office(school: School) -> Actor:
    """Delphine Okafor, of the school office."""
    person = hired(school, "Delphine Okafor", "office")
    return person_actor(person.ref)


def hired(school: School, name: str, role: str) -> Person:
    person = people.add_person(school, name, actor=operator("test"))
    people.give_role(person, role, actor=operator("test"), valid_from=today(school))
    return person
