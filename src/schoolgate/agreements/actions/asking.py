"""Questions about the policy to the head or the safeguarding lead, and the answers that all may read.

A second press says the same once more, and is the first.
"""

import re

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.access import ANSWERERS
from schoolgate.agreements.models import CommonAnswer, Question, Reply
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.notices.actions import send
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person
from schoolgate.people.naming import seems_to_name_a_pupil
from schoolgate.people.queries import names
from schoolgate.policy.models import Promise


@transaction.atomic
def ask(person: Person, to: str, words: str, *, actor: Actor, promise: Promise | None = None) -> Question:
    """``person`` asks the head or the safeguarding lead. Only they, and the one who asked, read the thread."""
    if to not in ANSWERERS:
        raise BadInputError("the question", "it goes to the head or the safeguarding lead.", "Choose one of them.")
    said = _said(words)
    hold(person.school)
    open_ones = Question.objects.for_school(person.school).filter(person=person, to=to, promise=promise, replies=None)
    known: Question | None = next((one for one in open_ones if one.words == said), None)
    if known is not None:
        return known
    row = Question(school=person.school, person=person, to=to, promise=promise, words=said)
    row.asked_at = timezone.now()
    row.save()
    details = {"to": to, "promise": promise.ref if promise else None}
    append(school_chain(person.school.ref), kinds.QUESTION, actor=actor, subject=row.ref, details=details)
    return row


@transaction.atomic
def answer(question: Question, person: Person, words: str, *, actor: Actor) -> Reply:
    """A further turn: by whoever holds the role it went to, or by the one who asked. ``DeniedError`` for others."""
    school = question.school
    if person != question.person and question.to not in roles_of(person, today(school)):
        raise DeniedError(
            "The question", "is between the one who asked and the one asked.", "Ask a question of your own."
        )
    said = _said(words)
    hold(school)
    last: Reply | None = Reply.objects.for_school(school).filter(question=question).order_by("at", "pk").last()
    if last is not None and last.by == person and last.words == said:
        return last
    row = Reply(school=school, question=question, by=person, words=said, at=timezone.now())
    row.save()
    append(school_chain(school.ref), kinds.REPLIED, actor=actor, subject=question.ref)
    if person != question.person:
        link = settings.SCHOOLGATE_URL + reverse("agreements.questions", args=[school.ref])
        send(
            school,
            question.person.ref,
            "agreement.question-answered",
            {"link": link},
            actor=actor,
            about=f"{question.ref}-{row.pk}",
        )
    return row


@transaction.atomic
def publish(
    question: Question, person: Person, *, asked: str, words: str, actor: Actor, sure: bool = False
) -> CommonAnswer:
    """Whoever was asked lets everybody read it, worded again. Raises ``BadInputError`` where it names who asked, or
    seems to name a child, unless they are ``sure`` that it does not."""
    school = question.school
    if question.to not in roles_of(person, today(school)):
        raise DeniedError("The answer", "is made common only by whoever was asked.", "Ask them to do it.")
    name = names(school, {question.person.ref}).get(question.person.ref, "")
    said = set(_words(f"{_said(asked)} {_said(words)}"))
    if any(len(part) > 2 and part in said for part in _words(name)):
        raise BadInputError("the answer", "it names the one who asked.", "Word it so that it could be anybody.")
    if not sure and seems_to_name_a_pupil(school, f"{asked}\n{words}", on=today(school)):
        raise BadInputError(
            "the answer", "it seems to name a child.", "Leave the name out, or tick that there is none."
        )
    hold(school)
    there = CommonAnswer.objects.for_school(school).filter(question=question, ended_on=None)
    known: CommonAnswer | None = next((one for one in there if (one.asked, one.answer) == _both(asked, words)), None)
    if known is not None:
        return known
    row = CommonAnswer(school=school, question=question, asked=_said(asked), answer=_said(words), by=person.ref)
    row.published_on = today(school)
    row.save()
    details = {"question": question.ref}
    append(school_chain(school.ref), kinds.PUBLISHED, actor=actor, subject=row.ref, details=details)
    return row


@transaction.atomic
def unpublish(answer: CommonAnswer, *, actor: Actor) -> None:
    """It is out of date, or should not have been there."""
    answer.ended_on = today(answer.school)
    answer.save()
    details = {"on": answer.ended_on.isoformat()}
    append(school_chain(answer.school.ref), kinds.UNPUBLISHED, actor=actor, subject=answer.ref, details=details)


def _said(words: str) -> str:
    if not words.strip():
        raise BadInputError("the words", "there are none.", "Write what you mean.")
    return words.strip()


def _both(asked: str, words: str) -> tuple[str, str]:
    return _said(asked), _said(words)


def _words(text: str) -> list[str]:
    """In lower case, without the comma, the apostrophe or the "’s" that stands beside a name."""
    return re.findall(r"\w+", text.casefold())
