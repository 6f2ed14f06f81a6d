"""Asking somebody for something, doing it, passing it on. A job is done by a person who is signed in, by name."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import kinds
from schoolgate.evidence.actions.facts import put_fact
from schoolgate.evidence.asking import holder, job_row
from schoolgate.evidence.models import Job, JobFile
from schoolgate.frame import outbox
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import person as find_person
from schoolgate.people.staffing import staffing
from schoolgate.vocabulary.facts import Confirmed
from schoolgate.vocabulary.roles import POSTS

type Given = tuple[str, bytes]  # a file's name and what is in it
BIGGEST_FILE: Final = 10 * 1024 * 1024  # bytes: a scan of some pages, a photo
MOST_FILES: Final = 5
ANSWERS: Final = ("yes", "no", "na")
SENTENCE_FACT: Final = "promise.confirmed"


@transaction.atomic
def raise_job(
    school: School,
    *,
    kind: str,
    about: str,
    role: str,
    due: date,
    actor: Actor,
    minutes: int = 5,
    promise: str = "",
    words: str = "",
    on: date | None = None,
) -> str:
    """Ask whoever acts for ``role`` to do something by the end of ``due``, and return the job's ref.

    ``kind`` says what sort of job in one key, and ``about`` what it concerns, a ref: the same asked again while it is
    open is the same job. About a person it goes to somebody else. ``words`` is the job's line (locked): left out, that
    of a thing nobody takes. Raises ``BadInputError`` for a role nobody can hold.
    """
    if role not in POSTS:
        raise BadInputError(f"the role {role!r}", "nobody can hold it.", f"Known: {', '.join(POSTS)}.")
    hold(school)
    first = on or today(school)
    key = f"{kind}:{about}"
    # Asked again on another day it has that day in its key.
    same = Job.objects.for_school(school).filter(Q(key=key) | Q(key__startswith=f"{key}:"), about=about)
    known = same.filter(state=Job.State.OPEN).first()
    if known is not None:
        return str(known.ref)
    row = Job(school=school, key=f"{key}:{first}" if same.exists() else key, about=about, role=role, due=due)
    if Job.objects.for_school(school).filter(key=row.key).exists():
        return str(Job.objects.for_school(school).get(key=row.key).ref)  # done today already
    row.kind = Job.Kind.EVENT if kind == Job.Kind.EVENT else Job.Kind.OTHER
    row.words = words or "Look at something that Schoolgate could not deal with by itself"
    row.minutes, row.opens_on = minutes, min(first, due)
    row.promises = [promise] if promise else []
    keep(row, actor)
    return str(row.ref)


def keep(row: Job, actor: Actor) -> None:
    """Save a new job and enter it. For this room's planning, which holds the school."""
    row.save()
    details: dict[str, str | int | bool | None] = {"sort": row.kind, "role": row.role, "due": row.due.isoformat()}
    append(school_chain(row.school.ref), kinds.JOB_ASKED, actor=actor, subject=row.ref, details=details)


@transaction.atomic
def begin_job(school: School, ref: str, *, actor: Actor) -> None:
    """Whoever is asked has opened it: there is no need to remind them. Nothing is entered for it."""
    row = job_row(school, ref)
    if (
        row.state == Job.State.OPEN
        and row.begun_at is None
        and holder(row, staffing(school, today(school))).person == (actor.ref)
    ):
        Job.objects.for_school(school).filter(pk=row.pk).update(begun_at=timezone.now())


@transaction.atomic
def do_job(
    school: School,
    job_ref: str,
    *,
    actor: Actor,
    person: Person | str,
    so: bool = True,
    nothing: bool = False,
    note: str = "",
    files: Iterable[Given] = (),
    answers: Mapping[str, str] | None = None,
    together: Collection[str] = (),
    on: date | None = None,
) -> None:
    """The person says, by name, that it is done (or that it is not ``so``; or that there was ``nothing`` to report).

    What a check asked for becomes a fact that holds until the next is due. Of a job of sentences ``answers`` gives by
    promise ``yes``, ``no`` or ``na`` (it does not apply here); those left out stay asked. The record says which were
    answered ``together``, in one press. Raises ``DeniedError`` for anybody but who is asked or the head, and for whom
    it is about; ``BadInputError`` for a job that is done, an answer there is not and a file too big.
    """
    day = on or today(school)
    hold(school)
    row = _open(school, job_ref)
    who = _doer(school, row, actor, person, day)
    row.so, row.nothing, row.note = so, nothing, note.strip()
    given = _attach(row, actor, files)
    if row.kind == Job.Kind.SENTENCES:
        _answer(row, who, actor, answers or {}, day, together)
    elif row.kind == Job.Kind.ASK:
        _confirm(row, who, actor, day, given)
    elif row.kind == Job.Kind.EVENT:
        _settle(row, who)
    still = len(row.promises) - len(row.answers) if row.kind == Job.Kind.SENTENCES else 0
    row.begun_at = row.begun_at or timezone.now()
    if not still:
        row.state, row.done_on, row.done_by = Job.State.DONE, day, who
    row.save()
    details = {"so": so, "nothing": nothing, "files": given, "still_asked": still}
    append(school_chain(school.ref), kinds.JOB_DONE, actor=actor, subject=row.ref, details=details)


