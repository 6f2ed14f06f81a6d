"""Robin Hill: a head, a safeguarding lead, a chair, a data protection officer, a technician, a teacher and a pupil."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from schoolgate.evidence.tests.a_school import ACTOR, LONG_AGO
from schoolgate.frame import actor as actors
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import put
from schoolgate.monitoring import actions
from schoolgate.monitoring.models import ViewGrant
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people.access import today
from schoolgate.people.models import Account, Group, Membership, Person, School

REASON = "A search that alarmed at 10:42, in the corridor."


@dataclass
class Cast:
    """Who is there, by the part they play; ``robin`` is the pupil, in Wren class."""

    school: School
    head: Person
    dsl: Person
    chair: Person
    dpo: Person
    technician: Person
    teacher: Person
    robin: Person
    wrens: Group

    def acts(self, person: Person) -> Actor:
        return actors.person(person.ref)

    def client(self, person: Person) -> Client:
        client = Client()
        assert person.account is not None
        client.force_login(person.account)
        return client

    def granted(self, report: str = "pupil", role: str = "dsl", days: int = 90) -> ViewGrant:
        """A permission to look that the head and the chair agreed to."""
        until = today(self.school) + timedelta(days=days)
        row = actions.propose_grant(
            self.school, report=report, role=role, purpose="Alerts.", until=until, actor=self.acts(self.dsl)
        )
        actions.agree_grant(self.school, row.ref, actor=self.acts(self.head))
        return actions.agree_grant(self.school, row.ref, actor=self.acts(self.chair))


@pytest.fixture
def hires(school: School) -> Callable[..., Person]:
    """``hires("Ruth Lark", "dsl")``: somebody with a sign-in who holds roles."""

    def hired(name: str, *roles: str) -> Person:
        person = people.add_person(school, name, actor=ACTOR)
        email = f"{name.split()[0].lower()}@robinhill.example"
        account = Account.objects.filter(email=email).first()
        account = account or opening.add_account(email, "three plain words here", actor=ACTOR)
        people.give_sign_in(person, account, actor=ACTOR)
        for role in roles:
            people.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
        person.refresh_from_db()
        return person

    return hired


@pytest.fixture
def school(db: None, settings: Settings, tmp_path: Path) -> School:
    settings.SCHOOLGATE_DATA = tmp_path
    return people.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def cast(school: School, hires: Callable[..., Person]) -> Cast:
    wrens = Group(school=school, kind=Group.Kind.CLASS, name="Wren class", digest="wrens")
    wrens.save()
    robin = people.add_person(school, "Robin Wagtail", actor=ACTOR)
    people.give_role(robin, "pupils", actor=ACTOR, valid_from=LONG_AGO)
    put(
        Membership(
            school=school, person=robin, group=wrens, capacity="pupil", valid_from=LONG_AGO, recorded_at=timezone.now()
        )
    )
    return Cast(
        school,
        head=hires("Amara Whitlock", "head"),
        dsl=hires("Priya Nair", "dsl"),
        chair=hires("Colin Siskin", "chair"),
        dpo=hires("Dilys Pym", "dpo"),
        technician=hires("Tomas Fenwick", "it-lead", "administrator"),
        teacher=hires("Ruth Lark", "teachers"),
        robin=robin,
        wrens=wrens,
    )
