"""A school with its administrator signed in, and with a policy in force where a test asks for one."""

from datetime import date

import pytest
from django.test import Client

from schoolgate.frame.actor import operator
from schoolgate.home.tests import a_document
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version

OPERATOR = operator("test")


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=OPERATOR)


@pytest.fixture
def client(school: School) -> Client:
    """Signed in as the school's administrator, Amara Whitlock."""
    opening.add_administrator(
        school, "Amara Whitlock", "head@robinhill.example", "three plain words here", actor=OPERATOR
    )
    return signed_in("head@robinhill.example")


@pytest.fixture
def teacher(school: School) -> Client:
    """Signed in as somebody who may read the policy and not look after it."""
    account = opening.add_account("teacher@robinhill.example", "three plain words here", actor=OPERATOR)
    person = people.add_person(school, "Siân Prothero-Lane", actor=OPERATOR)
    people.give_sign_in(person, account, actor=OPERATOR)
    people.give_role(person, "teachers", actor=OPERATOR, valid_from=today(school))
    return signed_in("teacher@robinhill.example")


@pytest.fixture
def kept(school: School) -> Version:
    """A policy that was read, and is not in force."""
    return policies.keep_version(school, a_document.reading(), filename="policy.docx", data=b"the file", actor=OPERATOR)


@pytest.fixture
def in_force(school: School, kept: Version) -> Version:
    policies.put_in_force(
        kept, body="governing-body", ratified_on=date(2023, 11, 20), actor=OPERATOR, actor_name="operator"
    )
    return kept


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=email))
    return client
