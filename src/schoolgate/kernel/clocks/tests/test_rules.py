"""Rules: what is due when, on each of the four clocks."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.kernel.clocks.deadlines import Pause, State
from schoolgate.kernel.clocks.freshness import stale_after
from schoolgate.kernel.clocks.rules import (
    Clock,
    Days,
    Hours,
    LaterOf,
    Months,
    NextWorkingDay,
    Rule,
    SchoolPeriods,
    SoonerOf,
    counts,
    rule_for,
    rule_of,
)
from schoolgate.kernel.clocks.statutory import STATUTORY
from schoolgate.kernel.clocks.tests.robin_hill import ROBIN_HILL, at

TERMLY = SchoolPeriods(1, "term")


class When(NamedTuple):
    """A sentence's clock, as the reader gives it."""

    n: int | None
    unit: str | None
    clock: str | None


def day_due(rule: Rule, after: date | datetime) -> date:
    return rule.due(after, ROBIN_HILL).day


def test_it_works() -> None:
    due = rule_for(1, "day", "working").due(at(2026, 4, 24), ROBIN_HILL)
    assert due.day == date(2026, 4, 27)
    assert due.sentence() == "Due by the end of Monday 27 April 2026."


def test_one_working_day_after_a_friday_steps_over_a_bank_holiday_monday() -> None:
    assert day_due(Days(1, Clock.WORKING), at(2026, 5, 1)) == date(2026, 5, 5)


def test_an_event_on_a_weekend_counts_from_there() -> None:
    assert day_due(Days(1, Clock.WORKING), at(2026, 3, 7)) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("started", "ends"),
    [
        (at(2026, 3, 27, 16, 0), at(2026, 3, 30, 17, 0)),  # clocks go forward on 29 March
        (at(2026, 10, 23, 16, 0), at(2026, 10, 26, 15, 0)),  # and back on 25 October
        (at(2026, 6, 1, 16, 0), at(2026, 6, 4, 16, 0)),
    ],
)
def test_seventy_two_hours_are_real_hours(started: datetime, ends: datetime) -> None:
    due = Hours(72).due(started, ROBIN_HILL)
    assert due.at == ends
    assert due.at.hour == ends.hour
    assert due.timed


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """On 25 October 2026 half past one comes twice; a deadline in the first is past by the second."""
    due = Hours(1).due(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), ROBIN_HILL)
    assert due.at.hour == 1
    again = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(ROBIN_HILL.zone_info)
    assert (due.at.hour, due.at.minute) == (again.hour, again.minute)
    assert due.is_past(again)


def test_termly_done_in_the_summer_is_not_late_in_the_holiday() -> None:
    done = at(2026, 5, 12)
    assert TERMLY.status(done, at(2026, 8, 20), ROBIN_HILL).state is State.ON_TIME
    assert day_due(TERMLY, done) == date(2026, 12, 18)
    assert TERMLY.status(done, at(2026, 12, 19), ROBIN_HILL).state is State.LATE


def test_the_last_day_of_term_is_on_time() -> None:
    done = at(2025, 10, 1)
    assert TERMLY.status(done, at(2026, 3, 27, 23, 59), ROBIN_HILL).state is State.ON_TIME
    assert TERMLY.status(done, at(2026, 3, 28, 0, 0), ROBIN_HILL).state is State.LATE


def test_what_is_done_in_a_holiday_counts_for_the_term_before() -> None:
    assert day_due(TERMLY, date(2026, 8, 25)) == date(2026, 12, 18)


def test_half_termly() -> None:
    half_termly = rule_for(1, "half_term", "school")
    assert day_due(half_termly, date(2026, 1, 20)) == date(2026, 3, 27)
    assert day_due(half_termly, date(2026, 3, 2)) == date(2026, 5, 24)


def test_each_academic_year() -> None:
    yearly = rule_for(1, "year", "school")
    assert day_due(yearly, date(2025, 9, 10)) == date(2027, 8, 31)
    assert day_due(yearly, date(2026, 8, 31)) == date(2027, 8, 31)
    assert day_due(rule_for(1, "year", "calendar"), date(2025, 9, 10)) == date(2026, 9, 10)


def test_freedom_of_information_over_the_summer_is_the_sooner_of_two() -> None:
    """Received on 20 July: 20 school days end on 29 September; 60 working days end later."""
    foi = STATUTORY["freedom-of-information"].rule
    assert day_due(foi, date(2026, 7, 20)) == date(2026, 9, 29)
    assert day_due(foi, date(2026, 3, 2)) == date(2026, 4, 14), "17 March is a holiday in Northern Ireland: not counted"


