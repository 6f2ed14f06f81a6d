"""What the head's first page says of itself: reviews called for, first minutes that were left."""

from django.test import Client

from schoolgate.home.first.steps import ANSWERED, YES
from schoolgate.home.tests.asking import words_of
from schoolgate.home.tests.conftest import OPERATOR
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions as policies
from schoolgate.policy.models import Version

GO_ON = "Go on with the questions"


def board(client: Client, school: School) -> str:
    return words_of(client.get(f"/schools/{school.ref}/"))


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
