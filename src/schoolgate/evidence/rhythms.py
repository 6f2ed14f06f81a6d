"""How often a person is asked, on the school's own calendar. Pure.

What is asked each term is due on the term's last day, and what is confirmed holds until the next is due: so a
confirmation lapses by itself, and a holiday makes nothing late. A week, a term or a year in which the school never
opens asks nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schoolgate.controls.contract import Rhythm
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """Once within it: from ``opens`` to the end of ``due``. What is confirmed holds to the end of ``holds_until``."""

    opens: date
    due: date
    holds_until: date

    @property
    def key(self) -> str:
        return self.opens.isoformat()


def span_on(calendar: SchoolCalendar, rhythm: Rhythm, day: date) -> Span | None:
    """The span that is open on ``day``, or None where nothing is asked then, as in the holidays."""
    spans = (period for period in _spans(calendar, rhythm, day) if _opens_within(calendar, period))
    for period in spans:
        if period.ends < day:
            continue
        if period.starts > day:
            return None
        return Span(period.starts, period.ends, next(spans, period).ends)
    return None


def good_until(calendar: SchoolCalendar, rhythm: Rhythm, day: date) -> date:
    """How long it is good what was done on ``day``: until the next is due. In a holiday it counts for the time to come;
    a school that does not open again within a year is given a year."""
    span = span_on(calendar, rhythm, day)
    if span is not None:
        return span.holds_until
    coming = (span_on(calendar, rhythm, day + n * _DAY) for n in range(366))
    return next((one.due for one in coming if one is not None), day + 365 * _DAY)


def half_time(opens: date, due: date) -> date:
    """The day on which half of the time is gone."""
    return opens + timedelta(days=((due - opens).days + 1) // 2)


def _opens_within(calendar: SchoolCalendar, period: Period) -> bool:
    days = (period.ends - period.starts).days + 1
    return any(calendar.is_school_day(period.starts + n * _DAY) for n in range(days))


def _spans(calendar: SchoolCalendar, rhythm: Rhythm, day: date) -> Iterator[Period]:
    """Spans in order, from before ``day`` on."""
    year = calendar.academic_year(day) - 1
    if rhythm == "yearly":
        return (_year(calendar, first, 1) for first in range(year, year + 6))
    if rhythm == "two-yearly":
        even = year - year % 2
        return (_year(calendar, first, 2) for first in range(even, even + 10, 2))
    if rhythm in ("termly", "half-termly"):
        return _in_terms(calendar, rhythm, year)
    return _weeks(calendar, day) if rhythm == "weekly" else _days(calendar, day)


def _year(calendar: SchoolCalendar, first: int, years: int) -> Period:
    """From the first day of the academic year to the last day of the last term: nobody is asked in August."""
    begins, last = calendar.year_period(first).starts, calendar.year_period(first + years - 1).ends
    terms = [term for term in calendar.terms_of(first + years - 1) if term.ends > begins]
    return Period(begins, min(terms[-1].ends, last) if terms else last)


def _in_terms(calendar: SchoolCalendar, rhythm: Rhythm, year: int) -> Iterator[Period]:
    for each in range(year, year + 4):
        for term in calendar.terms_of(each):
            if rhythm == "termly":
                yield Period(term.starts, term.ends)
            else:
                yield from term.halves


def _weeks(calendar: SchoolCalendar, day: date) -> Iterator[Period]:
    monday = day - timedelta(days=day.weekday()) - _WEEK
    for number in range(60):
        days = [monday + number * _WEEK + n * _DAY for n in range(5)]
        open_days = [each for each in days if calendar.is_school_day(each)]
        if open_days:
            yield Period(open_days[0], monday + (number + 1) * _WEEK - _DAY)  # to the end of Sunday


def _days(calendar: SchoolCalendar, day: date) -> Iterator[Period]:
    for number in range(-7, 400):
        each = day + number * _DAY
        if calendar.is_school_day(each):
            yield Period(each, each)
