"""What a list says of itself in its first lines: when it was made, and how many rows it should have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOTE: Final = re.compile(r"\s*(?:[#!;]|//)+\s*(.*)")
_DAY: Final = re.compile(r"(?i)\b(?:last[ -]?(?:modified|updated?)|updated?|version|date|generated)\b[^:]*:\s*(.+)")
_ISO: Final = re.compile(r"(20\d\d)[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])")
_WRITTEN: Final = re.compile(
    r"(?i)\b(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?,?\s+(?:\d{1,2}:\d\d(?::\d\d)?\s+\S+\s+)?(20\d\d)"
)
_COUNT: Final = re.compile(
    r"(?i)\b(?:number of (?:entries|domains|hosts|rows)|domains|entries|hosts|total)\s*[:=]\s*([\d,.]+)\s*$"
)
_SERIAL: Final = re.compile(r"(?is)\bSOA\s+\S+\s+\S+\s*\(?\s*(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d\d\b")


@dataclass(frozen=True, slots=True)
class Stated:
    day: date | None = None
    rows: int | None = None


def stated(head: Sequence[str]) -> Stated:
    """What the comments at the head of a list say, or the serial of a zone that is written as a day (RFC 1912, 2.2)."""
    notes = [found[1] for line in head if (found := _NOTE.match(line))]
    days = [_day(found[1]) for note in notes if (found := _DAY.search(note))]
    counts = [found[1] for note in notes if (found := _COUNT.search(note))]
    serial = _SERIAL.search(re.sub(r";[^\n]*", "", "\n".join(head)))
    day = next((each for each in days if each), None) or (_of(*serial.groups()) if serial else None)
    return Stated(day, int(re.sub(r"\D", "", counts[0]) or 0) if counts else None)


def _day(text: str) -> date | None:
    if found := _WRITTEN.search(text):
        month = found[2].lower()
        return _of(found[3], str(_MONTHS.index(month) + 1), found[1]) if month in _MONTHS else None
    found = _ISO.search(text)
    return _of(*found.groups()) if found else None


def _of(year: str, month: str, day: str) -> date | None:
    try:
        return datetime(int(year), int(month), int(day)).date()  # noqa: DTZ001 - a day that a list states
    except ValueError:
        return None
