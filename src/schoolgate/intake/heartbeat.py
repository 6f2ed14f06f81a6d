"""Whether expected files have come, by the school's own days: a holiday alarms nobody, nor does it reassure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from schoolgate.feeds.registry import FEEDS
from schoolgate.intake.loads.registry import loads_for
from schoolgate.intake.models import Expectation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.freshness import stale_after
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.clocks.rules import Clock, Days, Rule, SchoolPeriods

_RULES: Final[dict[str, Rule]] = {
    Expectation.Every.SCHOOL_DAY: Days(1, Clock.SCHOOL),
    Expectation.Every.WEEK: Days(7, Clock.CALENDAR),
    Expectation.Every.HALF_TERM: SchoolPeriods(1, "half_term"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One expected feed. ``silent`` once ``due_on`` has passed with nothing; ``sentence`` says how it stands."""

    feed: str
    words: str
    every: str
    last: datetime | None
    due_on: date
    silent: bool
    sentence: str
    holder: str  # the role that has such files


def judge(row: Expectation, last: datetime | None, calendar: SchoolCalendar, now: datetime) -> Heard:
    """``last`` is when a file of the feed last came. Counted from the day the expectation began where that is later."""
    begun = row.valid_from
    since = last if last is not None and calendar.local_day(last) >= begun else begun
    due = stale_after(since, _RULES[row.every], calendar)
    silent = due.is_past(now)
    words = FEEDS.get(row.feed).words if row.feed in FEEDS else row.feed
    every = str(Expectation.Every(row.every).label)
    if last is None:
        told = f"Nothing has come yet; it is expected {every}."
    elif silent:
        told = f"Nothing since {spelt(calendar.local_day(last))}; it is expected {every}."
    else:
        told = f"Last came on {spelt(calendar.local_day(last))}; the next is expected by {spelt(due.day)}."
    return Heard(row.feed, words, every, last, due.day, silent, told, holder_of(row.feed))


def holder_of(feed: str) -> str:
    """The role that has files of a feed: as what takes them declares; of one that nothing takes, the office."""
    return next((load.holder for load in loads_for(feed)), "office")