def test_a_subject_access_month_ends_on_a_working_day() -> None:
    access = STATUTORY["subject-access"].rule
    assert day_due(access, date(2026, 9, 3)) == date(2026, 10, 5), "3 October is a Saturday"
    assert day_due(access, date(2026, 1, 31)) == date(2026, 3, 2), "28 February is a Saturday"
    assert day_due(access, date(2026, 9, 1)) == date(2026, 10, 1)


def test_fifteen_school_days_over_easter() -> None:
    assert day_due(STATUTORY["educational-record"].rule, date(2026, 3, 23)) == date(2026, 4, 27)


def test_deadlines_that_rest_on_assumed_terms_say_so() -> None:
    due = TERMLY.due(date(2026, 11, 2), ROBIN_HILL)
    assert due.assumed
    assert "usual English ones are assumed" in due.sentence()
    assert not TERMLY.due(date(2026, 3, 2), ROBIN_HILL).assumed
    assert not Days(14).due(date(2030, 1, 1), ROBIN_HILL).assumed


def test_a_clock_paused_for_proof_of_identity() -> None:
    paused = Pause(at(2026, 3, 10), at(2026, 3, 17))
    assert Months(1).due(at(2026, 3, 2), ROBIN_HILL, [paused]).day == date(2026, 4, 9)
    status = Months(1).status(at(2026, 3, 2), at(2026, 6, 1), ROBIN_HILL, paused_since=at(2026, 3, 10))
    assert status.state is State.PAUSED
    assert status.because == "The clock has stood still since 10 March 2026."


def test_a_pause_that_begins_after_the_deadline_changes_nothing() -> None:
    late = Pause(at(2026, 4, 20), at(2026, 4, 25))
    assert Months(1).due(at(2026, 3, 2), ROBIN_HILL, [late]).day == date(2026, 4, 2)


def test_a_duty_nobody_has_done_yet() -> None:
    assert TERMLY.status(None, at(2026, 3, 2), ROBIN_HILL).state is State.NEVER
    waiting = TERMLY.status(None, at(2026, 3, 2), ROBIN_HILL, since=at(2026, 3, 1))
    assert waiting.state is State.NEVER
    assert waiting.because == "Not yet recorded as done. Due by the end of Tuesday 21 July 2026."
    assert TERMLY.status(None, at(2026, 7, 22), ROBIN_HILL, since=at(2026, 3, 1)).state is State.LATE


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        (When(1, "day", "working"), Days(1, Clock.WORKING)),
        (When(72, "hour", "wall"), Hours(72)),
        (When(1, "week", None), Days(7)),
        (When(2, "week", "school"), Days(10, Clock.SCHOOL)),
        (When(1, "day", "wall"), Hours(24)),
        (When(6, "month", "calendar"), Months(6)),
        (When(2, "year", None), Months(24)),
        (When(1, "term", "school"), TERMLY),
        (When(None, None, None), None),
    ],
)
def test_a_sentences_clock_gives_its_rule(when: When, rule: Rule | None) -> None:
    assert rule_of(when) == rule


def test_what_no_clock_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        rule_for(1, "fortnight")
    with pytest.raises(ValueError, match="counts from one"):
        rule_for(0, "day")
    with pytest.raises(ValueError, match="no time zone"):
        Hours(72).due(datetime(2026, 3, 2), ROBIN_HILL)  # noqa: DTZ001


