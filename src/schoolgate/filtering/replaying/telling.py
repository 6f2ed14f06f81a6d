"""What a dry run tells: plain values in which no small count is left, so that they may be kept and shown.

A request of a class is somebody's. So nothing is told of fewer than five requests of one level, class, category and
kind of change, and every sum is of what is told: no hidden count can be had from another by subtracting (decision
0127). A site is named where five or more of those requests were for it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from schoolgate.filtering.replaying.tallies import CHANGES, Cell, Change, Tally
from schoolgate.kernel.small_counts import SMALL

MOST_SHOWN: Final = 100  # sites, in each direction
FEW: Final = SMALL.stop


@dataclass(frozen=True, slots=True)
class Row:
    """Of one level, class or category: at least so many requests would close, open, or be answered otherwise."""

    key: str
    closing: int
    opening: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Site:
    """One site with the category that closes it; ``count`` requests."""

    host: str
    category: str
    count: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A site marked suitable for a lesson, whose level would not open it: ``because`` is the filter's sentence."""

    host: str
    level: str
    because: str


@dataclass(frozen=True, slots=True)
class Told:
    """A dry run's answer. Moments in seconds since 1970. ``hidden``: whether any count was too small to tell, so that
    the sums are the least they can be. ``untold``: what differs and cannot be replayed, as keys.
    """

    judged: int
    unread: int
    already: int
    regraded: int
    first: float
    last: float
    whole: bool
    hidden: bool
    levels: tuple[Row, ...]
    groups: tuple[Row, ...]
    categories: tuple[Row, ...]
    sites_closing: tuple[Site, ...]
    sites_opening: tuple[Site, ...]
    lessons: tuple[Lesson, ...]
    untold: tuple[str, ...]
    lost: int = 0  # decisions that a full disk took none of

    @property
    def closing(self) -> int:
        return sum(row.closing for row in self.levels)

    @property
    def opening(self) -> int:
        return sum(row.opening for row in self.levels)

    @property
    def otherwise(self) -> int:
        return sum(row.otherwise for row in self.levels)

    @property
    def changes(self) -> int:
        return self.closing + self.opening + self.otherwise

    def document(self) -> dict[str, Any]:
        return asdict(self)


def telling(tally: Tally, lessons: Iterable[Lesson], untold: tuple[str, ...], lost: int = 0) -> Told:
    """What may be told of a tally."""
    cells = {cell: count for cell, count in tally.cells.items() if count >= FEW}
    return Told(
        judged=tally.judged,
        unread=tally.unread,
        already=_enough(tally.already),
        regraded=_enough(tally.regraded),
        first=tally.first,
        last=tally.last,
        whole=tally.whole,
        hidden=len(cells) < len(tally.cells),
        levels=_rows(cells, lambda cell: cell.level),
        groups=_rows(cells, lambda cell: cell.group),
        categories=_rows(cells, lambda cell: cell.category),
        sites_closing=_sites(tally, cells, Change.CLOSING),
        sites_opening=_sites(tally, cells, Change.OPENING),
        lessons=tuple(lessons),
        untold=untold,
        lost=lost,
    )


def read(document: Mapping[str, Any]) -> Told:
    """The answer back from what was kept of it."""
    rows = {name: tuple(Row(**one) for one in document[name]) for name in ("levels", "groups", "categories")}
    sites = {name: tuple(Site(**one) for one in document[name]) for name in ("sites_closing", "sites_opening")}
    lessons = tuple(Lesson(**one) for one in document["lessons"])
    return Told(**{**document, **rows, **sites, "lessons": lessons, "untold": tuple(document["untold"])})


def _enough(count: int) -> int:
    return 0 if count in SMALL else count


def _rows(cells: Mapping[Cell, int], by: Callable[[Cell], str]) -> tuple[Row, ...]:
    """A row for each key that has any change, most first."""
    sums: dict[str, Counter[Change]] = {}
    for cell, count in cells.items():
        sums.setdefault(by(cell), Counter())[cell.change] += count
    order = sorted(sums, key=lambda key: (-sums[key].total(), key))
    return tuple(Row(key, *(sums[key][change] for change in CHANGES)) for key in order)


def _sites(tally: Tally, cells: Mapping[Cell, int], change: Change) -> tuple[Site, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for (host, cell), count in tally.sites.items():
        if cell.change is change and cell in cells:
            counted[host, cell.category] += count
    order = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Site(*site, count) for site, count in order[:MOST_SHOWN] if count >= FEW)
