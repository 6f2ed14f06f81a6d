"""Somebody's jobs as a calendar (RFC 5545), for the phone they look at anyway.

A calendar lies on servers that are not the school's. So an entry says that there is a job, how long it takes and where
it is; of a check's job the check's own words, which name nobody; and of any other nothing.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from schoolgate.evidence import models
from schoolgate.evidence.actions.visiting import digest_of
from schoolgate.evidence.asking import Job, jobs
from schoolgate.frame.scoped import unscoped
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person

_OWN_WORDS: Final = (models.Job.Kind.ASK, models.Job.Kind.SENTENCES)


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
    """The person's open jobs, each on the day it is due."""
    school = person.school
    calendar = Calendar()
    calendar.add("prodid", "-//Schoolgate//Jobs//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Schoolgate jobs"))
    for job in jobs(school, on=today(school), person=person):
        calendar.add_component(_event(job, school.ref))
    return bytes(calendar.to_ical())


def _event(job: Job, school_ref: str) -> Event:
    event = Event()
    words = job.words if job.kind in _OWN_WORDS else _("A job in Schoolgate")
    event.add("uid", f"{job.ref}@schoolgate")
    event.add("summary", _("%(words)s (about %(n)s minutes)") % {"words": words, "n": job.minutes})
    event.add("dtstart", job.due)
    event.add("dtend", job.due + timedelta(days=1))
    # The moment it was asked, so that the same job reads the same each time it is fetched.
    event.add("dtstamp", datetime.combine(job.opens_on or job.due, datetime.min.time(), UTC))
    event.add("url", f"{settings.SCHOOLGATE_URL}/schools/{school_ref}/jobs/{job.ref}/")
    event.add("transp", "TRANSPARENT")
    return event
