"""A quiz handed to one child after another: nobody is signed in on the device, and it opens nothing."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from schoolgate.agreements import queries
from schoolgate.agreements.actions import handing_over
from schoolgate.agreements.actions.handing_over import hand_over, handed_over, take_alone
from schoolgate.agreements.models import QuizResult
from schoolgate.agreements.queries.quizzing import suits
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.agreements.tests.families import as_self, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def given(robins: Robins, *children: Person, quiz: str = "infants") -> handing_over.HandedOver:
    refs = [one.ref for one in children or robins.children]
    return handed_over(hand_over(robins.ada, robins.group.ref, quiz, refs, actor=as_self(robins.ada)))


def right(over: handing_over.HandedOver, nth: int) -> dict[str, str]:
    return {one.question.key: str(one.right) for one in over.drawn(nth)}


def test_each_child_shows_it_alone_and_it_opens_nothing(robins: Robins) -> None:
    day = today(robins.school)
    before = queries.gate_then(robins.school, day).answers()
    over = given(robins)
    assert take_alone(over, 0, right(over, 0)).passed
    assert not take_alone(over, 1, {}).passed
    until = queries.passed_by(robins.school, "infants", over.children, day)
    assert until == {over.children[0]: day + timedelta(days=183)}
    assert over.done() == {0, 1}
    assert queries.gate_then(robins.school, day).answers() == before


def test_a_try_counts_once_and_another_waits(robins: Robins) -> None:
    over = given(robins)
    take_alone(over, 0, {})
    with pytest.raises(BadInputError, match="under 10 minutes ago"):
        take_alone(over, 0, right(over, 0))
    with pytest.raises(BadInputError, match="answered before"):
        take_alone(over, 0, right(over, 0), at=timezone.now() + timedelta(minutes=11))
    assert QuizResult.objects.for_school(robins.school).count() == 1


def test_it_is_handed_over_by_the_childs_own_teacher_signed_in(robins: Robins) -> None:
    child, group = robins.children[0].ref, robins.group.ref
    kit = somebody(robins.school, "Kit Sparrow", "teachers")
    with pytest.raises(DeniedError):
        hand_over(robins.ada, group, "infants", [child], actor=robins.head)
    with pytest.raises(NotFoundError):
        hand_over(kit, group, "infants", [child], actor=as_self(kit))
    with pytest.raises(NotFoundError, match="not in the class"):
        hand_over(robins.ada, group, "infants", [child, kit.ref], actor=as_self(robins.ada))
    with pytest.raises(NotFoundError):
        given(robins, quiz="sharing")
    with pytest.raises(BadInputError, match="no child is chosen"):
        hand_over(robins.ada, group, "infants", [], actor=as_self(robins.ada))


def test_a_code_is_ours_and_lasts_an_hour(robins: Robins, monkeypatch: pytest.MonkeyPatch) -> None:
    code = hand_over(robins.ada, robins.group.ref, "infants", [robins.children[0].ref], actor=as_self(robins.ada))
    assert handed_over(code).teacher == robins.ada.ref
    for wrong in (code[:-1] + ("A" if code[-1] != "A" else "B"), signing.dumps({"of": []}, salt="agreements.quiz"), ""):
        with pytest.raises(NotFoundError):
            handed_over(wrong)
    monkeypatch.setattr(handing_over, "LASTS", timedelta(seconds=-1))
    with pytest.raises(NotFoundError):
        handed_over(code)


def test_a_quiz_suits_the_years_it_was_written_for() -> None:
    infants, juniors = QUIZZES.get("infants"), QUIZZES.get("juniors")
    assert [suits(infants, {1}), suits(juniors, {1}), suits(juniors, {2, 3}), suits(infants, ())] == [
        True,
        False,
        True,
        True,
    ]


def test_the_teacher_is_signed_out_and_the_device_shows_each_child_one_question_at_a_time(
    robins: Robins, works_as: Callable[[str], Client]
) -> None:
    client = works_as("teachers")
    robins.joins(next(one for one in Person.objects.for_school(robins.school) if one.name == "Kit Teachers"), "staff")
    base = f"/schools/{robins.school.ref}/agreements/quizzes/"
    page = f"{base}infants/class/{robins.group.ref}/hand-over/"
    assert "hand-over" in client.get(base).content.decode()
    assert "0 of 3 in Robin have shown it alone." in client.get(page).content.decode()
    answer = client.post(page, {"child": [one.ref for one in robins.children[:2]]})
    assert client.get(base).status_code == 302  # to the sign-in
    turn = client.get(answer["Location"])["Location"]
    over = handed_over(answer["Location"].split("/")[2])
    body = client.get(turn).content.decode()
    assert re.search(r"Hello, \w+\.", body)
    assert client.get(turn)["Cache-Control"].find("no-store") >= 0
    first = over.drawn(0)[0].question.key
    asked = client.post(turn, {})
    assert (asked.status_code, f'name="q-{first}"' in asked.content.decode()) == (200, True)
    assert client.post(turn, {"asked": first}).status_code == 422
    done = client.post(turn, {f"q-{key}": value for key, value in right(over, 0).items()})
    assert "Well done" in done.content.decode()
    following = client.get(client.get(turn)["Location"])["Location"]
    assert following.endswith("/1/")
    missed = client.post(following, {f"q-{key}": "2" if value != "2" else "0" for key, value in right(over, 1).items()})
    assert "We will look at this together." in missed.content.decode()
    assert "This quiz is over." in client.get(answer["Location"]).content.decode()
    assert client.get("/quiz/of-nobody/").status_code == 410
