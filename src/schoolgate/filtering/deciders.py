"""Who may open a site by themselves, for how long, and until when that is. Pure.

The head, the safeguarding lead and the deputy always may. Beside them whoever was agreed beforehand in the setting
(``Decider``: a role, some categories, some levels, a longest time), so that a lesson goes on when all three are away;
those who teach may for the classes they teach, and for no other. What is locked nobody may.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol

from schoolgate.filtering.agreed.deciders import end_of
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.kernel.clocks.calendars import SchoolCalendar

SPANS: Final = ("lesson", "day", "term", "always")  # shortest first
ALWAYS_MAY: Final = ("head", "dsl", "deputy-dsl")
OWN_CLASSES: Final = frozenset({"teachers", "support-staff"})
LESSON: Final = timedelta(minutes=60)  # no timetable is known: an hour from the answer, decision 0226
_STEP: Final = 5  # minutes: what a button shows is a round time


class Agreed(Protocol):
    """What is read of ``agreed.setting.Decider``."""

    @property
    def role(self) -> str: ...
    @property
    def longest(self) -> str: ...
    @property
    def categories(self) -> frozenset[str]: ...
    @property
    def levels(self) -> frozenset[str]: ...


def spans(
    roles: Collection[str], agreed: Iterable[Agreed], *, level: str, category: str, own_class: bool
) -> tuple[str, ...]:
    """The lengths of time for which somebody with these roles may open a site, shortest first; none: they may not.

    ``own_class``: whether it was asked from classes that they teach, and no other.
    """
    known = CATEGORIES.get(category)
    if known is not None and known.locked:
        return ()
    if set(roles) & set(ALWAYS_MAY):
        return SPANS
    longest = max(
        (SPANS.index(one.longest) for one in agreed if _fits(one, roles, level, category, own_class)), default=-1
    )
    return SPANS[: longest + 1]


def until(span: str, now: datetime, calendar: SchoolCalendar) -> datetime | None:
    """The moment at which a span that begins now is over; None for always. Raises ``ValueError`` for no span."""
    if span == "lesson":
        ends = now + LESSON
        rounded = ends + timedelta(minutes=-ends.minute % _STEP, seconds=-ends.second, microseconds=-ends.microsecond)
        return min(rounded, calendar.start_of(calendar.local_day(now) + timedelta(days=1)))
    if span not in SPANS:
        raise ValueError(f"no such length of time: {span}")
    return end_of(span, now, calendar)


def worth_offering(may: Iterable[str], now: datetime, calendar: SchoolCalendar) -> list[tuple[str, datetime | None]]:
    """Each span with its end; "this term" only where one runs, for between terms it is no longer than the day."""
    ends = [(span, until(span, now, calendar)) for span in may]
    today = until("day", now, calendar)
    return [(span, end) for span, end in ends if span != "term" or end != today]


def _fits(one: Agreed, roles: Collection[str], level: str, category: str, own_class: bool) -> bool:
    return (
        one.role in roles
        and (not one.categories or category in one.categories)
        and (not one.levels or level in one.levels)
        and (own_class or one.role not in OWN_CLASSES)
    )
