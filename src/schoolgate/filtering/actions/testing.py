"""Planning filter tests, and taking in what they found: judged again here, from what was seen."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from schoolgate.estate.models import MachineToken, Place
from schoolgate.filtering import kinds
from schoolgate.filtering.actions.alarms import alarm
from schoolgate.filtering.actions.proving import tell_proof
from schoolgate.filtering.models import FilterTest, FilterTestAlarm, FilterTestResult, FilterTestRun
from schoolgate.filtering.probing.judging import Verdict, intercepted_by, judged_as
from schoolgate.filtering.probing.plans import (
    Plan,
    Trial,
    WrongPlanError,
    canonical,
    fingerprint,
    plan_document,
    plan_from,
    seal,
)
from schoolgate.filtering.probing.running import Done, done_from, judge_done
from schoolgate.filtering.probing.running import run_plan as try_everything
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Group, School

MOST_TESTS: Final = 400
LEAST_HOURS: Final = 1
MOST_HOURS: Final = 24 * 92
_AHEAD: Final = timedelta(minutes=10)  # a clock that is out by more is put right by ours
_OLDEST: Final = timedelta(days=366)


@transaction.atomic
def plan_test(
    school: School,
    made: Plan,
    *,
    level: str,
    key: str,
    actor: Actor,
    place: Place | None = None,
    group: Group | None = None,
    token: MachineToken | None = None,
) -> FilterTest:
    """Keep a plan, made by ``probing.making``, of one way; its ref is given here. ``key`` seals what comes back.

    Raises ``BadInputError`` for a plan that cannot be run, or that asks for what none may.
    """
    _check_made(made)
    row = FilterTest(school=school, place=place, group=group, token=token, level=level, device=made.device, key=key)
    way = made.ways[0]
    plan = replace(made, ref=row.ref, key="")
    try:
        document = plan_document(plan)
        plan_from(document)
    except WrongPlanError as error:
        raise BadInputError("the filter test", f"{error}.", "Change what is tried.") from error
    hold(school)
    row.way, row.through, row.every_hours = way.kind, way.through, made.every_hours
    row.document, row.digest = document, fingerprint(plan)
    row.made_at, row.made_by = timezone.now(), actor.ref
    row.save()
    append(school_chain(school.ref), kinds.TEST_PLANNED, actor=actor, subject=row.ref, details=_said_of(row, made))
    tell_proof(school, actor=actor)
    return row


@transaction.atomic
def end_test(row: FilterTest, *, actor: Actor) -> None:
    """It is run no more; what it found stays."""
    if row.ended_on is not None:
        return
    hold(row.school)
    row.ended_on = today(row.school)
    row.save()
    FilterTestAlarm.objects.for_school(row.school).filter(plan=row, ended_at=None).update(ended_at=timezone.now())
    details = {"on": row.ended_on.isoformat()}
    append(school_chain(row.school.ref), kinds.TEST_ENDED, actor=actor, subject=row.ref, details=details)
    tell_proof(row.school, actor=actor)


def plan_of(row: FilterTest, *, send_to: str = "") -> Plan:
    """The plan as it is run, with its key."""
    return replace(plan_from(row.document), key=row.key, send_to=send_to)


def run_here(row: FilterTest, *, actor: Actor) -> FilterTestRun:
    """Run a test on the machine that Schoolgate is on, and take in what it found."""
    return take_results(row, try_everything(plan_of(row)), came=FilterTestRun.Came.HERE, actor=actor)[0]


def take_results(
    row: FilterTest, document: dict[str, Any], *, came: str, actor: Actor, received_at: datetime | None = None
) -> tuple[FilterTestRun, bool]:
    """Take in one run's results and judge them; whether they were here already. Raises ``BadInputError`` for results of
    another plan, of another key, or that cannot be read, and ``DeniedError`` from a machine that is not the test's.
    """
    received, plan = received_at or timezone.now(), plan_of(row)
    if came == FilterTestRun.Came.API and (row.token is None or actor.ref != row.token.ref):
        raise DeniedError("these results", "this test is another machine’s.", "Choose its token on the test’s page.")
    digest = hashlib.sha256(canonical({name: said for name, said in document.items() if name != "sent"})).hexdigest()
    known = FilterTestRun.objects.for_school(row.school).filter(plan=row, digest=digest).first()
    if known is not None:
        return known, True
    _check(row, plan, document)
    try:
        done = done_from(document)
        times = _times(document, received)
    except (WrongPlanError, ValueError, TypeError, KeyError) as error:
        raise _wrong(f"they cannot be read: {error}") from error
    if [one.way.kind for one in done] != [row.way]:
        raise _wrong("they went another way than the plan says")
    with transaction.atomic():
        hold(row.school)
        run = FilterTestRun(school=row.school, plan=row, digest=digest, came=came, by=actor.ref, **times)
        run.received_at, run.tool, run.system = received, str(document.get("tool", ""))[:20], _system(document)
        _keep(row, plan, done[0], run)
        details: dict[str, str | int | bool | None] = {
            "plan": row.ref, "came": came, "ended_at": run.ended_at.isoformat(), "judged": run.judged,
            "good": run.good, "bad": run.bad, "unclear": run.unclear, "digest": digest,
        }  # fmt: skip
        append(school_chain(row.school.ref), kinds.TEST_RUN, actor=actor, subject=run.ref, details=details)
        alarm(row, run, actor=actor)
        tell_proof(row.school, actor=actor)
    return run, False


def find_test(school: School, ref: str) -> FilterTest:
    """Raises ``NotFoundError`` for a ref that is no test's of this school."""
    rows = FilterTest.objects.for_school(school).select_related("place", "group", "token")
    row: FilterTest | None = rows.filter(ref=ref).first()
    if row is None:
        raise NotFoundError(f"filter test {ref}", "there is none such.", "Look at the list of tests.")
    return row


