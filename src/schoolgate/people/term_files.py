"""A calendar file (.ics, RFC 5545) as the lines that term_lines reads: one for each event that lasts whole days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar

from schoolgate.kernel.errors import BadInputError

LARGEST: Final = 1_000_000  # bytes; a year of a busy school's diary is a tenth of it
MOST_EVENTS: Final = 3000


def lines_of(data: bytes, name: str) -> str:
    """``SUMMARY: FIRST to LAST`` for each event. Raises ``BadInputError`` for a file that is no calendar."""
    if len(data) > LARGEST:
        raise BadInputError(name, "it is larger than a calendar of term dates can be.", "Paste the dates instead.")
    try:
        calendar = Calendar.from_ical(data)
        events = list(calendar.walk("VEVENT"))
    except (ValueError, IndexError, KeyError, TypeError):
        raise BadInputError(name, "it is not a calendar file we can read.", "Paste the dates instead.") from None
    if not events:
        raise BadInputError(name, "there is no event in it.", "Choose another file, or paste the dates.")
    return "\n".join(line for event in events[:MOST_EVENTS] for line in _lines(event))


def _lines(event: Any) -> Iterator[str]:
    summary = " ".join(str(event.get("SUMMARY", "")).replace("|", " ").split()) or "Nameless"
    starts, ends = _value(event, "DTSTART"), _value(event, "DTEND")
    if starts is None or event.get("RRULE") is not None:
        return  # what comes round again is no term
    first = starts.date() if isinstance(starts, datetime) else starts
    after = None if ends is None or isinstance(ends, datetime) else ends  # the day after (RFC 5545, 3.6.1)
    last = ends.date() if isinstance(ends, datetime) else after - timedelta(days=1) if after else first
    until = f" to {last.isoformat()}" if last > first else ""
    yield f"{summary}: {first.isoformat()}{until}"


def _value(event: Any, key: str) -> date | datetime | None:
    given = event.get(key)
    value = getattr(given, "dt", None)
    return value if isinstance(value, date) else None
