"""Whether a source should have been heard: counted in lesson time, so a dead one shows within a lesson.

A night, a weekend, a holiday and an INSET day hold no lesson time: they alarm nobody, and they reassure nobody either.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from schoolgate.kernel.clocks.calendars import SchoolCalendar

LESSON: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 370  # looked back: what was last heard a year ago is silent whatever the calendar says


@dataclass(frozen=True, slots=True)
class Hours:
    """When lessons are, on the school's wall clock."""

    begins: time = time(9)
    ends: time = time(15)


def patience(every: str, hours: Hours) -> timedelta | None:
    """How much lesson time may pass without a row; None where nothing is expected."""
    day = _length(hours)
    return {"lesson": min(LESSON, day), "half-day": day / 2, "day": day, "week": 5 * day}.get(every)


def lesson_time(since: datetime, until: datetime, calendar: SchoolCalendar, hours: Hours) -> timedelta:
    """How much lesson time lies between two moments. Both know their zone."""
    day = max(calendar.local_day(since), calendar.local_day(until) - _MOST_DAYS * _DAY)
    last, found = calendar.local_day(until), timedelta()
    while day <= last:
        if calendar.is_school_day(day):
            begins, ends = _at(day, hours.begins, calendar), _at(day, hours.ends, calendar)
            found += max(timedelta(), min(ends, until) - max(begins, since))
        day += _DAY
    return found


def is_silent(since: datetime, now: datetime, every: str, calendar: SchoolCalendar, hours: Hours) -> bool:
    """Whether a source that was last heard at ``since`` should have been heard again by now."""
    allowed = patience(every, hours)
    return allowed is not None and lesson_time(since, now, calendar, hours) >= allowed


def in_lessons(now: datetime, calendar: SchoolCalendar, hours: Hours) -> bool:
    day = calendar.local_day(now)
    return calendar.is_school_day(day) and _at(day, hours.begins, calendar) <= now < _at(day, hours.ends, calendar)


def _at(day: date, at: time, calendar: SchoolCalendar) -> datetime:
    return datetime.combine(day, at, calendar.zone_info)


def _length(hours: Hours) -> timedelta:
    return datetime.combine(date.min, hours.ends) - datetime.combine(date.min, hours.begins)
