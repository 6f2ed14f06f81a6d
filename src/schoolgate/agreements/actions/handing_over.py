"""A quiz handed over: one child after another takes it on a device of the class, with nobody signed in on it.

The address is the key, as with a signing link: signed by us, for these children, one quiz and an hour. Nothing is kept
until a child has answered.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.db import transaction
from django.utils import timezone

from schoolgate.agreements.actions.quizzing import keep_try, too_soon
from schoolgate.agreements.models import QuizResult
from schoolgate.agreements.quizzes.contract import Quiz
from schoolgate.agreements.quizzes.marking import Drawn, Marked, draw, mark
from schoolgate.agreements.quizzes.registry import QUIZZES
from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as acting
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.kernel.refs import new_ref
from schoolgate.people.access import today
from schoolgate.people.classes.queries import class_list, teaches
from schoolgate.people.models import Person, School

LASTS: Final = timedelta(hours=1)
_SALT: Final = "agreements.quiz.handed-over"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A quiz in the hands of ``children`` (refs), in turn, by ``teacher`` (a ref)."""

    school: School
    quiz: Quiz
    teacher: str
    children: tuple[str, ...]
    seed: str

    def page(self, nth: int) -> str:
        """The seed of the page of the child in that place, counted from nought."""
        return f"{self.seed}.{nth}"

    def drawn(self, nth: int) -> tuple[Drawn, ...]:
        return draw(self.quiz, self.page(nth))

    def done(self) -> frozenset[int]:
        """The places of those who have answered."""
        pages = {self.page(nth): nth for nth in range(len(self.children))}
        rows = QuizResult.objects.for_school(self.school).filter(page__in=pages)
        return frozenset(pages[page] for page in rows.values_list("page", flat=True))


def hand_over(teacher: Person, group: str, quiz: str, children: Collection[str], *, actor: Actor) -> str:
    """The code of the address at which these children (refs) of a class take a quiz, in the order of the class list.

    Raises ``DeniedError`` unless the teacher acts, signed in; ``NotFoundError`` for a class or a child that is not
    theirs or a quiz that is not taken so; ``BadInputError`` where nobody is chosen.
    """
    if not actor.signs or actor.ref != teacher.ref:
        raise DeniedError("The quiz", "is handed over by the teacher, signed in.", "Ask them to sign in.")
    school, day = teacher.school, today(teacher.school)
    if not QUIZZES.get(quiz).alone or not teaches(school, teacher, group, day):
        raise NotFoundError("the class", "there is none here for you.", "Look at the list of classes.")
    there = [one.ref for one in class_list(school, group, day).pupils]
    if set(children) - set(there):
        raise NotFoundError("the child", "they are not in the class.", "Open the page again.")
    if not children:
        raise BadInputError("the quiz", "no child is chosen.", "Tick whoever is to take it.")
    chosen = [ref for ref in there if ref in set(children)]
    said = {"school": school.ref, "quiz": quiz, "by": teacher.ref, "of": chosen, "seed": new_ref("qpg")}
    return signing.dumps(said, salt=_SALT, compress=True)


def handed_over(code: str) -> HandedOver:
    """What a code stands for. Raises ``NotFoundError`` for one that is not ours, and for one whose hour is over."""
    try:
        said = signing.loads(code, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        raise NotFoundError("the quiz", "there is none here.", "Ask your teacher.") from None
    school = School.objects.get(ref=said["school"])
    return HandedOver(school, QUIZZES.get(said["quiz"]), said["by"], tuple(said["of"]), said["seed"])


@transaction.atomic
def take_alone(over: HandedOver, nth: int, answers: Mapping[str, str], *, at: datetime | None = None) -> Marked:
    """Mark one child's try and keep whether it was enough. It opens nothing.

    Raises ``BadInputError`` for a page that was marked before and a try too soon after one that was not yet enough,
    ``NotFoundError`` for a child who is not there (any more).
    """
    now = at or timezone.now()
    child: Person | None = Person.objects.for_school(over.school).filter(ref=over.children[nth]).first()
    if child is None:
        raise NotFoundError("the child", "they are not here.", "Ask your teacher.")
    hold(over.school)
    too_soon(over.quiz, child, now)
    marked = mark(over.quiz, over.drawn(nth), answers)
    keep_try(over.school, over.quiz, marked, over.page(nth), acting(child.ref), now, person=child, handed=over.teacher)
    return marked
