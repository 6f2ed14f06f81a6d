"""A quiz taken: by somebody signed in, or by a class together with their teacher."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.settling import settle
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.models import QuizCount, QuizResult
from schoolgate.agreements.quizzes.contract import Quiz
from schoolgate.agreements.quizzes.marking import Drawn, Marked, draw, last_day, mark
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.kernel.refs import new_ref
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import roles_of, today
from schoolgate.people.classes.queries import class_list, teaches
from schoolgate.people.models import Group, Person, School

_SALT: Final = "agreements.quiz"
type _Details = dict[str, str | int | bool | None]


def quiz_page(person: Person, quiz: str) -> str:
    """The token of a page on which somebody takes a quiz, or leads a class through it: signed by us."""
    return signing.dumps({"seed": new_ref("qpg"), "person": person.ref, "quiz": quiz}, salt=_SALT)


def asked_on(token: str, person: Person, quiz: str) -> tuple[str, tuple[Drawn, ...]]:
    """The seed of a page and its questions. Raises ``BadInputError`` for a token that is not ours or not theirs."""
    try:
        held = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise BadInputError("the page", "it was not opened here.", "Open it again.") from None
    if held["person"] != person.ref or held["quiz"] != quiz:
        raise BadInputError("the page", "it was opened by somebody else.", "Open it again.")
    return held["seed"], draw(QUIZZES.get(quiz), held["seed"])


@transaction.atomic
def take_quiz(
    person: Person, quiz: str, *, token: str, answers: Mapping[str, str], actor: Actor, at: datetime | None = None
) -> Marked:
    """Mark somebody's own try, keep whether it was enough, and open what it opens.

    Raises ``DeniedError`` unless they act themselves, signed in; ``NotFoundError`` for a quiz that is not theirs;
    ``BadInputError`` for a page that was marked before, and for a try too soon after one that was not yet enough.
    """
    if not actor.signs or actor.ref != person.ref:
        raise DeniedError("The quiz", "is taken by the person themselves, signed in.", "Ask them to sign in.")
    school, one, now = person.school, QUIZZES.get(quiz), at or timezone.now()
    if not roles_of(person, today(school)) & set(one.roles):
        raise NotFoundError("the quiz", "it is not asked of you.", "Look at your agreements.")
    seed, drawn = asked_on(token, person, quiz)
    hold(school)
    too_soon(one, person, now)
    marked = mark(one, drawn, answers)
    keep_try(school, one, marked, seed, actor, now, person=person)
    if marked.passed:
        settle(school, actor=actor)
    return marked


@transaction.atomic
def take_together(
    teacher: Person, group: str, quiz: str, *, token: str, answers: Mapping[str, str], actor: Actor
) -> Marked:
    """A class (a ref) took a quiz together with their teacher. It opens nothing for any child, and names none; what
    was answered otherwise is counted by question, so that it is taught again.

    Raises ``DeniedError`` unless the teacher acts, signed in, and ``NotFoundError`` for a class that is not theirs.
    """
    if not actor.signs or actor.ref != teacher.ref:
        raise DeniedError("The quiz", "is led by the teacher, signed in.", "Ask them to sign in.")
    school, one, day = teacher.school, QUIZZES.get(quiz), today(teacher.school)
    if not one.whole_class or not teaches(school, teacher, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    class_list(school, group, day)
    row: Group = Group.objects.for_school(school).get(ref=group)
    seed, drawn = asked_on(token, teacher, quiz)
    hold(school)
    marked = mark(one, drawn, answers)
    keep_try(school, one, marked, seed, actor, timezone.now(), group=row)
    otherwise = {each.question.key for each in marked.wrong}
    for each in drawn:
        count, _ = QuizCount.objects.for_school(school).get_or_create(
            school=school, quiz=quiz, question=each.question.key, group=row, year_ends=year_end(day)
        )
        plus = int(each.question.key in otherwise)
        QuizCount.objects.for_school(school).filter(pk=count.pk).update(
            asked=F("asked") + 1, otherwise=F("otherwise") + plus
        )
    return marked


def too_soon(quiz: Quiz, person: Person, now: datetime) -> None:
    """Raises ``BadInputError`` for a try too soon after one that was not yet enough."""
    rows = QuizResult.objects.for_school(person.school).filter(quiz=quiz.key, person=person)
    last: QuizResult | None = rows.order_by("recorded_at", "pk").last()
    if last is not None and not last.passed and now < last.recorded_at + quiz.wait:
        minutes = int(quiz.wait.total_seconds() // 60)
        cause = f"the last try was under {minutes} minutes ago."
        raise BadInputError("the quiz", cause, "Read about it, then try again.")


def keep_try(
    school: School,
    quiz: Quiz,
    marked: Marked,
    seed: str,
    actor: Actor,
    now: datetime,
    *,
    person: Person | None = None,
    group: Group | None = None,
    handed: str | None = None,
) -> None:
    """Keep that a try was enough, or not yet. ``handed``: the ref of whoever handed the device to a child."""
    if QuizResult.objects.for_school(school).filter(page=seed).exists():
        raise BadInputError("the page", "it was answered before.", "Open the quiz again: the questions will differ.")
    day = today(school)
    row = QuizResult(school=school, quiz=quiz.key, person=person, group=group, passed=marked.passed, on=day, page=seed)
    row.until = last_day(quiz, day) if marked.passed else None
    row.recorded_by, row.recorded_at = actor.ref, now
    row.save()
    said: _Details = {"quiz": quiz.key, "passed": marked.passed, "on": day.isoformat()}
    said |= {"until": row.until.isoformat() if row.until else None, "class": group.ref if group else None}
    said |= {"handed": handed} if handed else {}
    append(school_chain(school.ref), kinds.QUIZ_TAKEN, actor=actor, subject=row.ref, details=said)
