"""Readers of jobs and of what is being put right, and who is asked on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from schoolgate.evidence import models
from schoolgate.evidence.rhythms import half_time
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.acting import Acting, How, Staffing, second_signature, who_acts
from schoolgate.people.models import Person, School
from schoolgate.people.staffing import staffing

# Who answers for those who are many, or who are asked nothing here.
_ANSWERS_FOR: Final = {"governors": "chair", "safeguarding-team": "dsl", "supplier": "it-lead", "pupils": "head"}
ASKED: Final = (
    "head", "slt", "dsl", "deputy-dsl", "online-safety-lead", "computing-lead", "online-safety-governor", "chair",
    "it-lead", "office", "dpo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it stands on a day. ``holder`` is the ref of who is asked, empty where nobody can be.

    ``because`` says why it is they. ``words``, ``holder_name`` and ``note`` are unlocked: for a page, never for a log.
    """

    ref: str
    words: str
    role: str
    holder_name: str
    due: date
    minutes: int
    late: bool
    promises: tuple[str, ...]
    kind: str
    state: str
    holder: str = ""
    because: str = ""
    also: tuple[str, ...] = ()
    about: str = ""
    opens_on: date | None = None
    holds_until: date | None = None
    begun: bool = False
    answers: tuple[tuple[str, str], ...] = ()
    so: bool | None = None
    nothing: bool = False
    note: str = ""
    done_on: date | None = None
    done_by: str = ""
    doer: str = ""  # ref of who did it
    tells: str = ""  # the role that is told at half time that it is not done
    covered: bool = True  # false where nobody holds the role, and somebody must step in

    @property
    def unanswered(self) -> tuple[str, ...]:
        answered = dict(self.answers)
        return tuple(ref for ref in self.promises if ref not in answered)

    def is_of(self, person: str) -> bool:
        return bool(person) and person in (self.holder, *self.also)

    def half_gone(self, on: date) -> bool:
        """Whether half of its time is gone, and nobody has begun."""
        return self.opens_on is not None and not self.begun and on >= half_time(self.opens_on, self.due)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is being done about a promise that needs putting right. ``late`` is past its day, and not done."""

    ref: str
    promise: str
    what: str
    who_name: str
    by_when: date
    late: bool
    done: bool
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file given with a job. Its name is unlocked: for a page that may show it."""

    ref: str
    name: str
    size: int


def asked_role(who: Collection[str]) -> str:
    """Whom to ask about a sentence that binds ``who``: the first that one person holds; for everybody's, the head."""
    known = [_ANSWERS_FOR.get(role, role) for role in who]
    return next((role for role in known if role in ASKED), "head")


def jobs(
    school: School,
    *,
    on: date,
    person: str | Person | None = None,
    roles: Collection[str] = (),
    staff: Staffing | None = None,
) -> tuple[Job, ...]:
    """Open jobs on a day, late first, then by day. ``person`` (a ref) are those of one person, ``roles`` of some.
    ``staff`` is that day's, where it is in hand."""
    rows = models.Job.objects.for_school(school).filter(state=models.Job.State.OPEN, opens_on__lte=on)
    if roles:
        rows = rows.filter(role__in=roles)
    staff = staff or staffing(school, on)
    found = [told(row, staff, on) for row in rows.select_related("passed_to", "done_by").order_by("due", "pk")]
    if person is not None:
        ref = person if isinstance(person, str) else person.ref
        found = [job for job in found if job.is_of(ref)]
    return tuple(found)


def job(school: School, ref: str, *, on: date) -> Job:
    """One job, open or done. Raises ``NotFoundError`` where there is none."""
    return told(job_row(school, ref), staffing(school, on), on)


def job_row(school: School, ref: str, *, locked: bool = False) -> models.Job:
    rows = models.Job.objects.for_school(school).select_related("passed_to", "done_by")
    if locked:
        rows = rows.select_for_update(of=("self",))
    row: models.Job | None = rows.filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the job", "there is none such at this school.", "Look at the list of jobs again.")
    return row


def done_jobs(school: School, *, at_most: int = 20, roles: Collection[str] = ()) -> tuple[Job, ...]:
    """The latest jobs that were done, latest first."""
    rows = models.Job.objects.for_school(school).filter(state=models.Job.State.DONE)
    if roles:
        rows = rows.filter(role__in=roles)
    rows = rows.select_related("passed_to", "done_by").order_by("-done_on", "-pk")[:at_most]
    nobody = Staffing({})
    return tuple(told(row, nobody, row.done_on or row.due) for row in rows)


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """A job of a kind that a room above asked for: whether it is ``open``, or somebody ``said`` that it is done, on
    ``done_on``; ``due`` is the last day it had."""

    kind: str
    about: str
    open: bool
    said: bool
    due: date
    done_on: date | None


def asked_before(school: School, kinds: Collection[str]) -> tuple[AskedBefore, ...]:
    """Every job of these kinds, in the order they were asked."""
    of_kinds = reduce(or_, (Q(key__startswith=f"{kind}:") for kind in kinds))
    rows = models.Job.objects.for_school(school).filter(of_kinds).order_by("pk")
    told = rows.values_list("key", "about", "state", "done_by", "due", "done_on")
    return tuple(
        AskedBefore(key.partition(":")[0], about, state == models.Job.State.OPEN, done_by is not None, due, done_on)
        for key, about, state, done_by, due, done_on in told
    )


