"""What is known, and how promises stand from it: on a day, as known at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from schoolgate.controls.contract import Control
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.across import across, marked, waiting_by_role
from schoolgate.evidence.asking import (
    asked_before,
    being_put_right,
    done_jobs,
    end_of,
    files_of,
    job,
    jobs,
    leave_notes,
)
from schoolgate.evidence.indexing import Indexed, index
from schoolgate.evidence.intervals import DayToldTwice, Interval, Said, ThenAndNow, said_of
from schoolgate.evidence.judging import OF_A_PROMISE, Evidence, Judging, PolicyStanding, judge
from schoolgate.evidence.kinds import FACTS
from schoolgate.evidence.models import Fact, Job, PromiseFinding
from schoolgate.evidence.pulling import PULLED, Pulled
from schoolgate.evidence.shapes import from_json
from schoolgate.kernel.digests import digest
from schoolgate.kernel.standings import Standing
from schoolgate.ledger.queries import kept, one_look
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.policy import queries as policies
from schoolgate.policy.kinds import READINGS

__all__ = [
    "Indexed",
    "across",
    "asked_before",
    "being_put_right",
    "checks_version",
    "done_jobs",
    "end_of",
    "evidence",
    "facts",
    "facts_about",
    "files_of",
    "history",
    "index",
    "job",
    "jobs",
    "leave_notes",
    "marked",
    "pulled",
    "said",
    "standing",
    "stood",
    "stored",
    "then_and_now",
    "waiting_by_role",
]
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact as it is stored, with its three dates: since when it is true, when it was collected, and received."""

    value: Any  # of the fact's shape
    true_from: date
    collected: datetime
    received: datetime
    source: str  # a key or a ref; may be empty


def standing(school: School, *, on: date, known_at: datetime | None = None) -> PolicyStanding | None:
    """How every promise of the policy in force on ``on`` stood that day, from what was known at ``known_at``.

    None where no policy was in force. Reached from what is recorded, by the checks there are now; afresh only where
    something was recorded since it was last asked.
    """
    if known_at is None:
        return kept(school.ref, ("standing", on), lambda: _from_parts(school, on))
    return _reckoned(school, on, known_at)


def _from_parts(school: School, on: date) -> PolicyStanding | None:
    """The same as ``_reckoned``, as known now, from parts that each outlive what changed another of them."""
    with one_look():
        judging = kept(school.ref, ("judging", on), lambda: _judging(school, on), rests_on=READINGS)
        if judging is None:
            return None
        stored = kept(school.ref, ("stored", on), lambda: _stored(school, on, None), rests_on=FACTS)
        told = {one.key: _told(school, one, on) for one in PULLED}
    pulled = {key: value for key, value in told.items() if value is not None}
    return judging.at(end_of(school, on), Evidence({**stored.facts, **pulled}, stored.of_promises))


def _told(school: School, one: Pulled, on: date) -> Any:
    return kept(school.ref, ("pulled", one.key, on), lambda: one.run(school, on, None), rests_on=one.rests_on)


def _judging(school: School, on: date) -> Judging | None:
    policy = policies.in_force(school, on=on)
    return Judging(policy, CONTROLS) if policy is not None else None


def _reckoned(school: School, on: date, known_at: datetime | None) -> PolicyStanding | None:
    policy = policies.in_force(school, on=on, known_at=known_at)
    if policy is None:
        return None
    return judge(policy, CONTROLS, end_of(school, on), evidence(school, on, known_at))


def evidence(school: School, on: date, known_at: datetime | None = None) -> Evidence:
    """Everything known on a day besides the policy: pulled from the rooms below, and stored here."""
    stored = _stored(school, on, known_at)
    return Evidence({**stored.facts, **pulled(school, on, known_at)}, stored.of_promises)


def _stored(school: School, on: date, known_at: datetime | None) -> Evidence:
    stored: dict[str, Any] = {}
    of_promises: dict[str, dict[str, Any]] = {}
    for row in Fact.objects.for_school(school).as_of(on, known_at).order_by("key", "subject"):
        of_promise = row.key.startswith(OF_A_PROMISE)
        value = from_json(row.key, row.value) if of_promise or not row.subject else None
        if value is not None and of_promise:
            of_promises.setdefault(row.subject, {})[row.key] = value
        elif value is not None:
            stored[row.key] = value
    return Evidence(stored, of_promises)


def facts(school: School, on: date, known_at: datetime | None = None) -> Mapping[str, Any]:
    """What is known of the whole school on a day, by fact key: pulled from the rooms below, and stored here."""
    return evidence(school, on, known_at).facts


def facts_about(school: School, key: str, on: date, known_at: datetime | None = None) -> Mapping[str, Any]:
    """The stored fact ``key`` on a day by the ref it is about; those about the whole school are left out."""
    rows = Fact.objects.for_school(school).as_of(on, known_at).filter(key=key).exclude(subject="")
    found = {row.subject: from_json(key, row.value) for row in rows.order_by("subject")}
    return {subject: value for subject, value in found.items() if value is not None}


