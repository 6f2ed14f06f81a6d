"""Who may open what by themselves, as it was agreed beforehand: for when those who decide are all away."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from schoolgate.filtering.agreed.setting import Decider
from schoolgate.gates.web.scopes import Scope
from schoolgate.kernel.clocks.calendars import SchoolCalendar

LESSON: Final = timedelta(hours=2)


def may_decide(
    decider: Decider,
    roles: Collection[str],
    categories: Collection[str],
    scope: Scope,
    *,
    now: datetime,
    until: datetime | None,
    calendar: SchoolCalendar,
) -> bool:
    """Whether what was agreed lets a holder of ``roles`` open a site of some ``categories`` for ``scope`` till then.

    Where only some levels were agreed, the scope must name its levels.
    """
    return (
        decider.role in roles
        and (not decider.categories or decider.categories.issuperset(categories))
        and (not decider.levels or (bool(scope.levels) and scope.levels <= decider.levels))
        and is_within(decider.longest, now, until, calendar)
    )


def is_within(longest: str, now: datetime, until: datetime | None, calendar: SchoolCalendar) -> bool:
    """Whether it ends by the end of the ``lesson`` (two hours), the ``day`` or the ``term``; ``always`` is for good."""
    end = end_of(longest, now, calendar)
    return end is None or (until is not None and until <= end)


def end_of(longest: str, now: datetime, calendar: SchoolCalendar) -> datetime | None:
    """When a ``lesson``, ``day`` or ``term`` that is running ends; ``None`` for ``always``. Between terms the day's."""
    if longest == "always":
        return None
    today = calendar.local_day(now)
    midnight = calendar.start_of(today + timedelta(days=1))
    if longest == "lesson":
        return min(now + LESSON, midnight)
    term = calendar.term_on(today) if longest == "term" else None
    return calendar.start_of(term.ends + timedelta(days=1)) if term is not None else midnight


def closure_ends(calendar: SchoolCalendar, now: datetime, days: int) -> datetime:
    """When one person's emergency block lapses: at the end of so many school days after today, weekends and holidays
    passed over. It can so be looked at on a school day.
    """
    day, left = calendar.local_day(now), days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_school_day(day)
    return calendar.end_of(day).replace(microsecond=0)
