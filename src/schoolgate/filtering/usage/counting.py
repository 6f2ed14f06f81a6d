"""Counting the decisions of a day. Pure: it is given rows, and holds a few hundred numbers, however many there are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from schoolgate.filtering.landing.reading import Landed
from schoolgate.gates.web.levels import GUEST

_HOUR: Final = 3600


class Kind(NamedTuple):
    """``category`` is empty where none decided; ``mode`` that of the filter then, a value of ``serving.Mode``."""

    level: str
    verdict: str
    category: str
    mode: str


@dataclass(slots=True)
class Day:
    """Requests of one day by kind. Of those that were not a guest's, ``known`` came from a known person, class or
    device, ``unknown`` from nobody the filter knew."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    known: int = 0
    unknown: int = 0

    def add(self, other: "Day") -> None:
        self.kinds.update(other.kinds)
        self.known += other.known
        self.unknown += other.unknown

    def document(self) -> dict[str, Any]:
        """As JSON holds it, in an order that does not depend on which file was read first."""
        return {
            "kinds": [[*kind, count] for kind, count in sorted(self.kinds.items())],
            "known": self.known,
            "unknown": self.unknown,
        }


def read(document: Mapping[str, Any]) -> Day:
    """A day back from what was kept of it."""
    kinds = Counter({Kind(*kind): count for *kind, count in document["kinds"]})
    return Day(kinds, document["known"], document["unknown"])


def counted(rows: Iterable[Landed], zone: ZoneInfo) -> dict[date, Day]:
    """The rows by the day on the school's wall clock."""
    days: dict[date, Day] = {}
    by_hour: dict[int, Day] = {}
    for row in rows:
        hour = int(row.at // _HOUR)
        day = by_hour.get(hour)
        if day is None:  # no zone of a school changes its day within an hour of the clock
            on = datetime.fromtimestamp(hour * _HOUR, zone).date()
            day = by_hour[hour] = days.setdefault(on, Day())
        day.kinds[Kind(row.level, row.verdict, row.category, row.mode)] += 1
        if row.level != GUEST:
            known = bool(row.person or row.device or row.groups)
            day.known += known
            day.unknown += not known
    return days
