"""The note a technician leaves after a visit, and the secret address of somebody's jobs for their own calendar."""

import secrets
from datetime import date

from django.conf import settings
from django.db import transaction

from schoolgate.evidence import kinds
from schoolgate.evidence.models import CalendarLink, LeaveNote
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.digests import sha256
from schoolgate.ledger.actions import append, school_chain
from schoolgate.notices import actions as notices
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import acting


@transaction.atomic
def leave_note(
    school: School, *, by: Person, words: str, done: int, left: int, actor: Actor, on: date | None = None
) -> str:
    """Keep what a technician says after a visit, once, tell the head by letter that it is there, and return its ref.

    ``done`` and ``left`` count the jobs of that day's list. The letter holds none of the words.
    """
    day = on or today(school)
    hold(school)
    that_day = LeaveNote.objects.for_school(school).filter(on=day, by=by, done=done, left=left)
    known = next((one for one in that_day if one.words == words.strip()[:5000]), None)
    if known is not None:
        return str(known.ref)
    row = LeaveNote(school=school, on=day, by=by, words=words.strip()[:5000], done=done, left=left)
    row.save()
    details = {"done": done, "left": left}
    append(school_chain(school.ref), kinds.VISIT_NOTE, actor=actor, subject=row.ref, details=details)
    head = acting(school, "head", day).person
    if head and head != by.ref:
        link = f"{settings.SCHOOLGATE_URL}/schools/{school.ref}/visit/"
        context = {"count": str(done), "link": link}
        notices.send(school, head, "visit.note", context, actor=actor, about=row.ref)
    return str(row.ref)


@transaction.atomic
def make_calendar_link(person: Person, *, actor: Actor, on: date | None = None) -> str:
    """Make a new secret for the person's calendar and return it: the one before it ends. It is shown once."""
    hold(person.school)
    secret = secrets.token_urlsafe(24)
    values = {"digest": digest_of(secret), "made_on": on or today(person.school)}
    CalendarLink.objects.for_school(person.school).update_or_create(
        school=person.school, person=person, defaults=values
    )
    append(school_chain(person.school.ref), kinds.CALENDAR_MADE, actor=actor, subject=person.ref)
    return secret


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hex()
