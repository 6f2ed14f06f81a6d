"""Counting what a draft would change, in memory that does not grow with the rows."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

MOST_SITES: Final = 50_000  # counted by name in each direction; requests for further ones are counted together


class Change(StrEnum):
    """``otherwise``: as open or as closed as before, but said in another way, such as open with a warning."""

    SAME = "same"
    CLOSING = "closing"
    OPENING = "opening"
    OTHERWISE = "otherwise"


CHANGES: Final = (Change.CLOSING, Change.OPENING, Change.OTHERWISE)


class Cell(NamedTuple):
    """Requests are counted by whose they are and why. ``group`` is a class's ref, empty where none was known."""

    level: str
    group: str
    category: str
    change: Change


@dataclass(slots=True)
class Tally:
    """What a replay found, in requests.

    ``already`` are those that today's rules and lists would decide otherwise than they were decided then, whatever the
    draft says; ``regraded`` those that the draft puts at another level; ``unread`` those that could not be made again.
    ``whole``: all that was asked for was replayed. ``sites`` are requests by site within each cell.
    """

    judged: int = 0
    unread: int = 0
    already: int = 0
    regraded: int = 0
    first: float = 0
    last: float = 0
    whole: bool = True
    cells: Counter[Cell] = field(default_factory=Counter)
    sites: Counter[tuple[str, Cell]] = field(default_factory=Counter)
    further: Counter[Cell] = field(default_factory=Counter)  # for sites beyond the most that are counted by name

    def add(self, cell: Cell, host: str) -> None:
        self.cells[cell] += 1
        site = (host, cell)
        if site in self.sites or len(self.sites) < MOST_SITES:
            self.sites[site] += 1
        else:
            self.further[cell] += 1
