"""A school with a policy in force, and people who hold its roles: each test says who is there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO, amara, with_policy, works_as
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.models import Person, School

__all__ = ["ACTOR", "LONG_AGO", "amara", "works_as"]
POLICY = """# Online Safety Policy

The school filters internet access for every user, at a level that fits their age.
Changes to the filter are agreed by the headteacher and the safeguarding lead.
"""

type Hires = Callable[..., Person]


@pytest.fixture
def school(db: None, settings: Settings, tmp_path: Path) -> School:
    settings.SCHOOLGATE_DATA = tmp_path
    return with_policy(POLICY)


@pytest.fixture
def hires(school: School) -> Hires:
    """``hires("Ruth Lark", "dsl", "slt")``: somebody with a sign-in who holds roles."""

    def hired(name: str, *roles: str) -> Person:
        person = people.add_person(school, name, actor=ACTOR)
        email = f"{name.split()[0].lower()}@robinhill.example"
        people.give_sign_in(person, opening.add_account(email, "three plain words here", actor=ACTOR), actor=ACTOR)
        for role in roles:
            people.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
        person.refresh_from_db()
        return person

    return hired
