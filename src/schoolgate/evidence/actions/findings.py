"""The only writer of findings: judge a school's promises and record what changed."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.evidence.models import LastJudged, PromiseFinding
from schoolgate.evidence.queries import checks_version, standing
from schoolgate.evidence.tallying import tally
from schoolgate.frame.bitemporal import Withdrawn, hold, put_many
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.policy.models import Promise


@transaction.atomic
def judge_day(school: School, *, on: date, now: datetime, again: bool) -> int:
    """Judge a school's promises on its day ``on`` unless that was done; ``again`` does it all the same.

    Returns how many findings changed.
    """
    hold(school)
    done = LastJudged.objects.for_school(school).first()
    if done is not None and done.on >= on and not again:
        return 0
    begun = timezone.now()  # facts are put while the school is held, so what was put by now is seen
    changed = record_findings(school, on=on, now=now)
    if done is None:
        done = LastJudged(school=school)
    done.on, done.at = on, begun
    done.save()
    return changed


@transaction.atomic
def judge_since(school: School, *, put_at: datetime, on: date, now: datetime) -> int:
    """Judge the school again for something put at ``put_at``, unless it has been judged since: a file of a hundred
    facts is looked at once. Returns how many findings changed."""
    hold(school)
    done = LastJudged.objects.for_school(school).first()
    if done is not None and done.on >= on and done.at is not None and done.at >= put_at:
        return 0
    return judge_day(school, on=on, now=now, again=True)


@transaction.atomic
def record_findings(school: School, *, on: date, now: datetime) -> int:
    """Judge every promise as of ``on`` and begin a new finding where one changed. Returns how many changed.

    What was found of a sentence that promises nothing any more, or that a new version left out, ends on that day. The
    school's numbers are written in the same transaction, for whoever looks at many schools.
    """
    found = standing(school, on=on)
    tally(school, found, on)
    if found is None:
        return 0
    promises = {promise.ref: promise for promise in Promise.objects.for_school(school)}
    last = {
        row.promise_id: row for row in PromiseFinding.objects.for_school(school).as_of(on).select_related("promise")
    }
    versions = found.policy.version, checks_version(), calendar(school, known_at=now).version
    said: list[PromiseFinding | Withdrawn] = []
    for judged in found.promises:
        promise = promises[judged.promise.ref]
        before = last.get(promise.pk)
        row = _row(school, judged, promise, on, versions)
        if before is None or _said(before) != _said(row):
            said.append(row)
    judged_now = {promises[one.promise.ref].pk for one in found.promises}
    said += [Withdrawn({"promise": row.promise}, on) for pk, row in last.items() if pk not in judged_now]
    put_many(PromiseFinding, school, said, at=now)
    return len(said)


def _row(
    school: School, judged: PromiseStanding, promise: Promise, on: date, versions: tuple[str, str, str]
) -> PromiseFinding:
    finding = judged.finding
    policy_version, checks, calendar_version = versions
    return PromiseFinding(
        school=school,
        promise=promise,
        standing=finding.standing.value,
        stale=finding.stale,
        because=finding.because,
        by=finding.by,
        until=finding.until,
        policy_version=policy_version,
        checks_version=checks,
        calendar_version=calendar_version,
        valid_from=on,
    )


def _said(row: PromiseFinding) -> tuple[object, ...]:
    return row.standing, row.stale, row.because, row.by, row.until, row.policy_version
