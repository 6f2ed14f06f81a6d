"""A made-up infant school's year, for the tests of the clocks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period, Term

LONDON = ZoneInfo("Europe/London")
AUTUMN = Term(date(2025, 9, 2), date(2025, 12, 19), "autumn 2025", Period(date(2025, 10, 27), date(2025, 10, 31)))
SPRING = Term(date(2026, 1, 6), date(2026, 3, 27), "spring 2026", Period(date(2026, 2, 16), date(2026, 2, 20)))
SUMMER = Term(date(2026, 4, 13), date(2026, 7, 21), "summer 2026", Period(date(2026, 5, 25), date(2026, 5, 29)))
NEXT_AUTUMN = Term(date(2026, 9, 3), date(2026, 12, 18), "autumn 2026", Period(date(2026, 10, 26), date(2026, 10, 30)))
ROBIN_HILL = SchoolCalendar(
    terms=(AUTUMN, SPRING, SUMMER, NEXT_AUTUMN),
    inset_days=frozenset({date(2025, 9, 2), date(2026, 1, 6)}),
    closures=frozenset({date(2026, 1, 9)}),
)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment at Robin Hill."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)
