"""A school's calendars over time, so that a verdict can be reached again under the calendar of its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schoolgate.kernel.clocks.bank_holidays import Nation
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Period, Term
from schoolgate.kernel.errors import BadInputError


@dataclass(frozen=True)
class DatedCalendar:
    """A calendar that holds from a day on, and when the school told us so (a moment with its time zone)."""

    calendar: SchoolCalendar
    valid_from: date
    recorded_at: datetime


@dataclass(frozen=True)
class CalendarHistory:
    """Every calendar a school has given. Nothing is ever taken out; a correction is recorded later and so wins."""

    nation: Nation = Nation.ENGLAND
    entries: tuple[DatedCalendar, ...] = ()

    def with_entry(self, entry: DatedCalendar) -> "CalendarHistory":
        return CalendarHistory(self.nation, (*self.entries, entry))

    def as_known(self, on: date, known_at: datetime) -> SchoolCalendar:
        """The calendar that held on a day, as far as was known at a moment.

        Of those recorded by then and valid by that day, the one valid from latest; of two valid from the same day, the
        one recorded later. Where there is none: a calendar with no terms, whose dates are all assumed.
        """
        known = [entry for entry in self.entries if entry.recorded_at <= known_at and entry.valid_from <= on]
        if not known:
            return SchoolCalendar(self.nation)
        return max(known, key=lambda entry: (entry.valid_from, entry.recorded_at)).calendar


def calendar_from_plain(plain: Mapping[str, Any]) -> SchoolCalendar:
    """The calendar that ``SchoolCalendar.as_plain`` gave. Raises ``BadInputError`` naming what cannot be read."""
    try:
        month, day = plain["academic_year_begins"]
        return SchoolCalendar(
            nation=Nation(plain["nation"]),
            terms=tuple(_term_from_plain(term) for term in plain["terms"]),
            inset_days=frozenset(map(date.fromisoformat, plain["inset_days"])),
            closures=frozenset(map(date.fromisoformat, plain["closures"])),
            zone=plain["zone"],
            academic_year_begins=(month, day),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInputError("a school calendar", f"it cannot be read: {error!r}.", "Give its dates again.") from error


def _term_from_plain(plain: Mapping[str, Any]) -> Term:
    away = plain["half_term"]
    return Term(
        date.fromisoformat(plain["starts"]),
        date.fromisoformat(plain["ends"]),
        plain["name"],
        Period(date.fromisoformat(away[0]), date.fromisoformat(away[1])) if away else None,
    )
