"""Asking what a proposed change would have done, and working it out: beside the pages, in bounded time."""

import time
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from schoolgate.filtering import kinds
from schoolgate.filtering.agreed.setting import Setting
from schoolgate.filtering.landing.reading import Told as Read
from schoolgate.filtering.landing.reading import landed
from schoolgate.filtering.models import DayOfUse, DryRun, Proposal
from schoolgate.filtering.queries import proposed_setting
from schoolgate.filtering.queries.dry_runs import before_running
from schoolgate.filtering.replaying.running import Heard
from schoolgate.filtering.replaying.telling import Told, telling
from schoolgate.filtering.usage.counting import read
from schoolgate.frame.actor import Actor
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import School

USUAL: Final = timedelta(days=7)
LONGEST: Final = 240  # seconds of work: what was replayed by then is told, and that there was more
_ABANDONED: Final = timedelta(minutes=15)


@transaction.atomic
def ask_dry_run(row: Proposal, *, since: datetime, until: datetime, actor: Actor) -> DryRun:
    """Have the decisions from ``since`` to ``until`` replayed under what is proposed; if that waits already, once."""
    school = row.school
    mine = DryRun.objects.for_school(school).filter(
        proposal=row.ref, state__in=(DryRun.State.WAITING, DryRun.State.RUNNING)
    )
    waiting: DryRun | None = mine.first()
    if waiting is not None:
        return waiting
    made: DryRun = DryRun.objects.for_school(school).create(
        school=school, proposal=row.ref, since=since, until=until, asked_at=timezone.now(), asked_by=actor.ref,
        expected=_expected(school, since, until),
    )  # fmt: skip
    details = {"proposal": row.ref, "since": since.isoformat(), "until": until.isoformat()}
    append(school_chain(school.ref), kinds.DRY_RUN_ASKED, actor=actor, subject=made.ref, details=details)
    transaction.on_commit(lambda: run_soon.enqueue(made.ref), robust=True)  # should it fail, the clock runs it
    return made


@task
def run_soon(ref: str) -> None:
    """For the worker, as soon as it was asked for."""
    with unscoped("the worker runs what any school asked for"):
        row = DryRun.objects.filter(ref=ref).select_related("school").first()
    if row is not None:
        run_dry_run(row)


def run_dry_run(row: DryRun) -> bool:
    """Do it, unless somebody does already; whether it was done here. What goes wrong is kept in the row."""
    mine = DryRun.objects.for_school(row.school).filter(pk=row.pk)
    if not mine.filter(state=DryRun.State.WAITING).update(state=DryRun.State.RUNNING):
        return False
    try:
        proposal = Proposal.objects.for_school(row.school).get(ref=row.proposal)
        told = replayed(
            row.school, proposed_setting(proposal), row.since, row.until, lambda done: bool(mine.update(read=done))
        )
    except (SchoolgateError, OSError) as error:
        mine.update(state=DryRun.State.FAILED, trouble=str(error)[:200], ended_at=timezone.now())
    except BaseException:
        mine.update(
            state=DryRun.State.FAILED, trouble="It stopped for a reason that is in the log.", ended_at=timezone.now()
        )
        raise
    else:
        mine.update(
            state=DryRun.State.DONE, told=told.document(), read=told.judged + told.unread, ended_at=timezone.now()
        )
    return True


def replayed(school: School, draft: Setting, since: datetime, until: datetime, heard: Heard | None = None) -> Told:
    """The dry run itself: what a draft would have done of what was decided then. Reads, and writes nothing.

    ``heard`` is told now and then how many rows were read, and stops it by False; so does the longest it may take.
    """
    ends = time.monotonic() + LONGEST
    before, found = before_running(school, draft, timezone.now()), Read()
    rows = landed(before.folder.landing, since.timestamp(), until.timestamp(), found)
    tally = before.replay.run(rows, lambda done: time.monotonic() < ends and (heard is None or heard(done)))
    tally.unread += len(found.rejects)
    return telling(tally, before.lessons, before.replay.regrading.untold, found.lost)


def run_waiting(now: datetime) -> int:
    """Run what waits though the worker was told, and give up what stopped half-way; how many."""
    with unscoped("the clock runs what any school asked for"):
        waiting = list(
            DryRun.objects.filter(state=DryRun.State.WAITING, asked_at__lt=now - timedelta(minutes=1)).select_related(
                "school"
            )
        )
        old = DryRun.objects.filter(state=DryRun.State.RUNNING, asked_at__lt=now - _ABANDONED)
        given_up = old.update(state=DryRun.State.FAILED, trouble="It was stopped half-way.", ended_at=now)
    return given_up + sum(run_dry_run(row) for row in waiting)


def _expected(school: School, since: datetime, until: datetime) -> int:
    rows = DayOfUse.objects.for_school(school).filter(day__gte=since.date(), day__lt=until.date())
    return sum(read(counts).kinds.total() for counts in rows.values_list("counts", flat=True))
