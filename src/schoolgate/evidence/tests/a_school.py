"""Robin Hill with a policy in force, its head, and a browser for whoever holds a role: for the rooms above this one."""

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.intake.bounded import read_bounded
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import Account, Person, School
from schoolgate.policy import actions as policies
from schoolgate.reading.model import Reading

ACTOR = operator("test")
LONG_AGO = date(2025, 9, 1)


@cache
def reading_of(data: bytes) -> Reading:
    """The reading of a policy in Markdown, made once for all the tests of a run: a process is started for each."""
    return read_bounded(data, "policy.md", today=date(2026, 1, 5))


def with_policy(words: str) -> School:
    """The school, whose policy says ``words`` (Markdown) and has been in force for long."""
    school = people.add_school(name="Robin Hill Infant School", actor=ACTOR)
    data = words.encode()
    reading = reading_of(data)
    kept = policies.keep_version(school, reading, filename="policy.md", data=data, actor=ACTOR)
    policies.put_in_force(
        kept, body="governing-body", ratified_on=LONG_AGO, actor=ACTOR, actor_name="Ada", in_force_from=LONG_AGO
    )
    return school


@pytest.fixture
def amara(school: School) -> Person:
    person = opening.add_administrator(
        school, "Amara Whitlock", "head@robinhill.example", "three plain words here", actor=ACTOR
    )
    people.give_role(person, "head", actor=ACTOR, valid_from=LONG_AGO)
    return person


@pytest.fixture
def works_as(school: School, amara: Person) -> Callable[[str], Client]:
    """A browser signed in as somebody who holds the role: ``works_as("head")`` is Amara."""

    def signed_in(role: str) -> Client:
        email = "head@robinhill.example"
        if role != "head":
            email = f"{role}@robinhill.example"
            person = people.add_person(school, f"Kit {role.title()}", actor=ACTOR)
            account = opening.add_account(email, "three plain words here", actor=ACTOR)
            people.give_sign_in(person, account, actor=ACTOR)
            people.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
        client = Client()
        client.force_login(Account.objects.get(email=email))
        return client

    return signed_in
