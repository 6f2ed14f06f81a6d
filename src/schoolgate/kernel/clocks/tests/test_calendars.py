"""Calendars: what a day is, at one school, in one nation."""

from dataclasses import replace
from datetime import UTC, date, datetime

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.kernel.clocks.assumed import assumed_terms
from schoolgate.kernel.clocks.bank_holidays import Nation, bank_holidays
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period, Term, academic_year_of
from schoolgate.kernel.clocks.tests.robin_hill import AUTUMN, ROBIN_HILL, SPRING, SUMMER
from schoolgate.kernel.errors import BadInputError


def test_it_works() -> None:
    assert ROBIN_HILL.is_school_day(date(2026, 3, 2))
    assert not ROBIN_HILL.is_school_day(date(2026, 2, 17)), "half term"
    assert ROBIN_HILL.is_working_day(date(2026, 2, 17))


@pytest.mark.parametrize(
    ("day", "working", "school"),
    [
        (date(2026, 1, 6), True, False),  # an INSET day
        (date(2026, 1, 9), True, False),  # closed for snow
        (date(2026, 5, 4), False, False),  # a bank holiday inside a term
        (date(2026, 3, 7), False, False),  # a Saturday
        (date(2026, 8, 12), True, False),  # the summer holiday
        (date(2026, 7, 21), True, True),  # the last day of term
        (date(2026, 12, 28), False, False),  # Boxing Day fell on a Saturday: its substitute
    ],
)
def test_what_a_day_is(day: date, working: bool, school: bool) -> None:
    assert ROBIN_HILL.is_working_day(day) is working
    assert ROBIN_HILL.is_school_day(day) is school


def test_the_four_nations_keep_different_holidays() -> None:
    easter_monday, st_patrick, second = date(2026, 4, 6), date(2026, 3, 17), date(2026, 1, 2)
    keeps = {
        nation: [day in bank_holidays(nation, 2026) for day in (easter_monday, st_patrick, second)] for nation in Nation
    }
    assert keeps == {
        Nation.ENGLAND: [True, False, False],
        Nation.WALES: [True, False, False],
        Nation.SCOTLAND: [False, False, True],
        Nation.NORTHERN_IRELAND: [True, True, False],
    }


@pytest.mark.parametrize("nation", Nation)
def test_one_country_by_itself_says_what_the_whole_library_says(nation: Nation) -> None:
    division = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}[nation]
    for year in range(2015, 2035):
        whole = holidays.country_holidays("GB", subdiv=division, years=year, language="en_GB")
        assert bank_holidays(nation, year) == {day: name for day, name in whole.items() if day.year == year}


def test_the_day_is_the_schools_own() -> None:
    """Half past eleven at night, universal time, in June is already tomorrow at the school."""
    assert ROBIN_HILL.local_day(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)) == date(2026, 6, 2)
    with pytest.raises(ValueError, match="no time zone"):
        ROBIN_HILL.local_day(datetime(2026, 6, 1, 23, 30))  # noqa: DTZ001


def test_academic_years_begin_on_the_first_of_september() -> None:
    assert academic_year_of(date(2026, 8, 31)) == 2025
    assert academic_year_of(date(2026, 9, 1)) == 2026
    assert ROBIN_HILL.year_period(2025) == Period(date(2025, 9, 1), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("year", "edges"),
    [
        (2024, ["2024-09-02", "2024-12-20", "2025-01-06", "2025-04-04", "2025-04-22", "2025-07-22"]),
        (2025, ["2025-09-02", "2025-12-19", "2026-01-05", "2026-03-27", "2026-04-13", "2026-07-21"]),
        (2026, ["2026-09-02", "2026-12-18", "2027-01-04", "2027-03-25", "2027-04-12", "2027-07-20"]),
    ],
)
def test_the_assumed_year_is_the_common_english_one(year: int, edges: list[str]) -> None:
    terms = assumed_terms(year)
    assert [day.isoformat() for term in terms for day in (term.starts, term.ends)] == edges


@given(st.integers(2000, 2090))
def test_an_assumed_year_has_about_as_many_school_days_as_the_law_asks(year: int) -> None:
    """190 days of school and five of training: SI 1999/3181 asks for 380 sessions."""
    calendar = SchoolCalendar()
    first, last = assumed_terms(year)[0].starts, assumed_terms(year)[2].ends
    days = sum(calendar.is_school_day(date.fromordinal(n)) for n in range(first.toordinal(), last.toordinal() + 1))
    assert 180 <= days <= 202


def test_terms_not_given_are_assumed_and_said_to_be() -> None:
    assert not ROBIN_HILL.is_assumed(date(2026, 3, 2))
    assert not ROBIN_HILL.is_assumed(date(2026, 8, 12))
    assert ROBIN_HILL.is_assumed(date(2027, 3, 2)), "the year after the dates given"
    assert ROBIN_HILL.is_school_day(date(2027, 3, 2))
    assert SchoolCalendar().is_assumed(date(2026, 3, 2))


def test_six_short_terms_take_the_place_of_three() -> None:
    halves = [half for term in assumed_terms(2025) for half in term.halves]
    short = tuple(Term(half.starts, half.ends, f"term {n}") for n, half in enumerate(halves, 1))
    calendar = SchoolCalendar(terms=short)
    assert calendar.terms_of(2025) == short
    assert not calendar.is_school_day(date(2025, 10, 28))


def test_a_term_that_starts_in_august_belongs_to_the_year_it_ends_in() -> None:
    early = Term(date(2026, 8, 19), date(2026, 12, 18), "autumn 2026")
    calendar = SchoolCalendar(Nation.SCOTLAND, (early,))
    assert calendar.term_on(date(2026, 8, 20)) == early
    assert calendar.terms_of(2026)[0] == early


def test_the_same_dates_have_the_same_version_in_whatever_order_they_are_given() -> None:
    again = replace(ROBIN_HILL, terms=tuple(reversed(ROBIN_HILL.terms)))
    assert again == ROBIN_HILL
    assert again.version == ROBIN_HILL.version
    assert len(ROBIN_HILL.version) == 12


@pytest.mark.parametrize(
    "change",
    [
        {"nation": Nation.WALES},
        {"closures": frozenset()},
        {"terms": (AUTUMN, SPRING)},
        {"zone": "Europe/Jersey"},
    ],
)
def test_any_change_changes_the_version(change: dict[str, object]) -> None:
    assert replace(ROBIN_HILL, **change).version != ROBIN_HILL.version  # type: ignore[arg-type]  # one of several fields


def test_dates_out_of_order_are_refused_by_name() -> None:
    with pytest.raises(BadInputError, match="'summer 2026': it ends on 1 April 2026"):
        Term(date(2026, 4, 13), date(2026, 4, 1), "summer 2026")
    with pytest.raises(BadInputError, match="not inside it"):
        Term(date(2026, 4, 13), date(2026, 7, 21), "summer", Period(date(2026, 8, 1), date(2026, 8, 5)))
    with pytest.raises(BadInputError, match="before the first has ended"):
        SchoolCalendar(terms=(SUMMER, Term(date(2026, 7, 20), date(2026, 7, 30), "extra")))
