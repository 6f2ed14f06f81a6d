"""The school year taken for granted until a school gives its own: the common English pattern, and named as assumed.

Local authorities and academies set their own dates (Education Act 2002 section 32), so these are nobody's: they are
near enough to keep a holiday from looking like neglect, and every deadline that rests on them says so.
"""

from datetime import date, timedelta
from functools import cache

from schoolgate.kernel.clocks.bank_holidays import easter
from schoolgate.kernel.clocks.months import month_end
from schoolgate.kernel.clocks.terms import Period, Term

_DAY = timedelta(days=1)
_MONDAY, _TUESDAY, _FRIDAY = 0, 1, 4


@cache
def assumed_terms(year: int) -> tuple[Term, Term, Term]:
    """The three terms of the academic year that begins in September of ``year``."""
    spring_ends, summer_starts = _around_easter(year + 1)
    return (
        Term(
            _weekday_from(date(year, 9, 2)),
            _last(_FRIDAY, date(year, 12, 22)),
            f"autumn {year}",
            _week(_last(_MONDAY, month_end(year, 10))),
        ),
        Term(
            _first(_MONDAY, date(year + 1, 1, 4)),
            spring_ends,
            f"spring {year + 1}",
            _week(_first(_MONDAY, date(year + 1, 2, 15))),
        ),
        Term(
            summer_starts,
            _first(_TUESDAY, date(year + 1, 7, 20)),
            f"summer {year + 1}",
            _week(_last(_MONDAY, date(year + 1, 5, 31))),
        ),
    )


def _around_easter(year: int) -> tuple[date, date]:
    """The last day of spring term and the first of summer: two weeks that hold Easter, early, middling or late."""
    sunday = easter(year)
    if sunday <= date(year, 4, 2):
        return sunday - 3 * _DAY, sunday + 15 * _DAY
    if sunday <= date(year, 4, 12):
        return sunday - 9 * _DAY, sunday + 8 * _DAY
    return sunday - 16 * _DAY, sunday + 2 * _DAY


def _first(weekday: int, day: date) -> date:
    """The first such weekday on or after ``day``."""
    return day + ((weekday - day.weekday()) % 7) * _DAY


def _last(weekday: int, day: date) -> date:
    """The last such weekday on or before ``day``."""
    return day - ((day.weekday() - weekday) % 7) * _DAY


def _weekday_from(day: date) -> date:
    return day if day.weekday() <= _FRIDAY else _first(_MONDAY, day)


def _week(monday: date) -> Period:
    return Period(monday, monday + 4 * _DAY)
