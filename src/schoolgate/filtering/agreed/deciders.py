"""Who may open a site by themselves, for how long, and until when that is: one rule for every way a site is opened.

The head, the safeguarding lead and the deputy always may. Beside them whoever was agreed beforehand in the setting
(``Decider``: a role, some categories, some levels, a longest time), so that a lesson goes on when all three are away;
those who teach may for the classes they teach, and for no other. What is locked nobody may (decision 0226). Pure.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from schoolgate.filtering.agreed.setting import Decider, Setting
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.kernel.clocks.calendars import SchoolCalendar

SPANS: Final = ("lesson", "day", "term", "always")  # shortest first
ALWAYS_MAY: Final = ("head", "dsl", "deputy-dsl")
OWN_CLASSES: Final = frozenset({"teachers", "support-staff"})
NO_LIST: Final = frozenset({""})  # closed by no list: a walled garden, an hour, a bare number
LESSON: Final = timedelta(minutes=60)  # no timetable is known: an hour from the answer, decision 0226
_STEP: Final = 5  # minutes: what a button shows is a round time


def spans(
    roles: Collection[str],
    agreed: Iterable[Decider],
    *,
    levels: Collection[str],
    categories: Collection[str],
    own_class: bool,
) -> tuple[str, ...]:
    """The lengths of time for which somebody with these roles may open a site, shortest first; none: they may not.

    ``levels``: those it is opened for, none for all. ``categories``: what closes it there, as ``what_closes`` says; one
    agreement covers all of them or none. ``own_class``: whether it is for classes that they teach, and no other.
    """
    if any(key in CATEGORIES and CATEGORIES[key].locked for key in categories):
        return ()
    if set(roles) & set(ALWAYS_MAY):
        return SPANS
    fitting = (one for one in agreed if _fits(one, roles, levels, categories, own_class))
    longest = max((SPANS.index(one.longest) for one in fitting), default=-1)
    return SPANS[: longest + 1]


def what_closes(setting: Setting, levels: Collection[str], categories: Iterable[str]) -> frozenset[str]:
    """Of a site's categories those that are not plainly open at these levels (none: at every one), and the locked;
    ``NO_LIST`` where it is none of them. In a walled garden all that is not of the garden is closed.
    """
    asked = [level for level in setting.levels if not levels or level.key in levels]

    def shut(key: str) -> bool:
        locked = key in CATEGORIES and CATEGORIES[key].locked
        return locked or any(
            key in level.block | level.hold | level.warn or (bool(level.garden) and key not in level.garden)
            for level in asked
        )

    return frozenset(filter(shut, categories)) or NO_LIST


def is_within(may: Iterable[str], now: datetime, ends: datetime | None, calendar: SchoolCalendar) -> bool:
    """Whether what ends then (None: never) is over by the end of the longest of these spans, as ``until`` has it."""
    last = [until(span, now, calendar) for span in may]
    return any(end is None or (ends is not None and ends <= end) for end in last)


def until(span: str, now: datetime, calendar: SchoolCalendar) -> datetime | None:
    """The moment at which a span that begins now is over; None for always. Raises ``ValueError`` for no span.

    A lesson is an hour, to the next five minutes and never past midnight; between terms the term's end is the day's.
    """
    if span not in SPANS:
        raise ValueError(f"no such length of time: {span}")
    if span == "always":
        return None
    today = calendar.local_day(now)
    midnight = calendar.start_of(today + timedelta(days=1))
    if span == "lesson":
        ends = now + LESSON
        rounded = ends + timedelta(minutes=-ends.minute % _STEP, seconds=-ends.second, microseconds=-ends.microsecond)
        return min(rounded, midnight)
    term = calendar.term_on(today) if span == "term" else None
    return calendar.start_of(term.ends + timedelta(days=1)) if term is not None else midnight


def worth_offering(may: Iterable[str], now: datetime, calendar: SchoolCalendar) -> list[tuple[str, datetime | None]]:
    """Each span with its end; "this term" only where one runs, for between terms it is no longer than the day."""
    ends = [(span, until(span, now, calendar)) for span in may]
    today = until("day", now, calendar)
    return [(span, end) for span, end in ends if span != "term" or end != today]


def closure_ends(calendar: SchoolCalendar, now: datetime, days: int) -> datetime:
    """When one person's emergency block lapses: at the end of so many school days after today, weekends and holidays
    passed over. It can so be looked at on a school day.
    """
    day, left = calendar.local_day(now), days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_school_day(day)
    return calendar.end_of(day).replace(microsecond=0)


def _fits(
    one: Decider, roles: Collection[str], levels: Collection[str], categories: Collection[str], own_class: bool
) -> bool:
    return (
        one.role in roles
        and (not one.categories or one.categories.issuperset(categories))
        and (not one.levels or (bool(levels) and one.levels.issuperset(levels)))
        and (own_class or one.role not in OWN_CLASSES)
    )
