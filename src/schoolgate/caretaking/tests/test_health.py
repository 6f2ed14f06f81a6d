"""The page that says how the installation is: for whoever looks after it, and about machinery only."""

import pytest
from django.test import Client
from django.utils import timezone

from schoolgate.frame import beats
from schoolgate.frame.actor import operator
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.models import School

ACTOR = operator("test")


@pytest.fixture
def school(db: None) -> School:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    for name, role in (("Ash Tern", "it-lead"), ("Bea Finch", "dsl")):
        account = opening.add_account(f"{role}@robinhill.example", "three plain words here", actor=ACTOR)
        person = actions.give_sign_in(actions.add_person(school, name, actor=ACTOR), account, actor=ACTOR)
        actions.give_role(person, role, actor=ACTOR, valid_from=today(school))
    return school


def ask(school: School, role: str) -> tuple[int, str]:
    client = Client()
    client.post("/account/login/", {"login": f"{role}@robinhill.example", "password": "three plain words here"})
    answer = client.get(f"/schools/{school.ref}/health/")
    return answer.status_code, answer.content.decode()


def test_it_works(school: School) -> None:
    status, page = ask(school, "it-lead")
    assert status == 200
    assert "It has never come round." in page
    assert "schoolgate serve" in page
    beats.beat("clock", timezone.now())
    assert "It has never come round." not in ask(school, "it-lead")[1]


def test_it_names_nobody(school: School) -> None:
    page = ask(school, "it-lead")[1]
    assert "Ash" not in page
    assert "Finch" not in page


def test_those_who_look_after_children_and_not_machines_are_refused(school: School) -> None:
    assert ask(school, "dsl")[0] == 403
