"""The programme of training: recommended by a lead, answered by the head and by the governors."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.db import transaction
from django.utils import timezone

from schoolgate.evidence.actions import put_fact
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.learning import kinds
from schoolgate.learning.access import PROPOSERS
from schoolgate.learning.models import Course, Programme, ProgrammeAnswer, ProgrammeCourse
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import roles_of, today
from schoolgate.people.circles import GOVERNING
from schoolgate.people.models import Person
from schoolgate.vocabulary.shapes import Confirmed


@transaction.atomic
def propose_programme(
    person: Person,
    words: str,
    *,
    courses: Sequence[Course],
    first: date,
    last: date,
    actor: Actor,
    on: date | None = None,
) -> Programme:
    """``person``, a lead, recommends training from ``first`` to ``last`` to the head and the governors.

    It is the lead's word that a programme was put to them: good for a year. Said twice on a day it is one.
    Raises ``BadInputError`` without words.
    """
    school = person.school
    _check(words, first, last)
    hold(school)
    day = on or today(school)
    same = Programme.objects.for_school(school).filter(first=first, last=last, proposed_by=person.ref, proposed_on=day)
    known: Programme | None = next((one for one in same if one.words == words.strip()), None)
    if known is not None:
        return known
    row = Programme(school=school, words=words.strip(), first=first, last=last, proposed_by=person.ref)
    row.proposed_on, row.recorded_at = day, timezone.now()
    row.save()
    for course in dict.fromkeys(courses):
        ProgrammeCourse(school=school, programme=row, course=course).save()
    role = next((role for role in PROPOSERS if role in roles_of(person, day)), PROPOSERS[0])
    word = Confirmed(by=person.name, role=role, on=day, until=add_months(day, 12))
    put_fact(school, "training.programme", word, actor=actor, true_from=day, true_to=None, source="training")
    details: dict[str, str | int | bool | None] = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "courses": len(set(courses)),
        "text": digest(row.words),
    }
    append(school_chain(school.ref), kinds.PROPOSED, actor=actor, subject=row.ref, details=details)
    return row


@transaction.atomic
def answer_programme(
    programme: Programme,
    person: Person,
    body: str,
    answer: str,
    *,
    actor: Actor,
    words: str = "",
    on: date | None = None,
) -> ProgrammeAnswer:
    """The head answers as the head, a governor for the governors. Raises ``DeniedError`` for anybody else, and
    ``BadInputError`` for an answer there is not."""
    school, day = programme.school, on or today(programme.school)
    if body not in ProgrammeAnswer.Body.values or answer not in ProgrammeAnswer.Answer.values:
        raise BadInputError("the answer", "it is none of those asked for.", "Choose from the list.")
    allowed = ("head",) if body == ProgrammeAnswer.Body.HEAD else GOVERNING
    if not roles_of(person, day) & set(allowed):
        raise DeniedError(
            "The training programme",
            "is answered by the head, and by a governor for the governors.",
            "Ask them to answer it.",
        )
    hold(school)
    last = ProgrammeAnswer.objects.for_school(school).filter(programme=programme, body=body).order_by("pk").last()
    if last is not None and (last.by, last.answer, last.words) == (person.ref, answer, words.strip()):
        return cast("ProgrammeAnswer", last)
    row = ProgrammeAnswer(school=school, programme=programme, body=body, answer=answer, words=words.strip())
    row.by, row.on, row.recorded_at = person.ref, day, timezone.now()
    row.save()
    details = {"body": body, "answer": answer, "on": day.isoformat()}
    append(school_chain(school.ref), kinds.ANSWERED, actor=actor, subject=programme.ref, details=details)
    return row


def _check(words: str, first: date, last: date) -> None:
    if not words.strip():
        raise BadInputError("the programme", "it says nothing.", "Say what you recommend, and why.")
    if last < first:
        raise BadInputError("the programme", "it ends before it begins.", "Look at the two dates again.")
