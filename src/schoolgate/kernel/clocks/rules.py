"""Rules: from the moment something happened to the last moment the next thing is on time.

How days are counted, everywhere here: the day of the event is not counted and the last day is counted whole (Regulation
1182/71 article 3(1), kept in UK law; "following the date of receipt" in the Freedom of Information Act section 10(1)).
So one working day after a Friday ends with Monday, or with Tuesday where Monday is a bank holiday; an event on a Sunday
counts from that Sunday. Hours are real hours: 72 hours over a clock change are still 72 hours.

A rhythm in terms asks for one doing in each: what was done in the summer term is next due by the end of autumn term, so
six weeks of holiday never make it late. What is done in a holiday counts for the term that has just ended.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count, islice
from typing import Protocol, override

from schoolgate.kernel.clocks.bank_holidays import Nation, is_bank_holiday
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.deadlines import Due, Pause, State, Status, in_order
from schoolgate.kernel.clocks.months import add_months, days_between, spelt
from schoolgate.kernel.clocks.terms import Period

_DAY = timedelta(days=1)


class Clock(StrEnum):
    """Which days, or hours, a rule counts."""

    WORKING = "working"
    SCHOOL = "school"
    CALENDAR = "calendar"
    WALL = "wall"
    FOI_WORKING = "foi_working"  # a working day in all four nations at once: Freedom of Information Act section 10(6)
    FOI_SCHOOL = "foi_school"  # such a day that is a school day too: SI 2004/3364 regulation 3(2)(a)


def counts(day: date, clock: Clock, calendar: SchoolCalendar) -> bool:
    """Whether a day is counted on a clock."""
    match clock:
        case Clock.WORKING:
            return calendar.is_working_day(day)
        case Clock.SCHOOL:
            return calendar.is_school_day(day)
        case Clock.FOI_WORKING:
            return day.weekday() < 5 and not any(is_bank_holiday(day, nation) for nation in Nation)
        case Clock.FOI_SCHOOL:
            return counts(day, Clock.FOI_WORKING, calendar) and calendar.is_school_day(day)
        case _:
            return True


def _forward(day: date, n: int, clock: Clock, calendar: SchoolCalendar) -> date:
    while n > 0:
        day += _DAY
        n -= counts(day, clock, calendar)
    return day


class Rule(ABC):
    """Something due once in a while, or a while after something."""

    @abstractmethod
    def due(self, after: date | datetime, calendar: SchoolCalendar, pauses: Iterable[Pause] = ()) -> Due:
        """The last moment on time, counted from ``after``. A pause gives back what it took, on the rule's own clock.

        A moment must carry its time zone (``ValueError`` otherwise); a day alone is taken in the school's zone.
        """

    def status(
        self,
        last_done: date | datetime | None,
        now: datetime,
        calendar: SchoolCalendar,
        *,
        since: date | datetime | None = None,
        pauses: Sequence[Pause] = (),
        paused_since: datetime | None = None,
    ) -> Status:
        """How it stands at ``now``. ``since`` is when the duty began, for a duty nobody has done yet."""
        started = last_done or since
        if paused_since is not None and paused_since <= now:
            return Status(State.PAUSED, f"The clock has stood still since {spelt(calendar.local_day(paused_since))}.")
        if started is None:
            return Status(State.NEVER, "Nobody has recorded doing this yet.")
        due = self.due(started, calendar, pauses)
        done = f"Last done on {spelt(calendar.local_day(last_done))}." if last_done else "Not yet recorded as done."
        if due.is_past(now):
            return Status(State.LATE, f"{done} It was due by {spelt(due.day)}.", due)
        return Status(State.ON_TIME if last_done else State.NEVER, f"{done} {due.sentence()}", due)


@dataclass(frozen=True, slots=True)
class Hours(Rule):
    """So many real hours."""

    n: int

    def __post_init__(self) -> None:
        _at_least_one(self.n)

    def due(self, after: date | datetime, calendar: SchoolCalendar, pauses: Iterable[Pause] = ()) -> Due:
        """A day alone is taken from its first moment, the strictest reading."""
        moment = after if isinstance(after, datetime) else calendar.start_of(after)
        calendar.local_day(moment)
        start = moment.astimezone(UTC)
        end = start + timedelta(hours=self.n)
        for pause in in_order(pauses):
            begins = max(pause.begins, start)
            if begins <= end:
                end += max(pause.ends - begins, timedelta())
        local = end.astimezone(calendar.zone_info)
        return Due(local, local.date(), timed=True)


class DayRule(Rule):
    """A rule that ends with a day."""

    @abstractmethod
    def last_day(self, start: date, calendar: SchoolCalendar) -> date: ...

    @property
    def counted_on(self) -> Clock:
        """The clock on which a pause is given back."""
        return Clock.CALENDAR

    @property
    def needs_terms(self) -> bool:
        return False

    def due(self, after: date | datetime, calendar: SchoolCalendar, pauses: Iterable[Pause] = ()) -> Due:
        start = calendar.local_day(after)
        last = self.last_day(start, calendar)
        for pause in in_order(pauses):
            begins = max(calendar.local_day(pause.begins), start)
            if begins <= last:
                paused = days_between(begins, calendar.local_day(pause.ends) - _DAY)
                lost = sum(counts(day, self.counted_on, calendar) for day in paused)
                last = _forward(last, lost, self.counted_on, calendar)
        assumed = self.needs_terms and (calendar.is_assumed(last) or calendar.is_assumed(start))
        return Due(calendar.end_of(last), last, assumed=assumed)


@dataclass(frozen=True, slots=True)
class Days(DayRule):
    """So many days, on the clock named. A deadline in working or school days never ends on any other day."""

    n: int
    clock: Clock = Clock.CALENDAR

    def __post_init__(self) -> None:
        _at_least_one(self.n)

    @property
    def needs_terms(self) -> bool:
        return self.clock in (Clock.SCHOOL, Clock.FOI_SCHOOL)

    @property
    def counted_on(self) -> Clock:
        return self.clock

    def last_day(self, start: date, calendar: SchoolCalendar) -> date:
        return _forward(start, self.n, self.clock, calendar)


@dataclass(frozen=True, slots=True)
class Months(DayRule):
    """So many months, to the same day of the month or else its last. Years are twelve of them."""

    n: int

    def __post_init__(self) -> None:
        _at_least_one(self.n)

    @override
    def last_day(self, start: date, calendar: SchoolCalendar) -> date:
        return add_months(start, self.n)


@dataclass(frozen=True, slots=True)
class SchoolPeriods(DayRule):
    """Once in every ``n`` terms, half terms or academic years: due by the end of the n-th that starts after ``start``.

    An academic year ends on 31 August, unless the calendar begins it elsewhere.
    """

    n: int
    of: str  # "term", "half_term" or "year"

    def __post_init__(self) -> None:
        _at_least_one(self.n)
        if self.of not in ("term", "half_term", "year"):
            raise ValueError(f"a school year is counted by term, half_term or year, not by {self.of!r}")

    @property
    def needs_terms(self) -> bool:
        return self.of != "year"

    def last_day(self, start: date, calendar: SchoolCalendar) -> date:
        later = (period for period in self._periods(start, calendar) if period.starts > start)
        return next(islice(later, self.n - 1, None)).ends

    def _periods(self, start: date, calendar: SchoolCalendar) -> Iterator[Period]:
        for year in count(calendar.academic_year(start)):
            if self.of == "year":
                yield calendar.year_period(year)
                continue
            for term in calendar.terms_of(year):
                yield from term.halves if self.of == "half_term" else (Period(term.starts, term.ends),)


@dataclass(frozen=True, slots=True)
class NextWorkingDay(Rule):
    """Another rule, put off to the next working day where it ends on a weekend or bank holiday.

    So Regulation 1182/71 article 3(4), and the Information Commissioner's guidance on the month of article 12(3).
    """

    rule: Rule

    def due(self, after: date | datetime, calendar: SchoolCalendar, pauses: Iterable[Pause] = ()) -> Due:
        due = self.rule.due(after, calendar, pauses)
        day = due.day
        while not calendar.is_working_day(day):
            day += _DAY
        return due if day == due.day else Due(calendar.end_of(day), day, assumed=due.assumed)


@dataclass(frozen=True, slots=True)
class SoonerOf(Rule):
    rules: tuple[Rule, ...]

    def due(self, after: date | datetime, calendar: SchoolCalendar, pauses: Iterable[Pause] = ()) -> Due:
        pauses = tuple(pauses)
        return min((rule.due(after, calendar, pauses) for rule in self.rules), key=lambda due: due.at.timestamp())


@dataclass(frozen=True, slots=True)
class LaterOf(Rule):
    rules: tuple[Rule, ...]

    def due(self, after: date | datetime, calendar: SchoolCalendar, pauses: Iterable[Pause] = ()) -> Due:
        pauses = tuple(pauses)
        return max((rule.due(after, calendar, pauses) for rule in self.rules), key=lambda due: due.at.timestamp())


class Clocked(Protocol):
    """A sentence's clock, as ``reading.model.When`` has it."""

    @property
    def n(self) -> int | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def clock(self) -> str | None: ...


