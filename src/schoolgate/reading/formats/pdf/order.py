"""The order a page is read in. Its maker's order is kept where it can be right, and made again where it cannot."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from schoolgate.reading.formats.pdf.lines import Line

_WILD: Final = 0.25  # of a page's steps go back up in the same column: the order means nothing


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as a person reads them: top to bottom, column by column where the page has two."""
    steps = list(pairwise(lines))
    back = sum(1 for above, below in steps if below.y > above.y + above.size and below.x0 < above.x1 - above.size)
    if len(lines) < 6 or back <= len(steps) * _WILD:
        return lines
    return _columns(lines)


def _columns(lines: Sequence[Line]) -> list[Line]:
    """Lines sorted anew: bands that span the page part it, and between them each column is read to its end."""
    edge = gutter(lines)
    ordered = sorted(lines, key=lambda line: (-line.y, line.x0))
    if edge is None:
        return ordered
    read: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in ordered:
        if line.x0 < edge < line.x1:
            read += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.x1 <= edge else right).append(line)
    return read + left + right


def gutter(lines: Sequence[Line]) -> float | None:
    """Where a blank strip parts two columns, if most lines keep to one side of it."""
    start, end = min(line.x0 for line in lines), max(line.x1 for line in lines)
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        x = start + (end - start) * step / 100
        crossing = sum(1 for line in lines if line.x0 < x < line.x1)
        beside = min(sum(1 for line in lines if line.x1 <= x), sum(1 for line in lines if line.x0 >= x))
        if beside >= 4 and crossing <= len(lines) * 0.25 and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None