def stored(
    school: School, keys: Iterable[str], *, on: date, promise: str = "", known_at: datetime | None = None
) -> dict[str, StoredFact]:
    """Those of the facts ``keys`` that are stored of a day, by key: of the whole school, and of the one promise.

    One query. What is pulled from the rooms below is not stored, and left out.
    """
    rows = Fact.objects.for_school(school).as_of(on, known_at).filter(key__in=set(keys), subject__in={"", promise})
    found = (
        (row, from_json(row.key, row.value)) for row in rows if row.key.startswith(OF_A_PROMISE) == bool(row.subject)
    )
    return {
        row.key: StoredFact(value, row.valid_from, row.collected_at, row.recorded_at, row.source)
        for row, value in found
        if value is not None
    }


def pulled(school: School, on: date, known_at: datetime | None = None) -> dict[str, Any]:
    """What the rooms below know on a day, by fact key. What one of them does not know is left out."""
    found = {one.key: one.run(school, on, known_at) for one in PULLED}
    return {key: value for key, value in found.items() if value is not None}


def pulled_of(school: School, keys: Iterable[str], *, on: date) -> dict[str, StoredFact]:
    """Those of the facts ``keys`` that are pulled from the rooms below, as looked up of a day: by key.

    ``true_from`` is the last day up to then on which what is recorded may have changed it (the day itself where it may
    change every day); it is collected and received now, for nothing of it is kept.
    """
    found, now = {}, timezone.now()
    for key in set(keys):
        one = PULLED.get(key) if key in PULLED else None
        value = one.run(school, on, None) if one else None
        if one is None or value is None:
            continue
        turns = [day for day in one.days(school, None) if day <= on] if one.days else [on]
        found[key] = StoredFact(value, max(turns, default=on), now, now, "")
    return found


def stood(school: School, *, on: date) -> list[Standing] | None:
    """How each promise stood on a day, as it was found and recorded then; None where nothing had been judged.

    One query, and no reason is unlocked: for counting.
    """
    rows = PromiseFinding.objects.for_school(school).as_of(on)
    found = [Standing(name) for name in rows.values_list("standing", flat=True)]
    return found or None


def said(school: School, *, on: date, known_at: datetime | None = None) -> dict[str, Said]:
    """What was found and recorded of each promise for a day, by its ref, as known at ``known_at``; left out, at the end
    of that day, which is what its page said. Nothing is reckoned afresh."""
    rows = PromiseFinding.objects.for_school(school).as_of(on, known_at or end_of(school, on))
    return {row.promise.ref: _said(row) for row in rows.select_related("promise")}


def history(school: School, promise_ref: str, since: date) -> tuple[Interval, ...]:
    """What was found of one promise since a day, in order: each interval with the versions it was found under.

    What was found then stays so, whatever was learnt since: ``then_and_now`` tells the two apart.
    """
    rows = PromiseFinding.objects.for_school(school).known().overlapping(since, None)
    told = rows.filter(promise__ref=promise_ref).order_by("valid_from")
    return tuple(Interval(row.valid_from, row.valid_to and row.valid_to - ONE_DAY, _said(row)) for row in told)


def then_and_now(
    school: School, on: date, *, known_at: datetime | None = None, found: PolicyStanding | None = None
) -> DayToldTwice:
    """Each promise on a day, as its page said that day, and as is known at ``known_at`` (now if left out).

    In the order of the policy; promises that it does not have of that day any more come last. ``found`` is the day's
    ``standing`` as known at that moment, where it is in hand.
    """
    then = said(school, on=on)
    found = found or standing(school, on=on, known_at=known_at)
    now, texts = dict[str, Said](), dict[str, str]()
    if found is not None:
        versions = checks_version(), calendar(school, known_at=known_at).version
        for one in found.promises:
            now[one.promise.ref] = said_of(one.finding, found.policy.version, *versions)
            texts[one.promise.ref] = one.promise.clause.text
    gone = {ref: told.policy_version for ref, told in sorted(then.items()) if ref not in now}
    texts |= policies.worded(school, gone)
    refs = [*now, *gone]
    told = (ThenAndNow(ref, texts.get(ref, ""), then.get(ref), now.get(ref)) for ref in refs)
    return DayToldTwice(on, bool(then), tuple(told))


def checks_version(controls: Iterable[Control] = CONTROLS) -> str:
    """A short digest of the checks there are and what they ask: it changes when one is added, removed or asks more."""
    return digest([[control.key, list(control.topics), list(control.facts)] for control in controls])[:16]


def _said(row: PromiseFinding) -> Said:
    return Said(
        Standing(row.standing),
        row.stale,
        row.because,
        row.by,
        row.until,
        row.policy_version,
        row.checks_version,
        row.calendar_version,
    )


def settled(school: School, *, since: date, until: date) -> list[tuple[tuple[str, ...], bool]]:
    """Jobs due from ``since`` to the day before ``until``, or done by then: the promises they serve, and whether each
    was done in time. For counting: nobody is named."""
    rows = Job.objects.for_school(school).filter(due__gte=since, due__lte=until).exclude(state=Job.State.DROPPED)
    found = rows.values_list("promises", "state", "done_on", "due")
    return [
        (tuple(refs), state == Job.State.DONE and done_on is not None and done_on <= due)
        for refs, state, done_on, due in found
        if state != Job.State.OPEN or due < until
    ]
