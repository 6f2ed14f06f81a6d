"""Telling people that a filter test has changed for the worse: by letter and as a job, each change once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from schoolgate.evidence.actions import raise_job
from schoolgate.filtering import kinds
from schoolgate.filtering.models import FilterTest, FilterTestAlarm, FilterTestResult, FilterTestRun
from schoolgate.filtering.probing.judging import BAD, GOOD, UNCLEAR
from schoolgate.filtering.probing.plans import CONTROL
from schoolgate.filtering.queries.proof import is_late, last_runs
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.notices import actions as notices
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import acting, calendar

type Change = tuple[str, str]  # the alarm's kind, and the test's key
Kind = FilterTestAlarm.Kind
LETTER: Final = "filter.changed"
TOLD: Final = ("head", "dsl", "it-lead")
_TO_LOOK: Final = timedelta(days=1)


@transaction.atomic
def alarm(row: FilterTest, run: FilterTestRun, *, actor: Actor) -> list[FilterTestAlarm]:
    """Raise what the run shows for the first time, and settle what it shows to be as it should be again.

    What could not be told settles nothing. An older run than the last says nothing new.
    """
    last = last_runs(row.school, [row], run.received_at).get(row.pk)
    if last is not None and last.pk != run.pk:
        return []
    found = dict(FilterTestResult.objects.for_school(row.school).filter(run=run).values_list("key", "verdict"))
    shown = {(verdict, key) for key, verdict in found.items() if verdict in BAD}
    if _is_dead(run):
        shown.add((Kind.DEAD, ""))
    over: set[Change] = {(Kind.SILENT, "")} | (set() if _is_dead(run) else {(Kind.DEAD, "")})
    over |= {(kind, key) for key, verdict in found.items() if verdict in GOOD for kind in BAD}
    _settle(row, run, over, actor)
    return _raise(row, shown, run.ended_at, run.ref, actor)


@transaction.atomic
def alarm_silence(school: School, *, now: datetime, actor: Actor) -> int:
    """Raise an alarm for each test that was to be heard from and was not; how many."""
    live = list(FilterTest.objects.for_school(school).filter(ended_on=None))
    last, days, raised = last_runs(school, live, now), calendar(school), 0
    for row in live:
        if is_late(row, last.get(row.pk), days, now):
            raised += len(_raise(row, {(Kind.SILENT, "")}, now, "", actor))
    return raised


def _is_dead(run: FilterTestRun) -> bool:
    rows = FilterTestResult.objects.for_school(run.school).filter(run=run, purpose=CONTROL)
    verdicts = set(rows.values_list("verdict", flat=True))
    return bool(verdicts) and verdicts == {UNCLEAR}


def _settle(row: FilterTest, run: FilterTestRun, over: set[Change], actor: Actor) -> None:
    open_ones = FilterTestAlarm.objects.for_school(row.school).filter(plan=row, ended_at=None)
    ended = [one for one in open_ones if (one.kind, one.key) in over]
    for one in ended:
        one.ended_at = run.ended_at
        one.save(update_fields=["ended_at"])
    if ended:
        details: dict[str, str | int | bool | None] = {"run": run.ref, "alarms": len(ended)}
        append(school_chain(row.school.ref), kinds.TEST_SETTLED, actor=actor, subject=row.ref, details=details)


def _raise(row: FilterTest, shown: Iterable[Change], since: datetime, run: str, actor: Actor) -> list[FilterTestAlarm]:
    """Those of the changes that nobody was told of yet, each kept, and all told in one letter and one job."""
    open_ones = FilterTestAlarm.objects.for_school(row.school).filter(plan=row, ended_at=None)
    known = set(open_ones.values_list("kind", "key"))
    new = [
        FilterTestAlarm(school=row.school, plan=row, kind=kind, key=key, since=since)
        for kind, key in sorted(shown)
        if (kind, key) not in known
    ]
    if not new:
        return []
    hold(row.school)
    for one in new:
        one.save()
    details: dict[str, str | int | bool | None] = {"run": run or None, "alarms": len(new)}
    append(school_chain(row.school.ref), kinds.TEST_ALARMED, actor=actor, subject=row.ref, details=details)
    _tell(row, new, actor)
    return new


def _tell(row: FilterTest, new: list[FilterTestAlarm], actor: Actor) -> None:
    day = today(row.school)
    words = "Look at what a filter test found, and have the filter put right"
    raise_job(
        row.school, kind="filter-test", about=row.ref, role="it-lead", due=day + _TO_LOOK, actor=actor, words=words
    )
    link = f"{settings.SCHOOLGATE_URL}/schools/{row.school.ref}/filter/proof/{row.ref}/"
    told = {acting(row.school, role, day).person for role in TOLD} - {""}
    about = f"{row.ref}:{new[0].pk}"
    for person in sorted(told):
        context = {"count": str(len(new)), "link": link, "when": timezone.now().isoformat()}
        notices.send(row.school, person, LETTER, context, actor=actor, about=about)