def rule_for(n: int, unit: str, clock: str | None = None) -> Rule:
    """The rule for a number, a unit (hour, day, week, month, half_term, term, year) and a clock.

    A year on the school clock is an academic year. A week is seven days, or five on the working and school clocks.
    Raises ``ValueError`` for a unit or clock that is not one, and for a number under one.
    """
    chosen = Clock(clock) if clock else Clock.CALENDAR
    match unit:
        case "hour":
            return Hours(n)
        case "day" | "week" if chosen is Clock.WALL:
            return Hours(24 * n * (7 if unit == "week" else 1))
        case "day":
            return Days(n, chosen)
        case "week":
            return Days(n * (7 if chosen is Clock.CALENDAR else 5), chosen)
        case "month":
            return Months(n)
        case "year" if chosen is not Clock.SCHOOL:
            return Months(12 * n)
        case "half_term" | "term" | "year":
            return SchoolPeriods(n, unit)
        case _:
            raise ValueError(f"no clock counts in {unit!r}; known: hour, day, week, month, half_term, term, year")


def rule_of(when: Clocked) -> Rule | None:
    """The rule a sentence's clock gives; none where it is vague ("regularly")."""
    return rule_for(when.n, when.unit, when.clock) if when.n and when.unit else None


def _at_least_one(n: int) -> None:
    if n < 1:
        raise ValueError(f"a rule counts from one, not {n}")
