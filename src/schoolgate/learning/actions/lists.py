"""What a list of training notes, whose names it asks about, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.evidence.actions import raise_job, settle_jobs
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.blind import blind
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError
from schoolgate.kernel.names import folded
from schoolgate.learning import kinds
from schoolgate.learning.actions.asking import LEADS, settle_training
from schoolgate.learning.actions.telling import tell_facts
from schoolgate.learning.models import Attendance, Course, NameAsked
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_TO_SAY_WHOSE: Final = "training-names"
_TIME_TO_SAY: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Said:
    """One row: whose it is by ref, or the ``name`` and whose it ``may`` be; which course, when, and how long for."""

    course: str
    person: str
    name: str
    may: tuple[str, ...]
    on: date
    until: date | None


def name_digest(school: School, name: str) -> str:
    return blind(f"{school.ref}:{folded(name)}", "learning.name-asked")


@transaction.atomic
def load_list(school: School, said: Sequence[Said], *, ref: str, actor: Actor, at: datetime) -> None:
    """Note what is sure, and ask about the rest. ``ref`` is the list's own. What is noted already stays as it is."""
    hold(school)
    courses = {row.ref: row for row in Course.objects.for_school(school).filter(ref__in={one.course for one in said})}
    persons = {row.ref: row for row in Person.objects.for_school(school).filter(ref__in={one.person for one in said})}
    noted = [
        _note(courses[one.course], persons[one.person], one.on, one.until, ref=ref, actor=actor, at=at)
        for one in said
        if one.person
    ]
    asked = [one for one in said if not one.person]
    for one in asked:
        row = NameAsked(school=school, course=courses[one.course], name=one.name, may=list(one.may), on=one.on)
        row.until, row.source, row.asked_at, row.digest = one.until, ref, at, name_digest(school, one.name)
        row.save()
    if asked:
        words = _("Say whose names stand in a list of training")
        due = today(school) + _TIME_TO_SAY
        raise_job(school, kind=_TO_SAY_WHOSE, about=ref, role=LEADS, due=due, actor=actor, words=words)
    _told(school, actor)
    items = [{"person": row.person.ref, "course": row.course.ref, "on": row.on.isoformat()} for row in noted]
    details = {"notes": len(noted), "asked": len(asked)}
    chain = school_chain(school.ref)
    append_batch(chain, kinds.LOADED, actor=actor, subject=ref, details=details, items=items)


@transaction.atomic
def take_back_list(school: School, ref: str, *, actor: Actor) -> int:
    """Take back what a list noted and asked, and what was noted by the answers. Returns how many notes went."""
    hold(school)
    rows = Attendance.objects.for_school(school).filter(source=ref)
    gone = rows.count()
    rows.delete()
    NameAsked.objects.for_school(school).filter(source=ref).delete()
    _settle_names(school, actor)
    _told(school, actor)
    chain = school_chain(school.ref)
    append(chain, kinds.LIST_TAKEN_BACK, actor=actor, subject=ref, details={"notes": gone})
    return int(gone)


@transaction.atomic
def say_whose(asked: NameAsked, person: Person | None, *, actor: Actor) -> None:
    """The name is ``person``'s, who took the course; or nobody's here. Raises ``BadInputError`` for one answered."""
    school = asked.school
    hold(school)
    row = NameAsked.objects.for_school(school).select_for_update(of=("self",)).get(pk=asked.pk)
    if row.answered_at is not None:
        raise BadInputError("the name", "somebody has said whose it is.", "Look at the list again.")
    row.answered_at, row.answered_by, row.person = timezone.now(), actor.ref, person
    row.save()
    known = Attendance.objects.for_school(school).filter(course=row.course, person=person, on=row.on)
    if person is not None and not known.exists():
        _note(row.course, person, row.on, row.until, ref=row.source, actor=actor, at=row.answered_at)
    _settle_names(school, actor)
    _told(school, actor)
    details = {"person": person.ref if person else None}
    append(school_chain(school.ref), kinds.NAME_ANSWERED, actor=actor, subject=row.ref, details=details)


def _note(
    course: Course, person: Person, on: date, until: date | None, *, ref: str, actor: Actor, at: datetime
) -> Attendance:
    ends = until or (add_months(on, course.months) if course.months else None)
    row = Attendance(school=course.school, course=course, person=person, on=on, until=ends, source=ref)
    row.recorded_by, row.recorded_at = actor.ref, at
    row.save()
    return row


def _settle_names(school: School, actor: Actor) -> None:
    rows = NameAsked.objects.for_school(school)
    still = set(rows.filter(answered_at=None).values_list("source", flat=True))
    met = set(rows.exclude(answered_at=None).values_list("source", flat=True))
    settle_jobs(school, _TO_SAY_WHOSE, still=still, met=met, actor=actor)


def _told(school: School, actor: Actor) -> None:
    tell_facts(school, actor=actor)
    settle_training(school, actor=actor)
