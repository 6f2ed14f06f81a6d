"""Months on the calendar: a month named without a day, and adding months to a date."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


def add_months(start: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month where it has no such day.

    31 January plus one month is 28 February, or 29 in a leap year: the "corresponding calendar date" the Information
    Commissioner's guidance asks for (UK GDPR article 12(3)), and how Regulation 1182/71 article 3(2)(c) ends a month.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, month_end(year, month + 1).day))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def spelt(day: date) -> str:
    """A date as British schools write it: "30 November 2024"."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True, order=True)
class MonthDate:
    """A month given where a day was wanted, as "November 2024". It means the last day of the month, and says so."""

    year: int
    month: int

    def __post_init__(self) -> None:
        month_end(self.year, self.month)  # refuses a thirteenth month

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return month_end(self.year, self.month)

    def sentence(self) -> str:
        return f"{self.first_day:%B %Y} names no day, so it is taken as its last, {spelt(self.last_day)}."


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from ``first`` to ``last``, both counted; none if ``last`` is earlier."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
