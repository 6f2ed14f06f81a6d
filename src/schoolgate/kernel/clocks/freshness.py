"""When a feed has gone quiet: counted in school days, so that nothing goes stale because the school is shut."""

from datetime import date, datetime, timedelta

from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.deadlines import Due
from schoolgate.kernel.clocks.rules import Clock, Days, Hours, Rule

_DAY = timedelta(days=1)
_WEEK = 7
_SCHOOL_WEEK = 5


def stale_after(received: date | datetime, every: Rule, calendar: SchoolCalendar) -> Due:
    """The last moment at which what was received still counts as fresh, for a feed meant to come ``every`` so often.

    Hours and days are turned into school days, five for every seven, and counted as such: a daily feed of a Friday is
    fresh through Monday, a weekly one of the last week of July until September. Months and terms end where they end,
    or on the next school day. Half terms and INSET days are holidays too.
    """
    if isinstance(every, Hours):
        return Days(_school_days(-(-every.n // 24)), Clock.SCHOOL).due(received, calendar)
    if isinstance(every, Days):
        n = every.n if every.clock is not Clock.CALENDAR else _school_days(every.n)
        return Days(n, Clock.SCHOOL).due(received, calendar)
    due = every.due(received, calendar)
    day = due.day
    while not calendar.is_school_day(day):
        day += _DAY
    return Due(calendar.end_of(day), day, assumed=due.assumed or calendar.is_assumed(day))


def _school_days(days: int) -> int:
    return -(-days * _SCHOOL_WEEK // _WEEK)
