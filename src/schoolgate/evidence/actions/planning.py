"""Making the jobs of a day: one for each check that asks a person, one for each role's sentences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from schoolgate.controls.contract import Control
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import kinds
from schoolgate.evidence.actions.duties import keep, raise_job
from schoolgate.evidence.asking import asked_role
from schoolgate.evidence.judging import PolicyStanding
from schoolgate.evidence.models import Job
from schoolgate.evidence.queries import standing
from schoolgate.evidence.rhythms import Span, span_on
from schoolgate.frame import outbox
from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.ledger.actions import New, append_many, school_chain
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.policy.promises import PromiseInForce

CLOCK: Final = system("jobs")
_SENTENCES_A_MINUTE: Final = 4
_TO_LOOK: Final = timedelta(days=7)  # at what no part of Schoolgate takes


@transaction.atomic
def plan_jobs(school: School, *, on: date, actor: Actor = CLOCK) -> int:
    """Make the jobs that are open on a day and not made yet, and end those that nothing asks for any more.

    Returns how many were made or ended. A newer job of one check takes the place of the one before it, which is missed:
    nobody is asked the same thing twice at once. Where the calendar was put right since, the job of a period stays its
    job, and takes the new dates.
    """
    hold(school)
    found, year = standing(school, on=on), calendar(school)
    wanted = {} if found is None else {**_asks(school, found, year, on), **_sentences(school, found, year, on)}
    asked = Job.objects.for_school(school).filter(kind__in=(Job.Kind.ASK, Job.Kind.SENTENCES))
    rows = list(asked.order_by("pk"))
    known = {row.key for row in rows if row.key in wanted}
    same, changed = _of_the_same_time(rows, {key: row for key, row in wanted.items() if key not in known})
    known |= same
    for key in sorted(wanted.keys() - known):
        keep(wanted[key], actor)
    made = len(wanted.keys() - known)
    _say_changed(school, changed + _follow(rows, wanted), actor)
    return made + _end_others(school, rows, wanted, actor) + _waiting(school, on, actor)


def _asks(school: School, found: PolicyStanding, year: SchoolCalendar, on: date) -> dict[str, Job]:
    """By key, the job of each check that asks somebody and concerns a promise in force."""
    jobs: dict[str, Job] = {}
    for control in CONTROLS:
        span = span_on(year, control.rhythm, on) if control.ask and not control.fallback else None
        promises = _concerned(found, control) if span else []
        if span and promises and control.ask:
            row = _row(school, found, span, Job.Kind.ASK, control.ask.role, promises)
            row.key, row.about = f"ask:{control.key}:{span.key}", control.key
            row.words, row.minutes = control.ask.words, control.ask.minutes
            jobs[row.key] = row
    return jobs


def _concerned(found: PolicyStanding, control: Control) -> list[str]:
    """The promises of which the check has something to say, be it only that nobody has answered yet."""
    return [one.promise.ref for one in found.promises if any(key == control.key for key, _ in one.checks)]


def _sentences(school: School, found: PolicyStanding, year: SchoolCalendar, on: date) -> dict[str, Job]:
    """By key, one job for each role whose sentences no check has anything to say of: never a job a sentence."""
    control = next((each for each in CONTROLS if each.fallback and each.ask), None)
    span = span_on(year, control.rhythm, on) if control else None
    if control is None or control.ask is None or span is None:
        return {}
    by_role: dict[str, list[str]] = {}
    for one in found.promises:
        others = [key for key, _ in one.checks if key != control.key]
        if not others and control.concerns(_topics(one.promise)):
            by_role.setdefault(asked_role(one.promise.clause.who), []).append(one.promise.ref)
    jobs: dict[str, Job] = {}
    for role, promises in by_role.items():
        row = _row(school, found, span, Job.Kind.SENTENCES, role, promises)
        row.key, row.about = f"sentences:{role}:{span.key}", control.key
        row.words = f"Say whether {len(promises)} promises are kept" if len(promises) > 1 else control.ask.words
        row.minutes = max(control.ask.minutes, 1 + len(promises) // _SENTENCES_A_MINUTE)
        jobs[row.key] = row
    return jobs


def _row(school: School, found: PolicyStanding, span: Span, kind: str, role: str, promises: list[str]) -> Job:
    opens = min(max(span.opens, found.policy.adoption.in_force_from), found.on)
    row = Job(school=school, kind=kind, role=role, promises=promises, opens_on=opens)
    row.due, row.holds_until = span.due, span.holds_until
    return row


def _topics(promise: PromiseInForce) -> tuple[str, ...]:
    return tuple(guess.key for guess in promise.clause.topics)


def _of_the_same_time(rows: Sequence[Job], wanted: Mapping[str, Job]) -> tuple[set[str], list[Job]]:
    """The keys of those whose period has a job already, under the dates that were known of it before; and the jobs
    that took the new dates."""
    found, changed = set[str](), list[Job]()
    by_stem = defaultdict[str, list[Job]](list)
    for row in rows:
        by_stem[row.key.rpartition(":")[0]].append(row)
    for key, now in wanted.items():
        alike = [row for row in by_stem[key.rpartition(":")[0]] if row.opens_on <= now.due and row.due >= now.opens_on]
        still = next((row for row in alike if row.state == Job.State.OPEN), None)
        done = any(
            row.state == Job.State.DONE and row.done_on is not None and now.opens_on <= row.done_on <= now.due
            for row in alike
        )
        if not done and still is not None:
            still.key, still.due, still.holds_until = key, now.due, now.holds_until
            still.save(update_fields=["key", "due", "holds_until"])
            changed.append(still)
        if done or still is not None:
            found.add(key)
    return found, changed


def _follow(rows: Iterable[Job], wanted: Mapping[str, Job]) -> list[Job]:
    """Open jobs follow the policy: a promise that came joins its job, one that went leaves it. Those that changed."""
    changed: list[Job] = []
    for row in rows:
        now = wanted.get(row.key)
        if now is not None and row.state == Job.State.OPEN and row.promises != now.promises:
            row.promises, row.minutes, row.words = now.promises, now.minutes, now.words
            row.answers = {ref: said for ref, said in row.answers.items() if ref in now.promises}
            row.save(update_fields=["promises", "minutes", "words", "answers"])
            changed.append(row)
    return changed


def _say_changed(school: School, changed: Iterable[Job], actor: Actor) -> None:
    rows = {row.ref: row for row in changed}.values()  # one that took new dates may have taken new promises too
    said = (
        New(kinds.JOB_CHANGED, actor, row.ref, {"due": row.due.isoformat(), "promises": len(row.promises)})
        for row in rows
    )
    append_many(school_chain(school.ref), said)


def _end_others(school: School, rows: Iterable[Job], wanted: Mapping[str, Job], actor: Actor) -> int:
    """Open jobs of checks that ask for them no more, or ask anew. One that is merely late stays until it is done."""
    follows = {key.rpartition(":")[0] for key in wanted}
    asking = {f"ask:{each.key}" for each in CONTROLS if each.ask} | {"sentences"}
    ended: list[New] = []
    for row in rows:
        stem = row.key.rpartition(":")[0]
        if row.state != Job.State.OPEN or row.key in wanted:
            continue
        gone = not (stem in asking or stem.partition(":")[0] in asking)
        if stem in follows or gone:
            row.state = Job.State.DROPPED if gone else Job.State.MISSED
            row.save(update_fields=["state"])
            ended.append(New(kinds.JOB_ENDED, actor, row.ref, {"why": str(row.state)}))
    append_many(school_chain(school.ref), ended)
    return len(ended)


def _waiting(school: School, on: date, actor: Actor) -> int:
    """A job for the head of each event that no part of Schoolgate takes: it never vanishes."""
    known = Job.objects.for_school(school).filter(kind=Job.Kind.EVENT)
    before = known.count()
    for waiting in outbox.waiting_for_a_person(school.ref):
        due = on + _TO_LOOK
        raise_job(school, kind=Job.Kind.EVENT, about=waiting.ref, role="head", due=due, actor=actor, on=on)
    return known.count() - before
