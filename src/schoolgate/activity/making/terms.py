"""The made-up year: its terms, the days on which school is open, and the lessons of a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from schoolgate.kernel.clocks.terms import Period, Term

_FRIDAY: Final = 4
# Minutes after midnight at which a lesson begins; each lasts 50.
LESSONS: Final = (540, 595, 665, 720, 800, 855)
LESSON_MINUTES: Final = 50


def terms(year: int) -> tuple[Term, Term, Term]:
    """The three terms of the academic year that begins in September of ``year``, each with its break."""
    after = year + 1
    return (
        Term(date(year, 9, 3), date(year, 12, 18), "Autumn", Period(date(year, 10, 24), date(year, 11, 1))),
        Term(date(after, 1, 5), date(after, 3, 26), "Spring", Period(date(after, 2, 13), date(after, 2, 21))),
        Term(date(after, 4, 12), date(after, 7, 21), "Summer", Period(date(after, 5, 29), date(after, 6, 6))),
    )


def school_days(since: date) -> Iterator[date]:
    """Every day from ``since`` on which school is open, without end. Bank holidays are school days here."""
    day = since
    while True:
        year = day.year if (day.month, day.day) >= (9, 1) else day.year - 1
        if day.weekday() <= _FRIDAY and any(term.in_session(day) for term in terms(year)):
            yield day
        day += timedelta(days=1)
