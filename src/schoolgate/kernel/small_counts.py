"""Tables of counts from which no small one can be got back. Pure.

A count of 1 to 4 is hidden. A total is told only where every count in it is told, so no total holds a hidden one, and
nothing that is told can be subtracted from anything else to reach it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SMALL: Final = range(1, 5)


@dataclass(frozen=True, slots=True)
class Told:
    """A table as it may be shown: None where a count is hidden, or a total is not told."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    whole: int | None


def told(counts: Sequence[Sequence[int]]) -> Told:
    """A table of counts, rows of one length, with the totals that give nothing away."""
    cells = tuple(tuple(None if count in SMALL else count for count in row) for row in counts)
    columns = tuple(zip(*cells, strict=True)) if cells else ()
    rows = tuple(_total(row) for row in cells)
    return Told(cells, rows, tuple(_total(column) for column in columns), _total(rows))


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def share(parts: Mapping[bool, int]) -> int | None:
    """The share in the hundred of what was so, from how often it was so and was not; None where either part is small,
    since a share and one part give the other, and where there is nothing."""
    yes, no = parts.get(True, 0), parts.get(False, 0)
    if not yes + no or yes in SMALL or no in SMALL:
        return None
    return round(100 * yes / (yes + no))
