"""Quizzes that somebody or a class has passed or not yet, and when a pass ends."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.contract import year_end
from schoolgate.agreements.models import QuizCount, QuizResult
from schoolgate.agreements.quizzes.contract import Quiz
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.gates.access.inputs import Signed
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import Person, School
from schoolgate.vocabulary.years import age_band

PREFIX = "quiz:"  # before its key, where the access gate asks for a quiz


@dataclass(frozen=True, slots=True)
class QuizState:
    """``state``: "open" (never passed), "ran-out", or "passed", until its last day ``until``."""

    quiz: Quiz
    state: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ClassState:
    """Of one class: ``on`` the last day it took the quiz together, and the words of questions to teach again."""

    quiz: Quiz
    group: str
    on: date | None
    until: date | None
    again: tuple[str, ...]


def own_quizzes(school: School, person: Person, roles: frozenset[str], on: date) -> tuple[QuizState, ...]:
    """The quizzes that somebody's roles ask of them, by title."""
    rows = QuizResult.objects.for_school(school).filter(person=person, passed=True, on__lte=on)
    ends = dict(rows.order_by("until").values_list("quiz", "until"))
    found = []
    for quiz in QUIZZES:
        if roles & set(quiz.roles):
            until = ends.get(quiz.key)
            state = "open" if until is None else "passed" if on <= until else "ran-out"
            found.append(QuizState(quiz, state, until))
    return tuple(sorted(found, key=lambda one: one.quiz.title))


def passed_by(school: School, quiz: str, persons: Collection[str], on: date) -> dict[str, date]:
    """Of these persons (refs) the last day on which their pass of a quiz holds, past or to come."""
    rows = QuizResult.objects.for_school(school).filter(quiz=quiz, person__ref__in=persons, passed=True, on__lte=on)
    return {ref: until for ref, until in rows.order_by("until").values_list("person__ref", "until") if until}


def passes(school: School, on: date, only: Person | None = None) -> dict[str, frozenset[Signed]]:
    """What everybody, or one person only, passed until a day, by ref, as the access gate takes it. Costs one query."""
    found: defaultdict[str, set[Signed]] = defaultdict(set)
    rows = QuizResult.objects.for_school(school).filter(passed=True, person__isnull=False, on__lte=on)
    rows = rows if only is None else rows.filter(person=only)
    for ref, quiz, first, until in rows.values_list("person__ref", "quiz", "on", "until").iterator(chunk_size=5000):
        found[ref].add(Signed(f"{PREFIX}{quiz}", first, until))
    return {ref: frozenset(some) for ref, some in found.items()}


def of_classes(school: School, groups: tuple[str, ...], on: date) -> tuple[ClassState, ...]:
    """Every quiz that classes take together, for each of these classes (refs) with a child of a year that it suits; for
    all where no year is known."""
    years = _years(school, on)
    rows = QuizResult.objects.for_school(school).filter(group__ref__in=groups, passed=True, on__lte=on)
    columns = rows.order_by("on", "pk").values_list("group__ref", "quiz", "on", "until")
    last = {(ref, quiz): (day, until) for ref, quiz, day, until in columns}
    counts = QuizCount.objects.for_school(school).filter(group__ref__in=groups, year_ends=year_end(on), otherwise__gt=0)
    again: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for ref, quiz, question in counts.order_by("-otherwise").values_list("group__ref", "quiz", "question"):
        again[ref, quiz].append(question)
    found = []
    for group in groups:
        for quiz in QUIZZES:
            if quiz.whole_class and suits(quiz, years[group]):
                day, until = last.get((group, quiz.key), (None, None))
                words = {one.key: one.words for one in quiz.questions}
                missed = tuple(words[key] for key in again[group, quiz.key] if key in words)
                found.append(ClassState(quiz, group, day, until, missed))
    return tuple(found)


def suits(quiz: Quiz, years: Collection[int]) -> bool:
    """Whether a quiz is for children of any of these year groups."""
    return not quiz.bands or not years or any(age_band(year) in quiz.bands for year in years)


def _years(school: School, on: date) -> defaultdict[str, set[int]]:
    """The year groups of the children of each class, by ref."""
    rows = placed(school, on)
    year_of = {one.person: one.year for one in rows if one.year is not None}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for one in rows:
        if one.is_class and one.person in year_of:
            found[one.group].add(year_of[one.person])
    return found