RULES = st.one_of(
    st.builds(Hours, st.integers(1, 200)),
    st.builds(Days, st.integers(1, 40), st.sampled_from([clock for clock in Clock if clock is not Clock.WALL])),
    st.builds(Months, st.integers(1, 30)),
    st.builds(SchoolPeriods, st.integers(1, 4), st.sampled_from(["term", "half_term", "year"])),
    st.builds(lambda n: NextWorkingDay(Months(n)), st.integers(1, 12)),
)
MOMENTS = st.datetimes(datetime(2025, 9, 1), datetime(2027, 9, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(RULES, MOMENTS, MOMENTS)
def test_what_happens_later_is_never_due_sooner(rule: Rule, one: datetime, other: datetime) -> None:
    earlier, later = sorted([one, other])
    assert rule.due(earlier, ROBIN_HILL).at <= rule.due(later, ROBIN_HILL).at


@given(RULES, MOMENTS)
def test_a_deadline_lies_ahead(rule: Rule, moment: datetime) -> None:
    due = rule.due(moment, ROBIN_HILL)
    assert due.at > moment
    assert due.day == ROBIN_HILL.local_day(due.at)


@given(st.integers(1, 60), st.sampled_from(Clock), MOMENTS)
def test_counted_days_end_on_a_day_that_counts(n: int, clock: Clock, moment: datetime) -> None:
    start, end = ROBIN_HILL.local_day(moment), Days(n, clock).due(moment, ROBIN_HILL).day
    assert counts(end, clock, ROBIN_HILL)
    passed = [start + timedelta(days=k) for k in range(1, (end - start).days + 1)]
    assert sum(counts(day, clock, ROBIN_HILL) for day in passed) == n


@given(MOMENTS, st.integers(1, 500))
def test_hours_are_real_over_any_clock_change(moment: datetime, n: int) -> None:
    assert Hours(n).due(moment, ROBIN_HILL).at - moment == timedelta(hours=n)


@given(st.lists(RULES, min_size=1, max_size=4), MOMENTS)
def test_sooner_of_is_the_least_and_later_of_the_greatest(rules: list[Rule], moment: datetime) -> None:
    dues = [rule.due(moment, ROBIN_HILL).at for rule in rules]
    assert SoonerOf(tuple(rules)).due(moment, ROBIN_HILL).at == min(dues)
    assert LaterOf(tuple(rules)).due(moment, ROBIN_HILL).at == max(dues)


@given(MOMENTS, st.integers(1, 300), st.integers(0, 300), st.integers(0, 2000))
def test_an_hour_paused_is_an_hour_given_back(moment: datetime, n: int, waited: int, paused: int) -> None:
    begins = moment + timedelta(hours=min(waited, n))
    pause = Pause(begins, begins + timedelta(hours=paused))
    shifted = Hours(n).due(moment, ROBIN_HILL, [pause]).at
    assert shifted - moment == timedelta(hours=n + paused)


@given(MOMENTS, st.integers(1, 30), st.integers(0, 100), st.sampled_from([Clock.WORKING, Clock.SCHOOL, Clock.CALENDAR]))
def test_a_pause_gives_back_the_days_it_took_on_the_same_clock(
    moment: datetime, n: int, days: int, clock: Clock
) -> None:
    start = ROBIN_HILL.local_day(moment)
    begins = ROBIN_HILL.start_of(start + timedelta(days=1))
    pause = Pause(begins, begins + timedelta(days=days))
    lost = sum(counts(start + timedelta(days=k), clock, ROBIN_HILL) for k in range(1, days + 1))
    assert Days(n, clock).due(moment, ROBIN_HILL, [pause]).day == Days(n + lost, clock).due(moment, ROBIN_HILL).day


@given(RULES, MOMENTS)
def test_a_pause_never_brings_a_deadline_forward(rule: Rule, moment: datetime) -> None:
    pause = Pause(moment + timedelta(hours=1), moment + timedelta(days=9))
    assert rule.due(moment, ROBIN_HILL, [pause, pause]).at >= rule.due(moment, ROBIN_HILL).at


@pytest.mark.parametrize(
    ("every", "received", "fresh_through"),
    [
        (Days(1), at(2026, 3, 6), date(2026, 3, 9)),  # daily, of a Friday
        (Days(7), at(2026, 7, 20), date(2026, 9, 8)),  # weekly, of the last week of July
        (Days(7), at(2026, 3, 2), date(2026, 3, 9)),
        (Hours(24), at(2026, 5, 22), date(2026, 6, 1)),  # over a half term
        (Months(1), at(2026, 7, 10), date(2026, 9, 3)),  # monthly, ending in August
        (TERMLY, at(2026, 5, 5), date(2026, 12, 18)),
    ],
)
def test_nothing_goes_stale_because_the_school_is_shut(every: Rule, received: datetime, fresh_through: date) -> None:
    assert stale_after(received, every, ROBIN_HILL).day == fresh_through


@given(RULES, MOMENTS)
def test_nothing_goes_stale_on_a_day_without_school(rule: Rule, moment: datetime) -> None:
    assert ROBIN_HILL.is_school_day(stale_after(moment, rule, ROBIN_HILL).day)
