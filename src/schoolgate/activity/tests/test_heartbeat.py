"""A dead source shows within a lesson; a night, a weekend and a holiday alarm nobody."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.activity.heartbeat import Hours, in_lessons, is_silent, lesson_time, patience
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period, Term

ZONE = ZoneInfo("Europe/London")
AUTUMN = Term(date(2026, 9, 2), date(2026, 12, 18), "Autumn", Period(date(2026, 10, 26), date(2026, 10, 30)))
CALENDAR = SchoolCalendar(terms=(AUTUMN,), zone="Europe/London")
HOURS = Hours()


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def test_it_works() -> None:
    assert is_silent(at(23, 10), at(23, 11), "lesson", CALENDAR, HOURS)
    assert not is_silent(at(23, 10), at(23, 10, 59), "lesson", CALENDAR, HOURS)


@pytest.mark.parametrize(
    ("since", "now", "silent"),
    [
        (at(20, 14, 30), at(20, 23), False),  # Friday evening: half an hour of lessons
        (at(20, 14, 30), at(23, 9, 29), False),  # Monday, and not yet an hour of them
        (at(20, 14, 30), at(23, 9, 30), True),
        (at(23, 16), at(24, 8, 59), False),  # a night
        (at(23, 16, 0, 10), at(1, 20), False),  # half-term
        (at(23, 16, 0, 10), at(2, 10), True),  # the first lesson after it
        (at(18, 16, 0, 12), at(31, 12, 0, 12), False),  # Christmas
    ],
)
def test_only_lessons_count(since: datetime, now: datetime, silent: bool) -> None:
    assert is_silent(since, now, "lesson", CALENDAR, HOURS) is silent


@pytest.mark.parametrize(
    ("every", "hours"), [("lesson", 1), ("half-day", 3), ("day", 6), ("week", 30), ("never", None)]
)
def test_how_long_each_rhythm_waits(every: str, hours: int | None) -> None:
    assert patience(every, HOURS) == (None if hours is None else timedelta(hours=hours))


def test_a_source_that_is_never_expected_is_never_silent() -> None:
    assert not is_silent(at(2, 9, 0, 9), at(18, 15, 0, 12), "never", CALENDAR, HOURS)


def test_lessons_are_counted_over_the_night_the_clocks_change() -> None:
    whole = lesson_time(at(23, 12, 0, 10), at(2, 10), CALENDAR, HOURS)
    assert whole == timedelta(hours=3 + 1)


def test_lessons_may_be_at_other_hours() -> None:
    late = Hours(time(13), time(16))
    assert lesson_time(at(23, 8), at(23, 23), CALENDAR, late) == timedelta(hours=3)
    assert in_lessons(at(23, 15, 59), CALENDAR, late)
    assert not in_lessons(at(23, 16), CALENDAR, late)
    assert not in_lessons(at(22, 14), CALENDAR, late)


MOMENTS = st.integers(0, 4 * 30 * 86_400).map(lambda seconds: at(1, 0, 0, 9) + timedelta(seconds=seconds))


@given(MOMENTS, MOMENTS, MOMENTS)
def test_lesson_time_adds_up_and_never_runs_back(one: datetime, two: datetime, three: datetime) -> None:
    one, two, three = sorted((one, two, three))
    parts = lesson_time(one, two, CALENDAR, HOURS) + lesson_time(two, three, CALENDAR, HOURS)
    assert parts == lesson_time(one, three, CALENDAR, HOURS)
    assert parts >= timedelta()