def _said_of(row: FilterTest, made: Plan) -> dict[str, str | int | bool | None]:
    return {
        "place": row.place.ref if row.place else None,
        "device": row.device,
        "level": row.level,
        "group": row.group.ref if row.group else None,
        "way": row.way,
        "tests": len(made.tests),
        "every_hours": made.every_hours,
        "digest": row.digest,
    }


def _check_made(made: Plan) -> None:
    if len(made.ways) != 1 or not 0 < len(made.tests) <= MOST_TESTS or "@" in made.ways[0].through:
        raise BadInputError("the filter test", "its way or its tests are wrong.", "Choose one way, and what to try.")
    if not LEAST_HOURS <= made.every_hours <= MOST_HOURS:
        raise BadInputError("the filter test", "that is no rhythm.", "Choose once a day, a week or a month.")


def _check(row: FilterTest, plan: Plan, document: dict[str, Any]) -> None:
    if row.ended_on is not None:
        raise _wrong("that test was ended")
    if document.get("plan") != row.ref or document.get("plan_digest") != row.digest:
        raise _wrong("they are of another plan")
    if document.get("seal") != seal(document, plan.key):
        raise _wrong("their seal does not fit, so they were changed or made by somebody else")


def _wrong(cause: str) -> BadInputError:
    return BadInputError("these results", f"{cause}.", "Write the test’s file again, run it, and bring what it leaves.")


def _times(document: dict[str, Any], received: datetime) -> dict[str, Any]:
    """When it was, by our clock: what the machine says, and by how much it was behind when it sent."""
    began, ended = (datetime.fromisoformat(document[name]).astimezone(UTC) for name in ("began", "ended"))
    skew = None
    if "sent" in document:
        behind = received - datetime.fromisoformat(document["sent"]).astimezone(UTC)
        skew = round(behind.total_seconds())
        if abs(behind) > _AHEAD:
            began, ended = began + behind, ended + behind
    if not received - _OLDEST < ended <= received + _AHEAD or began > ended:
        raise ValueError(f"they say that they are of {document['ended']}; look at that machine’s clock")
    return {"began_at": began, "ended_at": min(ended, received), "skew_seconds": skew}


def _system(document: dict[str, Any]) -> str:
    machine = document.get("machine")
    return " ".join(str(said) for said in machine.values())[:40] if isinstance(machine, dict) else ""


def _keep(row: FilterTest, plan: Plan, done: Done, run: FilterTestRun) -> None:
    verdicts = judge_done(plan, done)
    run.judged = judged_as(list(verdicts.values()))
    run.good = sum(one.good for one in verdicts.values())
    run.bad = sum(one.bad for one in verdicts.values())
    run.unclear = len(verdicts) - run.good - run.bad
    run.save()
    tests = {test.key: test for test in plan.tests}
    FilterTestResult.objects.for_school(row.school).bulk_create(
        [_result(run, plan, done, tests[key], verdict) for key, verdict in verdicts.items()]
    )


def _result(run: FilterTestRun, plan: Plan, done: Done, test: Trial, verdict: Verdict) -> FilterTestResult:
    seen = [part[test.key] for tried in done.parts for part in (tried.seen, tried.before) if test.key in part]
    opened = next((by for one in seen if (by := intercepted_by(test, plan, one))), "")
    return FilterTestResult(
        school=run.school, run=run, key=test.key, purpose=test.purpose, category=test.category,
        address=test.address[:300], way=done.way.kind, verdict=verdict.verdict, reason=verdict.reason,
        intercepted=opened[:120],
    )  # fmt: skip
