"""Quizzes: one's own, and those a class takes together with its teacher, in pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schoolgate.agreements import actions, queries
from schoolgate.agreements.quizzes.contract import Option, Quiz
from schoolgate.agreements.quizzes.marking import Drawn, Marked
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, today, visit
from schoolgate.people.classes.queries import class_list, classes, teaches


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as the page shows it. ``said`` once it was marked: "right" or "otherwise"."""

    key: str
    words: str
    picture: str
    options: tuple[tuple[str, Option], ...]
    chosen: str
    said: str
    right: Option
    because: str
    rule: str  # the sentence of the school's policy that the question serves; empty where it has none


@at_school(shows=Shows.OWN)
def take(request: HttpRequest, school: str, key: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    here = visit(request)
    quiz = QUIZZES.get(key)
    state = next((one for one in _own(here) if one.quiz.key == key), None)
    if state is None:
        raise NotFoundError("the quiz", "it is not asked of you.", "Look at your agreements.")
    if request.method != "POST":
        return _shown(request, here, quiz, actions.quiz_page(here.person, key), state=state)
    token, answers = request.POST.get("page", ""), _answers(request)
    try:
        marked = actions.take_quiz(here.person, key, token=token, answers=answers, actor=here.actor)
    except BadInputError as refused:
        again = actions.quiz_page(here.person, key)
        told = f"{refused.cause} {refused.next_step}"
        return _shown(request, here, quiz, again, state=state, refused=told[0].upper() + told[1:])
    if marked.passed:
        messages.success(request, _("Passed. Thank you: that is in the permanent record."))
    return _shown(request, here, quiz, token, state=state, marked=marked, answers=answers)


@at_school("teachers", shows=Shows.CHILDREN)
@require_safe
def of_classes(request: HttpRequest, school: str) -> HttpResponse:
    """The teacher's classes with each quiz: when it was taken, and what to teach again."""
    here = visit(request)
    day = today(here.school)
    rows = [row for row in classes(here.school, day, taught_by=here.person) if row.kind == "class"]
    states = queries.of_classes(here.school, tuple(row.ref for row in rows), day)
    named = {row.ref: row.name for row in rows}
    context = {
        "school_ref": school,
        "rows": [(named[one.group], one, one.until is not None and one.until >= day) for one in states],
        "open": sum(one.until is None or one.until < day for one in states),
    }
    return page(request, "agreements/quizzes/of_classes.html", context, here="my-agreements")


@at_school("teachers", shows=Shows.CHILDREN)
def together(request: HttpRequest, school: str, key: str, group: str) -> HttpResponse:  # noqa: ARG001  (the address names it)
    """A class takes a quiz with its teacher, who reads it aloud. It opens nothing for any child."""
    here = visit(request)
    day = today(here.school)
    if not teaches(here.school, here.person, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    quiz, name = QUIZZES.get(key), class_list(here.school, group, day).name
    if not quiz.whole_class:
        raise NotFoundError("the quiz", "it is not for a class.", "Look at the quizzes for your classes.")
    if request.method != "POST":
        return _shown(request, here, quiz, actions.quiz_page(here.person, key), group=name)
    token, answers = request.POST.get("page", ""), _answers(request)
    try:
        marked = actions.take_together(here.person, group, key, token=token, answers=answers, actor=here.actor)
    except BadInputError as refused:
        again = actions.quiz_page(here.person, key)
        told = f"{refused.cause} {refused.next_step}"
        return _shown(request, here, quiz, again, group=name, refused=told[0].upper() + told[1:])
    return _shown(request, here, quiz, token, group=name, marked=marked, answers=answers)


def _shown(
    request: HttpRequest,
    here: Visit,
    quiz: Quiz,
    token: str,
    *,
    state: queries.QuizState | None = None,
    group: str = "",
    marked: Marked | None = None,
    answers: dict[str, str] | None = None,
    refused: str = "",
) -> HttpResponse:
    _seed, drawn = actions.asked_on(token, here.person, quiz.key)
    otherwise = {one.question.key for one in marked.wrong} if marked else set[str]()
    rules = queries.promised_of_topics(here.school, today(here.school)) if marked else {}
    questions = [_question(one, answers or {}, otherwise, rules if marked else None) for one in drawn]
    context = {
        "school_ref": here.school.ref,
        "quiz": quiz,
        "state": state,
        "group": group,
        "questions": questions,
        "otherwise": [one for one in questions if one.said == "otherwise"],
        "marked": marked,
        "wait": int(quiz.wait.total_seconds() // 60),
        "token": token,
        "refused": refused,
    }
    status = 422 if refused else 200
    return page(request, "agreements/quizzes/take.html", context, status=status, here="my-agreements")


def _question(one: Drawn, answers: dict[str, str], otherwise: set[str], rules: Mapping[str, str] | None) -> Shown:
    """``rules``: the policy's sentences by topic, once the try is marked."""
    asked = one.question
    said = "" if rules is None else "otherwise" if asked.key in otherwise else "right"
    options = tuple((str(at), option) for at, option in enumerate(one.options))
    rule = (rules or {}).get(asked.topic, "")
    chosen = answers.get(asked.key, "")
    return Shown(asked.key, asked.words, asked.picture, options, chosen, said, asked.right, asked.because, rule)


def _answers(request: HttpRequest) -> dict[str, str]:
    return {key.removeprefix("q-"): str(value) for key, value in request.POST.items() if key.startswith("q-")}


def _own(here: Visit) -> tuple[queries.QuizState, ...]:
    return queries.own_quizzes(here.school, here.person, here.roles, today(here.school))
