"""A try at a quiz, drawn by a seed, and marked. Pure: the same seed asks the same questions in the same order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.agreements.quizzes.contract import Option, Question, Quiz
from schoolgate.kernel.digests import digest


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question as it is asked: ``options`` in the order shown, ``right`` the index of the right one."""

    question: Question
    options: tuple[Option, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Marked:
    """``wrong`` are those answered otherwise, or not at all."""

    passed: bool
    wrong: tuple[Drawn, ...]


def draw(quiz: Quiz, seed: str) -> tuple[Drawn, ...]:
    """As many questions as the quiz asks: two tries have other questions or another order."""
    chosen = sorted(quiz.questions, key=lambda one: digest([seed, quiz.key, one.key]))[: quiz.asks]
    return tuple(_drawn(one, seed) for one in chosen)


def mark(quiz: Quiz, drawn: tuple[Drawn, ...], answers: Mapping[str, str]) -> Marked:
    """``answers`` are by the question's key, an index spelt as text; in whatever order they were given."""
    wrong = tuple(one for one in drawn if answers.get(one.question.key, "") != str(one.right))
    return Marked(len(drawn) - len(wrong) >= quiz.pass_mark, wrong)


def last_day(quiz: Quiz, on: date) -> date:
    """The last day on which a quiz that was passed ``on`` a day holds."""
    return on + timedelta(days=quiz.holds_days)


def _drawn(question: Question, seed: str) -> Drawn:
    options = (question.right, *question.wrong)
    order = sorted(options, key=lambda option: digest([seed, question.key, "order", option.words]))
    return Drawn(question, tuple(order), order.index(question.right))
