"""Months: adding them, and a month given where a day was wanted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.kernel.clocks.months import MonthDate, add_months, days_between, spelt

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_it_works() -> None:
    assert add_months(date(2026, 9, 3), 1) == date(2026, 10, 3)
    assert MonthDate(2024, 11).last_day == date(2024, 11, 30)


def test_the_end_of_january_and_a_month_is_the_end_of_february() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_a_month_says_it_means_its_last_day() -> None:
    assert MonthDate(2024, 11).sentence() == "November 2024 names no day, so it is taken as its last, 30 November 2024."
    with pytest.raises(ValueError, match="month"):
        MonthDate(2024, 13)


@given(DAYS, st.integers(0, 240))
def test_no_month_is_ever_skipped(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and end.day >= 28)


@given(DAYS, DAYS, st.integers(0, 48))
def test_an_earlier_start_never_ends_later(one: date, other: date, months: int) -> None:
    earlier, later = sorted([one, other])
    assert add_months(earlier, months) <= add_months(later, months)


def test_days_between_counts_both_ends() -> None:
    assert len(days_between(date(2026, 2, 27), date(2026, 3, 1))) == 3
    assert days_between(date(2026, 3, 1), date(2026, 2, 27)) == ()
    assert spelt(date(2026, 3, 1)) == "1 March 2026"
