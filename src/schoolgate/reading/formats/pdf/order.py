"""The order a page is read in. Its maker's order is kept where it can be right, and made again where it cannot."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from schoolgate.reading.formats.pdf.lines import Line

_PROSE: Final = 18  # letters: a shorter piece of a line is a label and no line of a column
_WILD: Final = 0.25  # of a page's steps go back up in the same column: the order means nothing


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines as a person reads them: top to bottom, column by column where the page has two."""
    edge = _shared_gutter(lines)
    if edge is not None:
        return _columns([part for line in lines for part in _cut(line, edge)])
    steps = list(pairwise(lines))
    back = sum(1 for above, below in steps if below.y > above.y + above.size and below.x0 < above.x1 - above.size)
    if len(lines) < 6 or back <= len(steps) * _WILD:
        return lines
    return _columns(lines)


def _shared_gutter(lines: Sequence[Line]) -> float | None:
    """Where full lines of two columns were written as one line, row by row. A table's short labels do not count."""
    gaps = Counter(
        round(after.x0 / 4) * 4
        for line in lines
        for before, after in pairwise(line.words)
        if after.x0 - before.x1 > after.size and _letters(line, after.x0)[0] > _PROSE < _letters(line, after.x0)[1]
    )
    if not gaps:
        return None
    x, count = gaps.most_common(1)[0]
    return x - 3.0 if count >= max(5, len(lines) * 0.3) else None


def _letters(line: Line, x: float) -> tuple[int, int]:
    """How many letters a line has before and from ``x``."""
    before = sum(len(word.text) for word in line.words if word.x0 < x)
    return before, sum(len(word.text) for word in line.words) - before


def _cut(line: Line, edge: float) -> list[Line]:
    left = tuple(word for word in line.words if word.x0 < edge)
    right = tuple(word for word in line.words if word.x0 >= edge)
    if not left or not right or any(word.x1 > edge for word in left):
        return [line]
    return [replace(line, words=left), replace(line, words=right, dot=None)]


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
