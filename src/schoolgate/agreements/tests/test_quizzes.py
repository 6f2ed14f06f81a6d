"""Quizzes: drawn by a seed, passed or not yet, for so long; and one opens nothing that an agreement closes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.agreements import actions, queries
from schoolgate.agreements.models import QuizCount, QuizResult
from schoolgate.agreements.queries.gating import rules
from schoolgate.agreements.quizzes.contract import Option, Question, Quiz
from schoolgate.agreements.quizzes.marking import draw, last_day, mark
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.agreements.registry import KINDS
from schoolgate.agreements.tests.families import as_self, somebody
from schoolgate.agreements.tests.some_class import Robins
from schoolgate.gates.access.deciding import AccessGate
from schoolgate.gates.access.inputs import Signed, Someone
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person, School

PAPER = ("staff-acceptable-use", "sharing-rights")
EACH = st.sampled_from(sorted(QUIZZES.keys()))


@pytest.fixture
def robins(school: School, amara: Person) -> Robins:
    return Robins(school, amara)


def takes(person: Person, *, wrong: int = 0, minutes: int = 0, token: str = "") -> bool:
    token = token or actions.quiz_page(person, "sharing")
    _seed, drawn = actions.asked_on(token, person, "sharing")
    answers = {one.question.key: str(one.right) for one in drawn[wrong:]}
    at = timezone.now() + timedelta(minutes=minutes)
    return actions.take_quiz(person, "sharing", token=token, answers=answers, actor=as_self(person), at=at).passed


def test_sharing_opens_with_the_paper_and_a_passed_quiz_and_closes_when_it_runs_out(robins: Robins) -> None:
    ada, day = robins.ada, today(robins.school)
    robins.signs(ada, kinds=PAPER)
    assert [one.key for one in robins.asked(ada, "cloud-sharing").reasons if one.about == "quiz:sharing"] == [
        "not-shown"
    ]
    assert not robins.asked(ada, "cloud-sharing").is_open

    assert takes(ada, wrong=1)

    assert robins.asked(ada, "cloud-sharing").is_open
    (state,) = queries.own_quizzes(robins.school, ada, roles_of(ada, day), day)
    assert (state.state, state.until) == ("passed", day + timedelta(days=365))
    later = robins.asked(ada, "cloud-sharing", on=day + timedelta(days=366))
    assert "ran-out" in {one.key for one in later.reasons if one.about == "quiz:sharing"}


def test_a_try_that_is_not_enough_waits_and_a_page_is_marked_once(robins: Robins) -> None:
    ada = robins.ada
    token = actions.quiz_page(ada, "sharing")
    assert not takes(ada, wrong=2, token=token)
    with pytest.raises(BadInputError, match="under 10 minutes ago"):
        takes(ada)
    with pytest.raises(BadInputError, match="answered before"):
        takes(ada, minutes=11, token=token)
    assert takes(ada, minutes=11)
    kept = QuizResult.objects.for_school(robins.school).order_by("pk").values_list("passed", "until")
    assert [(passed, until is None) for passed, until in kept] == [(False, True), (True, False)]


def test_nobody_takes_a_quiz_for_another(robins: Robins) -> None:
    token = actions.quiz_page(robins.ada, "sharing")
    with pytest.raises(DeniedError):
        actions.take_quiz(robins.ada, "sharing", token=token, answers={}, actor=robins.head)
    with pytest.raises(BadInputError):
        actions.take_quiz(robins.amara, "sharing", token=token, answers={}, actor=robins.head)
    leo = robins.children[0]
    with pytest.raises(NotFoundError):
        actions.take_quiz(leo, "sharing", token=token, answers={}, actor=as_self(leo))


def test_a_class_takes_one_together_which_opens_nothing_and_names_no_child(robins: Robins) -> None:
    ada, group = robins.ada, robins.group.ref
    token = actions.quiz_page(ada, "infants")
    _seed, drawn = actions.asked_on(token, ada, "infants")
    before = queries.gate_then(robins.school, today(robins.school)).answers()
    answers = {one.question.key: str(one.right) for one in drawn[1:]}
    assert actions.take_together(ada, group, "infants", token=token, answers=answers, actor=as_self(ada)).passed

    state, juniors = queries.of_classes(robins.school, (group,), today(robins.school))
    assert (juniors.quiz.key, juniors.on) == ("juniors", None)
    assert (state.on, state.again) == (today(robins.school), (drawn[0].question.words,))
    assert queries.gate_then(robins.school, today(robins.school)).answers() == before
    assert not QuizResult.objects.for_school(robins.school).filter(person__isnull=False).exists()
    assert sum(QuizCount.objects.for_school(robins.school).values_list("asked", flat=True)) == len(drawn)
    other = somebody(robins.school, "Kit Sparrow", "teachers")
    with pytest.raises(NotFoundError):
        actions.take_together(other, group, "infants", token=token, answers={}, actor=as_self(other))
    with pytest.raises(NotFoundError):
        actions.take_together(ada, group, "sharing", token=token, answers={}, actor=as_self(ada))


@given(EACH, st.text(max_size=6), st.data())
def test_a_try_is_passed_by_how_many_are_right_and_never_by_their_order(
    key: str, seed: str, data: st.DataObject
) -> None:
    quiz = QUIZZES.get(key)
    drawn = draw(quiz, seed)
    assert drawn == draw(quiz, seed)
    assert len({one.question.key for one in drawn}) == quiz.asks
    right = data.draw(st.sets(st.sampled_from([one.question.key for one in drawn])))
    answers = [(one.question.key, str(one.right if one.question.key in right else one.right + 1)) for one in drawn]
    marked = mark(quiz, drawn, dict(data.draw(st.permutations(answers))))
    assert marked.passed == (len(right) >= quiz.pass_mark)
    assert {one.question.key for one in marked.wrong} == {one.question.key for one in drawn} - right


@given(st.sets(st.sampled_from(sorted(KINDS.keys()))), st.sampled_from(["teachers", "office", "pupils", "governors"]))
def test_a_quiz_opens_nothing_that_an_agreement_closes(kinds: set[str], role: str) -> None:
    day = timezone.now().date()
    papers = frozenset(Signed(kind, day) for kind in kinds)
    shown = frozenset(Signed(f"quiz:{quiz.key}", day, last_day(quiz, day)) for quiz in QUIZZES)
    people = [Someone("p", frozenset({role}), papers), Someone("p", frozenset({role}), papers | shown)]
    without, with_quiz = ([*AccessGate(rules(KINDS.keys()), day).answers([one])] for one in people)
    for before, after in zip(without, with_quiz, strict=True):
        closed_by_paper = any(one.key == "not-back" for one in after.reasons)
        assert after.is_open >= before.is_open
        assert not (after.is_open and closed_by_paper)


def test_a_quiz_that_nobody_could_take_is_refused() -> None:
    right, wrong = Option("Yes"), Option("No")
    asked = tuple(Question(str(n), "Well?", right, (wrong,), "So.", "curriculum.planned") for n in range(5))
    Quiz("fits", "Fits", "So.", asked, asks=5, pass_mark=5, holds_days=1)
    for fault in ({"asks": 6}, {"pass_mark": 6}, {"roles": ("owl",)}, {"things": ("internet",), "whole_class": True}):
        with pytest.raises(ValueError, match="quiz bad"):
            Quiz("bad", "Bad", "So.", asked, **{"asks": 5, "pass_mark": 5, "holds_days": 1, **fault})  # type: ignore[arg-type]  # of several shapes


def test_the_pages(robins: Robins, works_as: Callable[[str], Client]) -> None:
    client, base = works_as("teachers"), f"/schools/{robins.school.ref}/agreements/quizzes/"
    kit = next(one for one in Person.objects.for_school(robins.school) if one.name == "Kit Teachers")
    assert "You have no class of your own." in client.get(base).content.decode()
    robins.joins(kit, "staff")
    assert "2 quizzes are still to be taken" in client.get(base).content.decode()
    page = f"{base}infants/class/{robins.group.ref}/"
    assert "quiz-more" in client.get(page).content.decode()
    token = actions.quiz_page(kit, "infants")
    done = client.post(page, {"page": token}).content.decode()
    assert "Not yet: look at these once more." in done
    assert "A grown-up" in done
    assert "It was answered before." in client.post(page, {"page": token}).content.decode()
    assert "To teach again:" in client.get(base).content.decode()
    token = actions.quiz_page(kit, "sharing")
    _seed, drawn = actions.asked_on(token, kit, "sharing")
    sent = {f"q-{one.question.key}": str(one.right) for one in drawn} | {"page": token}
    assert "You passed." in client.post(f"{base}sharing/", sent).content.decode()
    assert "Passed. It holds until" in client.get(f"/schools/{robins.school.ref}/agreements/mine/").content.decode()
    assert client.get(f"{base}infants/").status_code == 404
    assert client.get(f"{base}sharing/class/{robins.group.ref}/").status_code == 404
