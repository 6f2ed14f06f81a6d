"""What is asked of people and what is being put right, as the first page and the Friday five tell it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.asking import Job, Remedy
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.evidence.kinds import JOBS
from schoolgate.home.addresses import opening, way
from schoolgate.home.fridays import Kind, Thing
from schoolgate.home.needs import Need, Rank, place
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.months import spelt
from schoolgate.ledger.queries import kept, one_look
from schoolgate.people import queries as people
from schoolgate.people.access import Visit
from schoolgate.people.kinds import ROLES
from schoolgate.people.models import School
from schoolgate.policy import queries as policies
from schoolgate.policy.kinds import READINGS, REVIEWS
from schoolgate.policy.promises import PolicyInForce
from schoolgate.policy.reviewing import ReviewDue
from schoolgate.vocabulary.roles import post


@dataclass(frozen=True, slots=True)
class Week:
    """What the school has in hand on a day."""

    jobs: tuple[Job, ...]
    remedies: tuple[Remedy, ...]
    calendar: SchoolCalendar


@dataclass(frozen=True, slots=True)
class PutRight:
    """A line of "Being put right". ``late`` says by how much, or nothing; ``many``: for how many promises."""

    what: str
    who: str
    by_when: date
    late: str
    href: str
    many: int = 1


def week(school: School, on: date) -> Week:
    """From one query, where nothing of it was recorded since it was last asked."""

    def jobs() -> tuple[Job, ...]:
        return evidence.jobs(school, on=on, staff=people.staff(school, on))

    def remedies() -> tuple[Remedy, ...]:
        return evidence.being_put_right(school, on)

    with one_look():
        return Week(
            kept(school.ref, ("jobs", on), jobs, rests_on=JOBS | ROLES),
            kept(school.ref, ("remedies", on), remedies, rests_on=JOBS),
            kept(school.ref, ("calendar",), lambda: people.calendar(school), rests_on=frozenset()),
        )


def review_due(school: School, policy: PolicyInForce, on: date) -> ReviewDue:
    """When the review of the policy in force is due: no query, where nothing of it was recorded since."""

    def due() -> ReviewDue:
        return policies.review_due(school, on, policy=policy)

    return kept(school.ref, ("review due", on), due, rests_on=READINGS | REVIEWS)


def being_put_right(here: Visit, found: Week, on: date) -> tuple[PutRight, ...]:
    """Late first, then by day. What is done once for several promises is one line."""
    alike: dict[tuple[str, str, date], list[Remedy]] = {}
    for row in sorted(found.remedies, key=lambda row: (not row.late, row.by_when)):
        alike.setdefault((row.what, row.who_name, row.by_when), []).append(row)
    return tuple(
        PutRight(
            what,
            who,
            by_when,
            lateness(found.calendar, by_when, on) if rows[0].late else "",
            opening(here, rows[0].promise),
            len(rows),
        )
        for (what, who, by_when), rows in alike.items()
    )


def lateness(calendar: SchoolCalendar, due: date, on: date) -> str:
    """ "2 school days late": the school days after ``due`` up to ``on``; "late" where there was none."""
    days = sum(calendar.is_school_day(due + timedelta(days=n)) for n in range(1, (on - due).days + 1))
    return ngettext("%(n)s school day late", "%(n)s school days late", days) % {"n": days} if days else _("late")


def asked(here: Visit, found: Week, standing: PolicyStanding, on: date) -> Iterator[Need]:
    """The jobs of whoever is signed in, as cards with the first sentence that each keeps."""
    promises = {one.promise.ref: one.promise.clause for one in standing.promises}
    for job in found.jobs:
        if not job.is_of(here.person.ref):
            continue
        clause = next((promises[ref] for ref in job.promises if ref in promises), None)
        yield Need(
            what=job.words,
            why=_why(job, found.calendar, on),
            minutes=job.minutes,
            act=_("Read and answer") if clause else _("See it"),
            href=way("home.job", here.school.ref, job.ref, otherwise=reverse("home.today", args=[here.school.ref])),
            rank=Rank.LATE if job.late else Rank.JOB,
            says=clause.text if clause else "",
            place=place(clause) if clause else "",
        )


def _why(job: Job, calendar: SchoolCalendar, on: date) -> str:
    if job.late:
        told = {"day": spelt(job.due), "late": lateness(calendar, job.due, on)}
        return _("It was due on %(day)s: %(late)s.") % told
    return _("It is due by %(day)s.") % {"day": spelt(job.due)}


def things(here: Visit, found: Week, known: Iterable[str]) -> Iterator[Thing]:
    """The jobs of everybody and what is being put right late, for the Friday five; ``known`` are those in force."""
    in_force = set(known)
    for job in found.jobs:
        refs = tuple(ref for ref in job.promises if ref in in_force)
        who = f"{post(job.role)} ({job.holder_name})" if job.holder_name else post(job.role)
        href = way("home.job", here.school.ref, job.ref)
        yield Thing(job.words, refs[:1], Kind.LATE if job.late else Kind.DUE, job.due, who, job.minutes, href)
    alike: dict[tuple[str, str], list[Remedy]] = {}
    for row in sorted(found.remedies, key=lambda row: row.by_when):
        if row.promise in in_force:
            alike.setdefault((row.what, row.who_name), []).append(row)
    for rows in alike.values():  # one thing to do, however many promises it keeps
        row, refs = rows[0], tuple(dict.fromkeys(one.promise for one in rows))
        kind = Kind.LATE if any(one.late for one in rows) else Kind.DUE
        yield Thing(row.what, refs, kind, row.by_when, row.who_name, href=opening(here, row.promise))
