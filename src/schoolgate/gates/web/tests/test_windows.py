"""Hours on the school's wall clock: past midnight, on some days, and on the nights the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.web.tests.a_filter import LONDON, night
from schoolgate.gates.web.windows import Hours, SchoolDays, Window, edges

BACK = datetime(2026, 10, 25, tzinfo=UTC)  # at 01:00 UTC two o'clock becomes one o'clock again
FORWARD = datetime(2026, 3, 29, tzinfo=UTC)  # at 01:00 UTC one o'clock becomes two
MONDAY = date(2026, 11, 16)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def utc(day: datetime, hour: int, minute: int = 0) -> datetime:
    return (day + timedelta(hours=hour, minutes=minute)).astimezone(LONDON)


def test_it_holds_from_its_beginning_until_just_before_its_end() -> None:
    lunch = Window("w", "lunch", (Hours(time(12), time(13)),), closes_everything=True)
    assert not lunch.holds(at(MONDAY, 11, 59), None)
    assert lunch.holds(at(MONDAY, 12), None)
    assert lunch.holds(at(MONDAY, 12, 59), None)
    assert not lunch.holds(at(MONDAY, 13), None)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    friday = Window("w", "Friday night", (Hours(time(22), time(7)),), weekdays=frozenset({4}), closes_everything=True)
    day = MONDAY + timedelta(days=4)
    assert friday.holds(at(day, 22), None)
    assert friday.holds(at(day + timedelta(days=1), 6, 59), None)
    assert not friday.holds(at(day, 6), None)
    assert not friday.holds(at(day + timedelta(days=1), 7), None)
    assert not friday.holds(at(day + timedelta(days=1), 22), None)


def test_until_midnight_and_a_whole_day() -> None:
    evening = Window("w", "evening", (Hours(time(18), time(0)),), closes_everything=True)
    assert evening.holds(at(MONDAY, 23, 59), None)
    assert not evening.holds(at(MONDAY, 0), None)
    sunday = Window("w", "Sunday", (Hours(time(0), time(0)),), weekdays=frozenset({6}), closes_everything=True)
    assert [sunday.holds(at(MONDAY - timedelta(days=1), hour), None) for hour in (0, 12, 23)] == [True] * 3
    assert not sunday.holds(at(MONDAY, 0), None)


def test_several_ranges_a_day() -> None:
    play = Window("w", "play", (Hours(time(10), time(11)), Hours(time(12), time(13))), opens=frozenset({"games"}))
    assert [play.holds(at(MONDAY, hour), None) for hour in (9, 10, 11, 12, 13)] == [False, True, False, True, False]


@pytest.mark.parametrize(("only", "monday", "tuesday"), [(True, True, False), (False, False, True), (None, True, True)])
def test_on_school_days_on_others_or_on_both(only: bool | None, monday: bool, tuesday: bool) -> None:
    known = SchoolDays(MONDAY, MONDAY + timedelta(days=6), frozenset({MONDAY}))
    window = Window("w", "w", (Hours(time(9), time(15)),), school_days=only, closes_everything=True)
    assert window.holds(at(MONDAY, 10), known) is monday
    assert window.holds(at(MONDAY + timedelta(days=1), 10), known) is tuesday


def test_where_school_days_are_not_known_what_closes_holds_and_what_opens_does_not() -> None:
    hours = (Hours(time(9), time(15)),)
    known = SchoolDays(MONDAY, MONDAY, frozenset({MONDAY}))
    for only in (True, False):
        shuts = Window("w", "w", hours, school_days=only, closes=frozenset({"games"}))
        opens = Window("w", "w", hours, school_days=only, opens=frozenset({"games"}))
        for days in (None, known):
            assert shuts.holds(at(MONDAY + timedelta(days=9), 10), days)
            assert not opens.holds(at(MONDAY + timedelta(days=9), 10), days)


def test_the_hour_that_comes_twice_is_inside_twice() -> None:
    window = Window("w", "w", (Hours(time(1, 15), time(1, 45)),), closes_everything=True)
    inside = [window.holds(utc(BACK, 0, minute), None) for minute in (14, 15, 44, 45, 74, 75, 104, 105)]
    assert inside == [False, True, True, False, False, True, True, False]


def test_the_hour_that_never_comes_is_never_inside_and_a_night_is_an_hour_shorter() -> None:
    window = Window("w", "w", (Hours(time(1, 15), time(1, 45)),), closes_everything=True)
    assert not any(window.holds(utc(FORWARD, 0, minute), None) for minute in range(240))
    assert sum(night().holds(utc(FORWARD, -4, minute), None) for minute in range(0, 720, 10)) == 8 * 6


def hours_of(marks: list[int]) -> tuple[Hours, ...]:
    first, second, third, fourth = (time(mark // 60, mark % 60) for mark in marks)
    return Hours(first, second), Hours(third, fourth)


@given(
    st.lists(st.integers(0, 1439), min_size=4, max_size=4).map(hours_of),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from((BACK, FORWARD, datetime(2026, 7, 1, tzinfo=UTC))),
    st.integers(-20 * 3600, 30 * 3600),
)
def test_between_two_edges_nothing_changes(
    hours: tuple[Hours, ...], weekdays: frozenset[int], day: datetime, offset: int
) -> None:
    window = Window("w", "w", hours, weekdays=weekdays, closes_everything=True)
    moment = day.timestamp() + offset
    marks = sorted(edges((window,), moment, LONDON))
    before = max(mark for mark in marks if mark <= moment)
    after = min(mark for mark in marks if mark > moment)
    held = {
        window.holds(datetime.fromtimestamp(each, LONDON), None)
        for each in (before, moment, after - 1, *range(int(before), int(after), 97))
    }
    assert len(held) == 1
