"""Asking one person for what nobody else can do for them, and closing what a room above finds to be done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from schoolgate.evidence import kinds
from schoolgate.evidence.actions.duties import keep
from schoolgate.evidence.models import Job
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import New, append_many, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What is asked of one person: ``about`` is a ref that tells it from all else of its kind; ``words`` its line
    (locked); ``tells`` the role that hears at half time that it is not done."""

    about: str
    words: str
    due: date
    tells: str
    minutes: int = 30


@transaction.atomic
def ask_person(person: Person, kind: str, asked: AskedOf, *, actor: Actor, on: date | None = None) -> str:
    """Ask ``person``, and nobody in their place. Returns the job's ref; nothing where they have said it is done.

    The same asked again while it is open is the same job. What was closed without their word is asked anew.
    """
    school = person.school
    hold(school)
    day = on or today(school)
    key = f"{kind}:{asked.about}"
    same = Job.objects.for_school(school).filter(kind=Job.Kind.OWN, about=asked.about, key__startswith=key)
    known = same.filter(state=Job.State.OPEN).first()
    if known is not None:
        return str(known.ref)
    if same.filter(done_by__isnull=False).exists() or same.filter(key=f"{key}:{day}").exists():
        return ""
    row = Job(school=school, key=f"{key}:{day}" if same.exists() else key, about=asked.about, kind=Job.Kind.OWN)
    row.role, row.tells, row.passed_to = asked.tells, asked.tells, person
    row.words, row.minutes, row.due, row.opens_on = asked.words, asked.minutes, asked.due, min(day, asked.due)
    keep(row, actor)
    return str(row.ref)


@transaction.atomic
def settle_jobs(
    school: School,
    kind: str,
    *,
    still: Collection[str],
    met: Collection[str] = (),
    actor: Actor,
    on: date | None = None,
) -> int:
    """Close the open jobs of a kind of which nothing ``still`` asks: what is in ``met`` was found done, the rest is not
    asked any more. Both are what the jobs are about. Returns how many were closed."""
    hold(school)
    rows = Job.objects.for_school(school).filter(state=Job.State.OPEN, key__startswith=f"{kind}:")
    entries: list[New] = []
    for row in rows.exclude(about__in=still):
        done = row.about in met
        row.state, row.done_on = (Job.State.DONE, on or today(school)) if done else (Job.State.DROPPED, None)
        row.save(update_fields=["state", "done_on"])
        why = New(kinds.JOB_ENDED, actor, row.ref, {"why": str(Job.State.DROPPED)})
        entries.append(New(kinds.JOB_SETTLED, actor, row.ref, {"by": kind}) if done else why)
    append_many(school_chain(school.ref), entries)
    return len(entries)
