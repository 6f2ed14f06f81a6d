"""Robin Hill with a policy in force, its head, and a pupil whose name the policy must never tell."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from schoolgate.evidence.tests.a_school import reading_of
from schoolgate.frame import keyring
from schoolgate.frame.actor import operator
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, School
from schoolgate.policy import actions as policies

ACTOR = operator("test")
EMAIL = "head@robinhill.example"
PUPIL = "Zoë Haddad Suárez"
POLICY = f"""# Online Safety Policy

Approved: November 2023. Next review: November 2024.

Governors review this policy every two years. The safeguarding lead regularly reads the filter report.
Staff must change their passwords every term. Parents give written permission as appendix 4 sets out.
IT support must update every laptop each week. {PUPIL} must be helped to save her work.
"""


@pytest.fixture
def school(tmp_path: Path, settings: Settings, db: None) -> School:
    settings.SCHOOLGATE_DATA, settings.SCHOOLGATE_KEYS = tmp_path / "data", tmp_path / "keys"
    keyring.make(tmp_path / "keys")
    school = people.add_school(name="Robin Hill Infant School", actor=ACTOR)
    head = opening.add_administrator(school, "Amara Whitlock", EMAIL, "three plain words here", actor=ACTOR)
    people.give_role(head, "head", actor=ACTOR, valid_from=today(school))
    pupil = people.add_person(school, PUPIL, actor=ACTOR)
    people.give_role(pupil, "pupils", actor=ACTOR, valid_from=today(school))
    return school


@pytest.fixture
def in_force(school: School) -> School:
    data = POLICY.encode()
    kept = policies.keep_version(school, reading_of(data), filename="policy.md", data=data, actor=ACTOR)
    policies.put_in_force(
        kept, body="governing-body", ratified_on=date(2023, 11, 20), actor=ACTOR, actor_name="Amara Whitlock"
    )
    return school


@pytest.fixture
def head(school: School) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=EMAIL))
    return client
