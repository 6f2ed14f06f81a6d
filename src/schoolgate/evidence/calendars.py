"""Somebody's jobs as a calendar (RFC 5545), for the phone they look at anyway.

A calendar lies on servers that are not the school's. So an entry says that there is a job, how long it takes and where
it is; of a check's job the check's own words, which name nobody, unless they are such as speak of a case; and of any
other nothing. One that was done, or is asked no more, is told as cancelled for a while: some programmes keep what only
went away.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from schoolgate.evidence import models
from schoolgate.evidence.actions.visiting import digest_of
from schoolgate.evidence.asking import Job, closed_jobs, jobs
from schoolgate.frame.scoped import unscoped
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person

_OWN_WORDS: Final = (models.Job.Kind.ASK, models.Job.Kind.SENTENCES)
_OF_A_CASE: Final = re.compile(
    r"\b(child|pupil|parent|famil|concern|incident|allegation|alert|report(?:s|ed) of|safeguard|bully|victim)",
    re.IGNORECASE,
)
_TOLD_FOR: Final = timedelta(days=42)  # longer than any programme waits between two looks


def owner(secret: str) -> Person | None:
    """Whose calendar the secret opens: None where it opens none, or they have no role any more."""
    with unscoped("the address of a calendar names no school"):
        links = models.CalendarLink.objects.select_related("person__school")
        link = links.filter(digest=digest_of(secret)).first()
    if link is None or not roles_of(link.person, today(link.person.school)):
        return None
    person: Person = link.person
    return person


def calendar_of(person: Person) -> bytes:
    """The person's open jobs, each on the day it is due, and as cancelled those that were open lately."""
    school = person.school
    calendar = Calendar()
    calendar.add("prodid", "-//Schoolgate//Jobs//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Schoolgate jobs"))
    day = today(school)
    for job in jobs(school, on=day, person=person):
        calendar.add_component(_event(job, school.ref))
    for job in closed_jobs(school, person, on=day, since=day - _TOLD_FOR):
        calendar.add_component(_event(job, school.ref, over=job.done_on or job.due))
    return bytes(calendar.to_ical())


def _event(job: Job, school_ref: str, *, over: date | None = None) -> Event:
    event = Event()
    own = job.kind in _OWN_WORDS and not _OF_A_CASE.search(job.words)
    words = job.words if own else _("A job in Schoolgate")
    event.add("uid", f"{job.ref}@schoolgate")
    event.add("summary", _("%(words)s (about %(n)s minutes)") % {"words": words, "n": job.minutes})
    event.add("dtstart", job.due)
    event.add("dtend", job.due + timedelta(days=1))
    # The moment it was asked, so that the same job reads the same each time it is fetched.
    event.add("dtstamp", datetime.combine(over or job.opens_on or job.due, time.min, UTC))
    event.add("sequence", 0 if over is None else 1)  # RFC 5545, 3.8.7.4: a higher one is the later word
    event.add("status", "CONFIRMED" if over is None else "CANCELLED")
    event.add("url", f"{settings.SCHOOLGATE_URL}/schools/{school_ref}/jobs/{job.ref}/")
    event.add("transp", "TRANSPARENT")
    return event
