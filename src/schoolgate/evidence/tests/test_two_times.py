"""What was told on a day stays told; what is known of that day now is told beside it, and where they part."""

from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from typing import Final

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.evidence import actions, queries
from schoolgate.evidence.intervals import runs
from schoolgate.evidence.tests.test_how_promises_stand import DUE, HEAD, START, adopt, confirm, standing
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.policy.tests.a_policy import PASSWORDS, REVIEW
from schoolgate.vocabulary.facts import Confirmed

LATE: Final = DUE + timedelta(days=1)
_numbers: Final = count(1)
DAYS = st.integers(0, 12)
FACTS = st.lists(st.tuples(DAYS, st.none() | st.integers(1, 6), st.booleans(), st.integers(0, 9)), max_size=6)


def school_number() -> School:
    return School.objects.create(name=f"School {next(_numbers)}")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def give_word(school: School, promise: str, days: tuple[int, int | None], so: bool, at: datetime) -> None:
    """Somebody's word that is true for some days of the first fortnight, received at a moment."""
    begin, lasts = START + timedelta(days=days[0]), days[1]
    word = Confirmed("Ada Okoro", "online-safety-lead", begin, begin + timedelta(days=5), so=so)
    end = begin + timedelta(days=lasts) if lasts else None
    actions.put_fact(
        school, "promise.confirmed", word, actor=HEAD, true_from=begin, true_to=end, subject=promise, at=at
    )


def test_it_works(school: School) -> None:
    adopt(school, REVIEW)
    actions.record_findings(school, on=LATE, now=noon(LATE))
    confirm(school, START)
    told = queries.then_and_now(school, LATE)
    (one,) = told.differences
    assert one.then is not None
    assert one.now is not None
    assert (one.then.standing, one.now.standing) == (Standing.NOT_KNOWN, Standing.BROKEN)
    assert (one.text, one.mark_differs, one.other_versions) == (REVIEW, True, ())


def test_a_day_on_which_nobody_looked_told_nothing(school: School) -> None:
    adopt(school, REVIEW)
    told = queries.then_and_now(school, START)
    assert (told.looked, told.differences) == (False, ())
    assert [one.then for one in told.promises] == [None]


def test_where_nothing_was_learnt_there_is_no_difference(school: School) -> None:
    adopt(school, REVIEW)
    actions.record_findings(school, on=LATE, now=noon(LATE))
    told = queries.then_and_now(school, LATE)
    assert (told.looked, told.differences) == (True, ())


def test_a_promise_the_policy_no_longer_has_of_that_day_is_told_too(school: School) -> None:
    adopt(school, REVIEW, PASSWORDS)
    today = timezone.localdate()
    actions.record_findings(school, on=today, now=timezone.now())
    adopt(school, REVIEW)
    (gone,) = queries.then_and_now(school, today).differences
    assert (gone.text, gone.now) == (PASSWORDS, None)
    assert gone.then is not None


def test_the_history_of_a_promise_is_what_was_found_as_it_went(school: School) -> None:
    adopt(school, REVIEW)
    confirm(school, START)
    ref = standing(school, START).promises[0].promise.ref
    for day in (START, LATE):
        actions.record_findings(school, on=day, now=noon(day))
    kept, broken = queries.history(school, ref, START)
    assert (kept.first, kept.last, kept.said.standing) == (START, DUE, Standing.KEPT)
    assert (broken.first, broken.last, broken.said.standing) == (LATE, None, Standing.BROKEN)
    assert queries.history(school, ref, LATE) == (broken,)
    assert queries.said(school, on=START)[ref] == kept.said


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(FACTS, FACTS)
def test_what_a_reader_saw_at_a_moment_never_changes_by_later_facts(
    db: None, before: list[tuple[int, int | None, bool, int]], after: list[tuple[int, int | None, bool, int]]
) -> None:
    school = school_number()
    adopt(school, PASSWORDS)
    ref = standing(school, START).promises[0].promise.ref
    days = [START + timedelta(days=n) for n in range(20)]
    at = timezone.now()
    for begin, lasts, so, _ in before:
        give_word(school, ref, (begin, lasts), so, at := at + timedelta(minutes=1))
    seen = [queries.standing(school, on=day, known_at=at) for day in days]
    told = [queries.standing(school, on=day) for day in days]
    moment = at
    for begin, lasts, so, _ in after:
        give_word(school, ref, (begin, lasts), so, at := at + timedelta(minutes=1))
    assert [queries.standing(school, on=day, known_at=moment) for day in days] == seen == told


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=30))
def test_runs_of_days_are_the_days_and_no_two_that_touch_are_the_same(found: list[tuple[int, int]]) -> None:
    """Each day says one of three things; a step of two or three days leaves days out, which ends a run."""
    days, day = [], START
    for said, step in found:
        days.append((day, said))
        day += timedelta(days=step)
    told = list(runs(days))
    spread = [(first + timedelta(days=n), said) for first, last, said in told for n in range((last - first).days + 1)]
    assert spread == days
    assert all(a[2] != b[2] or a[1] + timedelta(days=1) < b[0] for a, b in pairwise(told))
