"""What the head's first page says of itself: reviews called for, second signatures, first minutes that were left."""

from datetime import timedelta

import pytest
from django.test import Client

from schoolgate.frame.actor import person as signed
from schoolgate.home.first.steps import ANSWERED, YES
from schoolgate.home.tests.asking import words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.learning import actions as learning
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version

GO_ON = "Go on with the questions"


def board(client: Client, school: School) -> str:
    return words_of(client.get(f"/schools/{school.ref}/"))


@pytest.fixture
def lead(school: School) -> Person:
    return people.add_person(school, "Lark Dale", actor=OPERATOR)


def test_it_works(client: Client, school: School, in_force: Version) -> None:
    assert "A review is called for" not in board(client, school)
    for kind in ("incident", "technology"):
        policies.trigger_review(
            school, kind, reason_ref=f"con_{kind}", words="Ask Zoë’s mother", actor=OPERATOR, on=today(school)
        )
    told = board(client, school)
    assert told.count("A review is called for by") == 2
    assert "See the review" in told
    assert "Zoë" not in told


def test_a_role_somebody_gave_themselves_waits_for_a_second_signature(
    client: Client, school: School, in_force: Version, lead: Person
) -> None:
    amara = Person.objects.for_school(school).get(account__email="head@robinhill.example")
    people.give_role(amara, "dsl", actor=signed(amara.ref), valid_from=today(school))
    assert "Amara Whitlock as Safeguarding lead waits for a second signature." in board(client, school)
    people.give_role(lead, "head", actor=OPERATOR, valid_from=today(school))
    people.agree_to_role(amara, "dsl", actor=signed(lead.ref))
    assert "waits for a second signature" not in board(client, school)


def test_a_training_programme_waits_for_the_head_and_the_governors(
    client: Client, school: School, in_force: Version, lead: Person
) -> None:
    day = today(school)
    learning.propose_programme(
        lead, "All staff each autumn.", courses=[], first=day, last=day + timedelta(days=90), actor=OPERATOR
    )
    told = board(client, school)
    assert "waits for an answer of the headteacher and governors" in told
    assert "All staff each autumn" not in told


def test_first_minutes_that_were_left_go_on_from_the_board_by_one_button(
    client: Client, school: School, in_force: Version
) -> None:
    page = client.get(f"/schools/{school.ref}/")
    told = words_of(page)
    assert told.index(GO_ON) < told.index("Our policy today")
    assert f'href="/schools/{school.ref}/first/questions/"' in page.text
    assert client.get(f"/schools/{school.ref}/first/questions/").status_code == 200
    people.set_settings(school, {ANSWERED: YES}, actor=OPERATOR)
    assert GO_ON not in board(client, school)


def test_nobody_else_is_sent_back_to_them(teacher: Client, school: School, in_force: Version) -> None:
    assert GO_ON not in board(teacher, school)
