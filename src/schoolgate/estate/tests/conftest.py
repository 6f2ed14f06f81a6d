"""Two schools, and machines of the first that come in by tokens."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from schoolgate.estate import actions
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School

OPERATOR = operator("test")
type Enter = Callable[..., Client]


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=OPERATOR)


@pytest.fixture
def other(db: None) -> School:
    return people.add_school(name="Wren Lane Primary School", actor=OPERATOR)


def secret_of(school: School, scopes: Sequence[str], **more: Any) -> str:
    """A new token of the school, as a machine is given it."""
    ends_on = today(school) + timedelta(days=30)
    return actions.make_token(school, "The filter", list(scopes), ends_on=ends_on, actor=OPERATOR, **more).secret


def machine(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def asker(school: School) -> Client:
    """A machine of the first school that may ask who was where."""
    return machine(secret_of(school, ["estate.whereabouts", "estate.who"]))
