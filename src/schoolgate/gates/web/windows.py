"""Times at which a rule holds: hours on some days, on the school's own wall clock, and what is paused until when.

A window holds when the clock on the school's wall stands inside its hours. So on the night the clocks go back an hour
that comes twice is inside twice, and on the night they go forward an hour that never comes is never inside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.gates.web.scopes import EVERYONE, Scope

EVERY_DAY: Final = frozenset(range(7))  # Monday is 0
_DAY: Final = timedelta(days=1)
_HOUR: Final = 3600


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``starts`` until just before ``ends``; where ``ends`` is no later they run past midnight."""

    starts: time
    ends: time

    @property
    def past_midnight(self) -> bool:
        return self.ends <= self.starts


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """Which days are school days, known from ``first`` to ``last``."""

    first: date
    last: date
    days: frozenset[date]

    def is_one(self, day: date) -> bool | None:
        """``None`` where it is not known."""
        return day in self.days if self.first <= day <= self.last else None


@dataclass(frozen=True, slots=True)
class Window:
    """In its hours it does one thing: closes everything, closes some categories, or opens some that a level closes.

    A night belongs to the day it begins on. ``school_days``: only on those, only on others (``False``), or on both
    (``None``). Where it is not known whether a day is one, what closes holds and what opens does not.
    """

    ref: str
    words: str
    hours: tuple[Hours, ...]
    scope: Scope = EVERYONE
    weekdays: frozenset[int] = EVERY_DAY
    school_days: bool | None = None
    closes_everything: bool = False
    closes: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()

    def holds(self, local: datetime, school_days: SchoolDays | None) -> bool:
        """Whether it holds at a moment given on the school's wall clock."""
        return any(
            self._on(day, school_days) and _inside(hours, local, day) for hours in self.hours for day in _days_of(local)
        )

    def _on(self, day: date, known: SchoolDays | None) -> bool:
        if day.weekday() not in self.weekdays:
            return False
        if self.school_days is None:
            return True
        is_one = known.is_one(day) if known else None
        return not self.opens if is_one is None else is_one is self.school_days


@dataclass(frozen=True, slots=True)
class Pause:
    """Until a moment one thing rests: some windows, the closing of some categories, or, with neither, the internet."""

    ref: str
    since: datetime
    until: datetime
    by: str
    why: str
    scope: Scope = EVERYONE
    windows: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    @property
    def of_internet(self) -> bool:
        return not (self.windows or self.categories)


def edges(windows: tuple[Window, ...], at: float, zone: ZoneInfo) -> Iterator[float]:
    """All moments near ``at``, a day before and after at least, at which a window may begin or end to hold.

    In seconds since 1970. Some are no edge of any window: midnights, and the second where the clocks change.
    """
    today = datetime.fromtimestamp(at, zone).date()
    marks = {time.min, *(mark for window in windows for hours in window.hours for mark in (hours.starts, hours.ends))}
    for day in (today - _DAY, today, today + _DAY):
        for mark in marks:
            for fold in (0, 1):
                yield datetime.combine(day, mark, zone).replace(fold=fold).timestamp()
    yield from _changes_of_clocks(today, zone)


def _days_of(local: datetime) -> tuple[date, date]:
    return local.date(), local.date() - _DAY


def _inside(hours: Hours, local: datetime, day: date) -> bool:
    """Whether the wall clock stands inside the hours that began on ``day``."""
    now = local.time()
    if local.date() != day:
        return hours.past_midnight and now < hours.ends
    return now >= hours.starts and (hours.past_midnight or now < hours.ends)


def _changes_of_clocks(today: date, zone: ZoneInfo) -> Iterator[float]:
    first = datetime.combine(today - _DAY, time.min, zone).timestamp()
    for start in range(int(first), int(first) + 72 * _HOUR, _HOUR):
        if _offset(start, zone) != _offset(start + _HOUR, zone):
            low, high = start, start + _HOUR
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
            yield float(high)


def _offset(at: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(at, zone).utcoffset()
