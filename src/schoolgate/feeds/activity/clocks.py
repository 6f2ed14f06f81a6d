"""Times as logs write them, to microseconds since 1970.

A time that names no zone is the source's own. In the hour that an autumn night has twice, times are of the first until
they jump back, and then of the second; in the one a spring night has not, the clock had not been put forward yet
(PEP 495). A time without a year is of the latest that puts it before ``Options.until``.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.contract import Options
from schoolgate.kernel.errors import BadInputError

_MICRO: Final = 1_000_000
_HALF_AN_HOUR: Final = 1800 * _MICRO
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = 0, 4_000_000_000 * _MICRO
_NANO: Final = pa.timestamp("ns", "UTC")
_WHOLE: Final = pa.timestamp("us", "UTC")
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {name: number for number, name in enumerate(_NAMES, 1)}
_CLOCK: Final = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*\(?(?P<zone>Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?\)?"
)
_DAYS: Final = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<one>\d{1,2})[-/.](?P<two>\d{1,2})[-/.](?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/. ]+(?P<name>[a-z]{3,9})\.?,?[-/ ]+(?P<year>\d{4})",
    r"(?P<name>[a-z]{3,9})\.?[ ]+(?P<day>\d{1,2})(?:,?[ ]+(?P<year>\d{4}),?)?",
)
_FORMS: Final = tuple(
    re.compile(rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?{day}(?:[T:]|,?\s+){_CLOCK}", re.IGNORECASE).fullmatch
    for day in _DAYS
)
_is_iso: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII).fullmatch
_SECONDS: Final = re.compile(r"(\d{9,10})(?:\.(\d{1,9}))?").fullmatch
_THOUSANDTHS: Final = re.compile(r"\d{12,13}").fullmatch
NO_TIME: Final = "Its time cannot be read."


class Clock:
    """The clock of one source, for one reading of it. Raises ``BadInputError`` for a zone there is not."""

    def __init__(self, options: Options) -> None:
        try:
            self._zone = ZoneInfo(options.zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise BadInputError(
                f"The time zone “{options.zone}”", "there is none of this name.", "Europe/London is that of the UK."
            ) from error
        self.late = round(options.skew_seconds * _MICRO)
        self._until = (options.until or datetime.now(UTC)) + timedelta(days=1)
        self._month_first = options.month_first
        self._last, self._again = 0, False

    def micros(self, texts: pa.Array) -> pa.Array:
        """The moment of each, in the order they were logged; null where there is none."""
        whole = _zoned(texts)
        if whole is not None:
            return pc.subtract(whole, self.late) if self.late else whole
        coded = texts.dictionary_encode()
        read = [self._read(text) for text in coded.dictionary.to_pylist()]
        moments = pa.array([each[0] for each in read], pa.int64()).take(coded.indices)
        if any(twice for _, twice in read):
            moments = self._in_order(moments, pa.array([each[1] for each in read], pa.int64()).take(coded.indices))
        return pc.subtract(moments, self.late) if self.late else moments

    def one(self, text: str) -> int | None:
        """The moment of one, the next that was logged."""
        found: int | None = self.micros(pa.array([text], pa.string()))[0].as_py()
        return found

    def _in_order(self, moments: pa.Array, twice: pa.Array) -> pa.Array:
        done: list[int | None] = []
        for moment, hour in zip(moments.to_pylist(), twice.to_pylist(), strict=True):
            if moment is not None:
                self._again = bool(hour) and (self._again or moment < self._last - _HALF_AN_HOUR)
                self._last = moment
            done.append(moment + hour if moment is not None and self._again else moment)
        return pa.array(done, pa.int64())

    def _read(self, text: str) -> tuple[int | None, int]:
        """The moment, and how much later it is where the hour is the second of its name; 0 where there is but one."""
        try:
            found = _epoch(text)
            if found is not None:
                return found, 0
            moment = self._moment(text if _is_iso(text) else " ".join(text.split()))
            if moment is None or moment.tzinfo is not self._zone:
                return None if moment is None else _micros(moment), 0
            later = moment.replace(fold=1).utcoffset() != moment.utcoffset() and _exists(moment)
            return _micros(moment), _micros(moment.replace(fold=1)) - _micros(moment) if later else 0
        except (ValueError, OverflowError):
            return None, 0

    def _moment(self, text: str) -> datetime | None:
        if _is_iso(text):
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)
        for form in _FORMS:
            if found := form(text):
                return self._made(found)
        return None

    def _made(self, found: re.Match[str]) -> datetime | None:
        said = found.groupdict()
        month, day = self._day(said)
        hour = int(said["hour"])
        if half := (said["half"] or "").lower()[:1]:
            hour = hour % 12 + (12 if half == "p" else 0)
        part = int((said["part"] or "").ljust(6, "0")[:6])
        zone = _zone(said["zone"]) or self._zone
        rest = (month, day, hour, int(said["minute"]), int(said["second"] or 0), part)
        if said["year"] is not None:
            year = int(said["year"])
            return datetime(year + 2000 if year < 100 else year, *rest, tzinfo=zone)
        latest = self._until.astimezone(zone)
        for year in range(latest.year, latest.year - 9, -1):  # far enough back for a 29 February
            try:
                moment = datetime(year, *rest, tzinfo=zone)
            except ValueError:
                continue
            if moment <= latest:
                return moment
        return None

    def _day(self, said: dict[str, str | None]) -> tuple[int, int]:
        if said.get("name"):
            return _MONTHS.get(str(said["name"])[:3].lower(), 0), int(said["day"] or 0)
        if said.get("one"):
            one, two = int(said["one"] or 0), int(said["two"] or 0)
            first = self._month_first if max(one, two) <= 12 else two > 12
            return (one, two) if first else (two, one)
        return int(said["month"] or 0), int(said["day"] or 0)


def _zoned(texts: pa.Array) -> pa.Array | None:
    """The moments where each text is of ISO 8601 with its zone; None where one is not."""
    if not len(texts) or not _is_iso(first := texts[0].as_py()) or (first[-6:-5] not in "+-" and first[-1] != "Z"):
        return None
    try:
        moments = pc.cast(pc.floor_temporal(pc.cast(texts, _NANO), unit="microsecond"), _WHOLE)
    except pa.ArrowInvalid:
        return None
    found = pc.cast(moments, pa.int64())
    ends = pc.min_max(found).as_py()
    return found if _FIRST <= ends["min"] <= ends["max"] < _LAST else None


def _epoch(text: str) -> int | None:
    if found := _SECONDS(text):
        moment = int(found[1]) * _MICRO + int((found[2] or "").ljust(6, "0")[:6])
    elif _THOUSANDTHS(text):
        moment = int(text) * 1000
    else:
        return None
    return moment if _FIRST <= moment < _LAST else None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return timezone(timedelta(hours=1)) if text.upper() == "BST" else UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _micros(moment: datetime) -> int:
    found = (moment.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)
    if not _FIRST <= found < _LAST:
        raise ValueError(moment)
    return found


def _exists(moment: datetime) -> bool:
    """Whether a clock on the wall ever showed it: the hour left out in spring never is shown."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(fold=0, tzinfo=None) == moment.replace(tzinfo=None)
