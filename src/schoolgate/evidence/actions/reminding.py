"""Who is reminded when: whoever is asked at half time, once, with who leads where the job says so, and the head once a
job is late. By letter, one a day.

A letter says how many jobs wait and where they are, and nothing of what they are about.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.conf import settings
from django.db import transaction

from schoolgate.evidence import kinds
from schoolgate.evidence.actions.planning import CLOCK, plan_jobs
from schoolgate.evidence.asking import Job as Asked
from schoolgate.evidence.asking import jobs
from schoolgate.evidence.models import Job, LastAsked
from schoolgate.evidence.rhythms import half_time
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import New, append_many, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.notices import actions as notices
from schoolgate.people.models import School
from schoolgate.people.queries import acting

_HALF_TIME: Final = "jobs.waiting"
_OTHERS: Final = "jobs.half-time"
_LATE: Final = "jobs.late"
_ENTRIES: Final[Mapping[str, tuple[Kind, str]]] = {
    _HALF_TIME: (kinds.JOB_REMINDED, "reminded_on"),
    _OTHERS: (kinds.JOB_HALF_TOLD, "half_told_on"),
    _LATE: (kinds.JOB_LATE, "told_on"),
}


@transaction.atomic
def remind(school: School, *, on: date, actor: Actor = CLOCK) -> int:
    """Remind whoever has not begun a job of which half the time is gone; tell who leads of one that names them and is
    not done by then; and tell the head of jobs that became late.

    Each job is reminded of once and told of once. Returns how many letters were put in line.
    """
    hold(school)
    rows = {row.ref: row for row in Job.objects.for_school(school).filter(state=Job.State.OPEN)}
    waiting, others, late = (dict[str, list[Job]]() for _ in range(3))
    head = acting(school, "head", on).person
    for job in jobs(school, on=on):
        row = rows[job.ref]
        if job.late and row.told_on is None and head:
            late.setdefault(head, []).append(row)
        elif _is_to_be_reminded(job, row, on):
            waiting.setdefault(job.holder, []).append(row)
        leads = acting(school, job.tells, on).person if _is_to_be_told(job, row, on) else ""
        if leads and leads != job.holder:
            others.setdefault(leads, []).append(row)
    sent = sum(_send(school, _HALF_TIME, to, few, actor, on) for to, few in waiting.items())
    sent += sum(_send(school, _OTHERS, to, few, actor, on) for to, few in others.items())
    return sent + sum(_send(school, _LATE, to, few, actor, on) for to, few in late.items())


@transaction.atomic
def each_day(school: School, *, on: date, again: bool = False) -> int:
    """Plan and remind for a school's day unless that was done. Returns how many jobs and letters it made."""
    hold(school)
    done = LastAsked.objects.for_school(school).first()
    if done is not None and done.on >= on and not again:
        return 0
    made = plan_jobs(school, on=on) + remind(school, on=on)
    LastAsked.objects.for_school(school).update_or_create(school=school, defaults={"on": on})
    return made


def _is_to_be_reminded(job: Asked, row: Job, on: date) -> bool:
    # A job of one or two days is its own reminder, on the page and in the calendar.
    short = (row.due - row.opens_on).days < 2
    return bool(job.holder) and not job.late and row.reminded_on is None and not short and job.half_gone(on)


def _is_to_be_told(job: Asked, row: Job, on: date) -> bool:
    """Whether half of the time has gone: that somebody has opened it is not that it is done."""
    return bool(job.tells) and row.half_told_on is None and on >= half_time(row.opens_on, row.due)


def _send(school: School, kind: str, to: str, few: list[Job], actor: Actor, on: date) -> int:
    link = f"{settings.SCHOOLGATE_URL}/schools/{school.ref}/jobs/"
    about = f"{kind}:{on.isoformat()}"
    entry, field = _ENTRIES[kind]
    notices.send(school, to, kind, {"count": str(len(few)), "link": link}, actor=actor, about=about)
    for row in few:
        setattr(row, field, on)
        row.save(update_fields=[field])
    append_many(school_chain(school.ref), [New(entry, actor, row.ref, {"to": to}) for row in few])
    return 1
