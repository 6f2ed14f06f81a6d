"""How often a person is asked, over real school years: once in each period, and never while the school is shut."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.controls.contract import Rhythm
from schoolgate.evidence.rhythms import Span, half_time, span_on
from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period, Term

DAY = timedelta(days=1)
RHYTHMS: tuple[Rhythm, ...] = ("weekly", "half-termly", "termly", "yearly", "two-yearly")
ASSUMED = SchoolCalendar()
FIRST, LAST = date(2026, 9, 1), date(2028, 8, 31)
# A Scottish school's year, of which every date is given: it begins in August and ends in June.
SCOTTISH = SchoolCalendar(
    nation=Nation.SCOTLAND,
    terms=(
        Term(date(2026, 8, 18), date(2026, 12, 22), "autumn", Period(date(2026, 10, 12), date(2026, 10, 23))),
        Term(date(2027, 1, 6), date(2027, 4, 1), "spring"),
        Term(date(2027, 4, 19), date(2027, 6, 25), "summer"),
    ),
)


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def spans(calendar: SchoolCalendar, rhythm: Rhythm) -> list[Span]:
    """Every span that is open on some day of two years, in order."""
    found = (span_on(calendar, rhythm, day) for day in days())
    return list(dict.fromkeys(span for span in found if span is not None))


def closed(first: date, last: date) -> SchoolCalendar:
    return SchoolCalendar(closures=frozenset(days(first, last)))


def test_it_works() -> None:
    wednesday = date(2026, 9, 16)
    assert span_on(ASSUMED, "weekly", wednesday) == Span(date(2026, 9, 14), date(2026, 9, 20), date(2026, 9, 27))
    termly = span_on(ASSUMED, "termly", wednesday)
    assert termly == Span(date(2026, 9, 2), date(2026, 12, 18), date(2027, 3, 25))
    yearly = span_on(ASSUMED, "yearly", wednesday)
    assert yearly == Span(date(2026, 9, 1), date(2027, 7, 20), date(2028, 7, 25))


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 10, 23), date(2026, 10, 19)),  # the last Friday before half-term
        (date(2026, 10, 25), date(2026, 10, 19)),  # its Sunday: what was not done on Friday is not late yet
        (date(2026, 10, 28), None),  # half-term
        (date(2026, 12, 29), None),  # Christmas
        (date(2027, 1, 4), date(2027, 1, 4)),  # the year has turned
        (date(2027, 3, 29), None),  # Easter Monday, in the holidays
        (date(2027, 5, 3), None),  # a bank holiday: that week begins on Tuesday
        (date(2027, 5, 4), date(2027, 5, 4)),
        (date(2027, 8, 11), None),  # summer
    ],
)
def test_a_week_is_asked_about_while_there_is_school_in_it(day: date, opens: date | None) -> None:
    span = span_on(ASSUMED, "weekly", day)
    assert (span.opens if span else None) == opens


def test_what_is_confirmed_before_a_holiday_holds_through_it() -> None:
    before = span_on(ASSUMED, "weekly", date(2026, 12, 16))
    assert before is not None
    assert before.holds_until == date(2027, 1, 10)


def test_nobody_is_asked_in_august_nor_in_the_break_of_a_term() -> None:
    assert [span_on(ASSUMED, rhythm, date(2027, 8, 11)) for rhythm in RHYTHMS[:4]] == [None] * 4
    assert span_on(ASSUMED, "half-termly", date(2026, 10, 28)) is None
    assert span_on(ASSUMED, "termly", date(2026, 10, 28)) is not None  # the term goes on


def test_the_nation_has_its_own_holidays_and_the_school_its_own_year() -> None:
    monday = date(2026, 11, 30)  # St Andrew's Day
    begins = {
        nation: span.opens for nation in Nation if (span := span_on(SchoolCalendar(nation), "weekly", monday + DAY))
    }
    assert begins[Nation.ENGLAND] == monday
    assert begins[Nation.SCOTLAND] == monday + DAY
    august = span_on(SCOTTISH, "termly", date(2026, 8, 20))
    assert august is not None
    assert august.opens == date(2026, 8, 18)
    july = span_on(SCOTTISH, "yearly", date(2027, 7, 1))
    assert july is None  # their year is over in June


def test_a_school_that_is_shut_for_a_whole_week_or_term_is_asked_nothing_of_it() -> None:
    snow = closed(date(2027, 1, 18), date(2027, 1, 22))
    assert span_on(snow, "weekly", date(2027, 1, 20)) is None
    first_of = span_on(closed(date(2027, 1, 18), date(2027, 1, 19)), "weekly", date(2027, 1, 20))
    assert first_of is not None
    assert first_of.opens == date(2027, 1, 20)
    shut = closed(date(2027, 1, 1), date(2027, 7, 31))
    assert [span_on(shut, rhythm, date(2027, 3, 10)) for rhythm in ("weekly", "termly")] == [None, None]
    autumn = span_on(shut, "weekly", date(2026, 12, 16))
    assert autumn is not None
    assert autumn.holds_until.year == 2027  # until the next is due, in September
    assert autumn.holds_until.month == 9


CLOSURES = st.lists(st.tuples(st.integers(0, 700), st.integers(1, 130)), max_size=4)


@settings(max_examples=15, deadline=None)
@given(CLOSURES, st.sampled_from(Nation), st.sampled_from(RHYTHMS))
def test_once_in_each_period_and_never_while_the_school_is_shut(
    shut: list[tuple[int, int]], nation: Nation, rhythm: Rhythm
) -> None:
    away = frozenset(FIRST + (start + n) * DAY for start, length in shut for n in range(length))
    calendar = SchoolCalendar(nation=nation, closures=away)
    found = spans(calendar, rhythm)
    assert len({span.key for span in found}) == len(found)
    for span in found:
        assert any(calendar.is_school_day(day) for day in days(span.opens, span.due))
        assert span.opens <= half_time(span.opens, span.due) <= span.due + DAY
        assert span.holds_until >= span.due
    for earlier, later in pairwise(found):
        assert earlier.due < later.opens  # never two at once
        assert earlier.holds_until == later.due  # what was said lapses when the next is due, not before
    if rhythm == "weekly":
        weeks = {day.isocalendar()[:2] for day in days() if calendar.is_school_day(day)}
        assert {span.opens.isocalendar()[:2] for span in found} == weeks


def test_a_year_that_nobody_can_make_sense_of_stops_nothing() -> None:
    whole = SchoolCalendar(terms=(Term(date(2026, 9, 1), date(2027, 9, 3), "a year and a bit"),))
    for rhythm in RHYTHMS:
        assert [span_on(whole, rhythm, day) for day in days(date(2026, 8, 1), date(2027, 10, 1))[::9]]
