"""Days as British schools and their spreadsheets write them: 1/9/26, 01.09.2026, 1 Sept 2026, 2026-09-01, 46266.

A column is read in one order throughout: day first, unless a value in it can only be month first and none can only be
day first. So ``1/2/26`` is the first of February until ``1/23/26`` stands in the same column.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from schoolgate.feeds.unfit import UnfitError

_EPOCH: Final = date(1899, 12, 30)  # day nought of a spreadsheet, which believes that 1900 was a leap year
_FIRST_SERIAL, _LAST_SERIAL = 7_306, 73_415  # 1920 to 2100: other five-figure numbers are no dates
_PIVOT: Final = 50  # two-figure years below it are of this century
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME: Final = r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[ap]\.?m\.?)?)?"
_NUMBERS: Final = re.compile(rf"(\d{{1,2}})\s*([/.\-])\s*(\d{{1,2}})\s*\2\s*(\d{{2}}|\d{{4}}){_TIME}", re.I)
_ISO: Final = re.compile(rf"(\d{{4}})([/.\-]?)(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.I)
_WORDS: Final = re.compile(
    rf"(?:[a-z]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/]*([a-z]{{3,9}})\.?,?[\s\-/]*(\d{{2}}|\d{{4}}){_TIME}", re.I
)
_SERIAL: Final = re.compile(r"(\d{4,5})(\.\d+)?")


class Order(StrEnum):
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


def order_of(values: Iterable[str]) -> Order:
    """The order that a column's dates are written in."""
    told = {order for value in values if (order := settled_by(value)) is not None}
    return Order.MONTH_FIRST if told == {Order.MONTH_FIRST} else Order.DAY_FIRST


def settled_by(value: str) -> Order | None:
    """The only order in which a value can be a date; None where it could be either, or settles nothing."""
    found = _NUMBERS.fullmatch(value.strip())
    if found is None or (int(found[1]) > 12) == (int(found[3]) > 12):
        return None
    return Order.DAY_FIRST if int(found[1]) > 12 else Order.MONTH_FIRST


def read_day(text: str, order: Order = Order.DAY_FIRST) -> str:
    """``2026-09-01``. Raises ``UnfitError``."""
    return _moment(text, order).date().isoformat()


def read_moment(text: str, order: Order = Order.DAY_FIRST) -> str:
    """``2026-09-01T08:30:00``, a day alone at its midnight. Raises ``UnfitError``."""
    return _moment(text, order).isoformat(timespec="seconds")


def _moment(text: str, order: Order) -> datetime:
    spelling = " ".join(text.split())
    try:
        if found := _NUMBERS.fullmatch(spelling):
            first, second = int(found[1]), int(found[3])
            day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
            return _made(_year(found[4]), month, day, found.groups()[4:])
        if (found := _ISO.fullmatch(spelling)) and (found[2] or (len(found[3]), len(found[4])) == (2, 2)):
            return _made(int(found[1]), int(found[3]), int(found[4]), found.groups()[4:])
        if (found := _WORDS.fullmatch(spelling)) and found[2][:3].lower() in _MONTHS:
            month = _MONTHS.index(found[2][:3].lower()) + 1
            return _made(_year(found[3]), month, int(found[1]), found.groups()[3:])
    except ValueError:
        raise UnfitError(f"there is no such day as “{text[:60]}”.") from None
    if (found := _SERIAL.fullmatch(spelling)) and _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        whole = datetime.combine(_EPOCH, datetime.min.time()) + timedelta(days=int(found[1]))
        return whole + timedelta(seconds=round(float(found[2] or 0) * 86_400))
    raise UnfitError(f"“{text[:60]}” is not a date; write it as 01/09/2026.")


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _PIVOT else 1900)


def _made(year: int, month: int, day: int, clock: tuple[str | None, ...]) -> datetime:
    hour, minute, second = (int(part or 0) for part in clock[:3])
    half = (clock[3] or "").lower()[:1]
    if half in ("a", "p"):
        hour = hour % 12 + (12 if half == "p" else 0)
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the school's own time, as it was written