def closed_jobs(school: School, person: Person, *, on: date, since: date) -> tuple[Job, ...]:
    """What was asked of the person, was due since a day, and is open no more, oldest first."""
    rows = models.Job.objects.for_school(school).exclude(state=models.Job.State.OPEN).filter(due__gte=since)
    staff = staffing(school, on)
    found = [told(row, staff, on) for row in rows.select_related("passed_to", "done_by").order_by("due", "pk")]
    return tuple(job for job in found if job.is_of(person.ref) or job.doer == person.ref)


def files_of(school: School, ref: str) -> tuple[GivenFile, ...]:
    rows = models.JobFile.objects.for_school(school).filter(job__ref=ref).order_by("pk")
    return tuple(GivenFile(row.ref, row.name, row.size) for row in rows)


def kept_file(school: School, job: str, ref: str) -> tuple[str, bytes]:
    """A file given with a job: its name, and what is in it. Raises ``NotFoundError``."""
    row = models.JobFile.objects.for_school(school).filter(job__ref=job, ref=ref).first()
    if row is None:
        raise NotFoundError("the file", "there is none such with this job.", "Open the job again.")
    return row.name, row.file.read()


@dataclass(frozen=True, slots=True)
class Left:
    """A note left after a visit. Its words are unlocked: for a page that may show them."""

    on: date
    by: str
    words: str
    done: int
    left: int


def leave_notes(school: School, *, at_most: int = 5) -> tuple[Left, ...]:
    """The latest notes left after a visit, latest first."""
    rows = models.LeaveNote.objects.for_school(school).select_related("by").order_by("-on", "-pk")[:at_most]
    return tuple(Left(row.on, row.by.name, row.words, row.done, row.left) for row in rows)


def being_put_right(school: School, on: date, *, promise: str = "") -> tuple[Remedy, ...]:
    """What was being put right at the end of a day, late first, then by day; with ``promise`` of that alone, what was
    done among it. What was said or done later is not told of that day."""
    end = end_of(school, on)
    rows = models.Remedy.objects.for_school(school).filter(
        Q(replaced_at=None) | Q(replaced_at__gt=end), said_at__lte=end
    )
    rows = rows.filter(promise__ref=promise) if promise else rows.filter(Q(done_on=None) | Q(done_on__gt=on))
    rows = rows.select_related("promise").order_by("by_when", "pk")
    return tuple(_remedy(row, on) for row in rows)


def _remedy(row: models.Remedy, on: date) -> Remedy:
    done_on = row.done_on if row.done_on and row.done_on <= on else None
    late, done = done_on is None and row.by_when < on, done_on is not None
    return Remedy(row.ref, row.promise.ref, row.what, row.who_name, row.by_when, late, done, done_on)


def end_of(school: School, on: date) -> datetime:
    """The last moment of a day at the school: what was good until that day is still good."""
    return datetime.combine(on, time.max, ZoneInfo(school.time_zone))


def told(row: models.Job, staff: Staffing, on: date) -> Job:
    """The row as it stands on a day, with who is asked."""
    who = holder(row, staff)
    is_open = row.state == models.Job.State.OPEN
    return Job(
        ref=row.ref,
        words=row.words,
        role=row.role,
        holder_name=who.name,
        due=row.due,
        minutes=row.minutes,
        late=is_open and row.due < on,
        promises=tuple(row.promises),
        kind=row.kind,
        state=row.state,
        holder=who.person,
        because=who.because,
        also=who.also,
        about=row.about,
        opens_on=row.opens_on,
        holds_until=row.holds_until,
        begun=row.begun_at is not None,
        answers=tuple(row.answers.items()),
        so=row.so,
        nothing=row.nothing,
        note=row.note or "",
        done_on=row.done_on,
        done_by=row.done_by.name if row.done_by else "",
        doer=row.done_by.ref if row.done_by else "",
        tells=row.tells,
        covered=who.covered,
    )


def holder(row: models.Job, staff: Staffing) -> Acting:
    """Who is asked: whom it was passed to while they are here, else who acts for the role.

    What somebody alone can do waits for them, though they are away. Nobody answers about themselves: a job about a
    person goes to whoever signs second beside them.
    """
    subject = row.about if row.about in staff.persons else ""
    passed = row.passed_to
    if row.kind == models.Job.Kind.OWN and passed is not None and passed.ref in staff.persons:
        return Acting(row.role, passed.ref, passed.name, How.HOLDER, "Nobody else can do it for them.")
    if passed is not None and passed.ref in staff.persons and passed.ref != subject and staff.back(passed.ref) is None:
        return Acting(row.role, passed.ref, passed.name, How.DELEGATE, "It was passed to them.")
    if subject:
        return second_signature(staff, row.role, first=(), excluded=(subject,))
    return who_acts(staff, row.role)
