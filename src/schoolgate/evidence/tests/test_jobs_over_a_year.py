"""The jobs of a real year, planned day by day: one for each week, term and year, and none while the school is shut."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.evidence import actions, queries
from schoolgate.evidence.models import Job
from schoolgate.evidence.rhythms import span_on
from schoolgate.evidence.tests.a_school import with_policy
from schoolgate.evidence.tests.test_jobs import somebody
from schoolgate.frame.actor import operator, person
from schoolgate.people import actions as people
from schoolgate.people.actions.calendars import Period
from schoolgate.people.models import School
from schoolgate.people.queries import calendar

ACTOR = operator("test")
DAY = timedelta(days=1)
POLICY = (
    "# Online Safety Policy\n\n"
    "Monitoring alerts are reviewed by the designated safeguarding lead. "
    "The online safety governor meets the online safety lead each term. "
    "Filtering and monitoring provision is reviewed at least annually.\n"
)
WEEKLY, TERMLY, YEARLY = "monitoring_looked_at", "governor_met_lead", "filtering_reviewed_yearly"


@pytest.fixture
def school(db: None) -> School:
    return with_policy(POLICY)


def asked(school: School, about: str) -> list[Job]:
    return list(Job.objects.for_school(school).filter(about=about).order_by("opens_on"))


def plan(school: School, first: date, last: date, step: int = 1) -> None:
    for n in range(0, (last - first).days + 1, step):
        actions.plan_jobs(school, on=first + n * DAY)


def test_it_works(school: School) -> None:
    plan(school, date(2026, 9, 1), date(2027, 7, 31), step=5)
    weeks = [job.opens_on for job in asked(school, WEEKLY)]
    assert len(weeks) == len({day.isocalendar()[:2] for day in weeks})
    assert len(weeks) == 40
    assert not [day for day in weeks if day.month == 8 or day == date(2026, 12, 28)]
    assert [job.due for job in asked(school, TERMLY)] == [date(2026, 12, 18), date(2027, 3, 25), date(2027, 7, 20)]
    assert [job.due for job in asked(school, YEARLY)] == [date(2027, 7, 20)]


def test_planned_again_on_the_same_day_nothing_is_added(school: School) -> None:
    plan(school, date(2026, 9, 14), date(2026, 9, 14))
    before = Job.objects.for_school(school).count()
    assert actions.plan_jobs(school, on=date(2026, 9, 14)) == 0
    assert Job.objects.for_school(school).count() == before


def test_snow_on_monday_does_not_ask_twice_for_one_week(school: School) -> None:
    monday = date(2027, 1, 18)
    dsl = somebody(school, "Ada Okoro", "dsl")
    plan(school, monday, monday)
    (first,) = asked(school, WEEKLY)
    people.set_calendar(school, [Period("closure", "Snow", monday, monday)], first=monday, last=monday, actor=ACTOR)
    plan(school, monday + DAY, monday + 2 * DAY)
    (same,) = asked(school, WEEKLY)
    assert (same.ref, same.state) == (first.ref, "open")
    actions.do_job(school, same.ref, actor=person(dsl.ref), person=dsl, on=monday + 2 * DAY)
    tuesday = monday + DAY
    people.set_calendar(school, [Period("closure", "More", tuesday, tuesday)], first=tuesday, last=tuesday, actor=ACTOR)
    plan(school, monday + 3 * DAY, monday + 3 * DAY)
    assert [job.ref for job in asked(school, WEEKLY)] == [first.ref]  # it was answered for this week
    plan(school, monday + 7 * DAY, monday + 7 * DAY)
    assert len(asked(school, WEEKLY)) == 2


def test_term_dates_given_late_move_the_job_of_the_term(school: School) -> None:
    plan(school, date(2026, 9, 7), date(2026, 9, 7))
    (before,) = asked(school, TERMLY)
    first, last = date(2026, 9, 3), date(2026, 12, 16)
    given = [Period("term", "Autumn", first, last)]
    people.set_calendar(school, given, first=date(2026, 9, 1), last=date(2026, 12, 31), actor=ACTOR)
    plan(school, date(2026, 9, 8), date(2026, 9, 8))
    (after,) = asked(school, TERMLY)
    assert (after.ref, after.due) == (before.ref, last)


def test_the_last_of_a_year_that_was_missed_gives_way_to_the_next(school: School) -> None:
    plan(school, date(2027, 7, 12), date(2027, 9, 10), step=4)
    assert [job.state for job in asked(school, YEARLY)] == ["missed", "open"]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), min_size=1, max_size=3), st.integers(1, 4))
def test_whenever_the_clock_looks_and_whatever_is_shut_a_week_has_one_job_or_none(
    db: None, shut: list[tuple[int, int]], step: int
) -> None:
    with transaction.atomic():
        school, first = with_policy(POLICY), date(2026, 9, 28)
        last = first + 84 * DAY
        away = sorted(
            {first + (start + n) * DAY for start, length in shut for n in range(length)} & set(_days(first, last))
        )
        closed = [Period("closure", f"shut {day}", day, day) for day in away]
        people.set_calendar(school, closed, first=first, last=last, actor=ACTOR)
        plan(school, first, last, step)
        year = calendar(school)
        seen = {day for n, day in enumerate(_days(first, last)) if n % step == 0}
        expected = {span.opens for day in seen if (span := span_on(year, "weekly", day))}
        assert {job.opens_on for job in asked(school, WEEKLY)} == expected
        assert len(asked(school, WEEKLY)) == len(expected)
        assert len([job for job in queries.jobs(school, on=last) if job.about == WEEKLY]) <= 1
        transaction.set_rollback(True)


def _days(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]