@transaction.atomic
def pass_on(school: School, job_ref: str, *, to: Person | str, actor: Actor, on: date | None = None) -> None:
    """Whoever is asked, or the head, passes one job to somebody else, by name, who is asked in their stead.

    Raises ``DeniedError`` for anybody else, and ``BadInputError`` for somebody with no role here or whom it is about,
    and for what nobody else can do.
    """
    day = on or today(school)
    row = _open(school, job_ref, locked=True)
    if row.kind == Job.Kind.OWN:
        raise BadInputError("the job", "nobody else can do it for whom it is asked of.", "Ask them to do it.")
    giver = find_person(school, actor.ref)
    _may_act(row, giver, day)
    taker = find_person(school, to if isinstance(to, str) else to.ref)
    if taker.ref not in staffing(school, day).persons:
        raise BadInputError("the job", f"{taker.name} has no role at the school.", "Choose somebody who works here.")
    if taker.ref in (giver.ref, row.about):
        raise BadInputError("the job", "nobody answers about themselves, or passes to themselves.", "Choose another.")
    row.passed_to, row.reminded_on, row.begun_at = taker, None, None
    row.save()
    append(school_chain(school.ref), kinds.JOB_PASSED, actor=actor, subject=row.ref, details={"to": taker.ref})


def _open(school: School, ref: str, *, locked: bool = True) -> Job:
    row = job_row(school, ref, locked=locked)
    if row.state != Job.State.OPEN:
        day = f" on {spelt(row.done_on)}" if row.done_on else ""
        raise BadInputError("the job", f"it is no longer open: it was done or ended{day}.", "Look at the list again.")
    return row


def _doer(school: School, row: Job, actor: Actor, person: Person | str, on: date) -> Person:
    who = find_person(school, person if isinstance(person, str) else person.ref)
    if not actor.signs or actor.ref != who.ref:
        raise DeniedError("The job", "is done by whoever signs in, for themselves.", "Let them sign in and do it.")
    _may_act(row, who, on)
    return who


def _may_act(row: Job, who: Person, on: date) -> None:
    asked = holder(row, staffing(row.school, on))
    if who.ref == row.about:
        raise DeniedError(
            "The job",
            "is about you, and nobody answers about themselves.",
            f"{asked.name or 'Somebody else'} is asked.",
        )
    leads = "head" in roles_of(who, on) and row.kind != Job.Kind.OWN
    if who.ref not in (asked.person, *asked.also) and not leads:
        raise DeniedError(
            "The job", f"is not yours: {asked.name or 'the head'} is asked.", "Let them pass it to you first."
        )


def _attach(row: Job, actor: Actor, files: Iterable[Given]) -> int:
    given = [(name, data) for name, data in files if data]
    kept = JobFile.objects.for_school(row.school).filter(job=row)
    if len(given) + kept.count() > MOST_FILES:
        raise BadInputError("the files", f"a job takes at most {MOST_FILES}.", "Put them into one document.")
    for name, data in given:
        if len(data) > BIGGEST_FILE:
            cause = f"it has more than {BIGGEST_FILE // 1024 // 1024} megabytes."
            raise BadInputError(f"the file {name!r}", cause, "Give a smaller one, such as a scan at lower quality.")
        digest = hashlib.sha256(data).hexdigest()
        if not kept.filter(sha256=digest).exists():
            JobFile.objects.for_school(row.school).create(
                school=row.school,
                job=row,
                name=name[:200],
                file=ContentFile(data, "file"),
                size=len(data),
                sha256=digest,
                given_at=timezone.now(),
                given_by=actor.ref,
            )
    return int(kept.count())


def _confirm(row: Job, who: Person, actor: Actor, day: date, given: int) -> None:
    ask = CONTROLS.get(row.about).ask if row.about in CONTROLS else None
    if ask is None:
        return  # the check that asked was taken out since
    until = max(row.holds_until or row.due, day)
    value = Confirmed(who.name, row.role, day, until, row.so is not False, row.nothing, given)
    put_fact(row.school, ask.fact, value, actor=actor, true_from=day, source=row.ref)


def _answer(
    row: Job, who: Person, actor: Actor, answers: Mapping[str, str], day: date, together: Collection[str]
) -> None:
    wrong = {ref: said for ref, said in answers.items() if ref not in row.promises or said not in ANSWERS}
    if wrong or not answers:
        raise BadInputError("the answers", "none was given, or one is of another job.", "Answer yes, not so, or na.")
    until = max(row.holds_until or row.due, day)
    for ref, said in answers.items():
        # "Doesn't apply here" is so, with nothing for it to be kept of: decision 0105.
        value = Confirmed(who.name, row.role, day, until, said != "no", said == "na", 0)
        put_fact(row.school, SENTENCE_FACT, value, actor=actor, true_from=day, subject=ref, source=row.ref)
    row.answers = {**row.answers, **answers}
    row.so = "no" not in row.answers.values()
    _say_together(row, actor, answers, together)


def _say_together(row: Job, actor: Actor, answers: Mapping[str, str], together: Collection[str]) -> None:
    """Enter, as one line with each sentence in it, what was answered in one press."""
    items = [{"promise": ref, "answer": answers[ref]} for ref in sorted(set(together) & set(answers))]
    if items:
        chain = school_chain(row.school.ref)
        append_batch(chain, kinds.SAID_TOGETHER, items, actor=actor, subject=row.ref, details={"count": len(items)})


def _settle(row: Job, who: Person) -> None:
    try:
        outbox.settle(row.about, by=who.ref)
    except NotFoundError:
        return  # somebody dealt with it meanwhile, and that is what was asked
