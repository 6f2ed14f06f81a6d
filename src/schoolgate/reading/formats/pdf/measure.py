"""How a document is usually set: letter size, line spacing, and where its columns end."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from schoolgate.reading.formats.pdf.lines import Line
from schoolgate.reading.formats.pdf.order import gutter

_SMALL: Final = 0.89  # of the usual letter size


class Measure:
    """The usual ``size`` and ``spacing`` in points, and the right edge of the column a line stands in."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        lines = [line for page in pages for line in page]
        self.size = _usual_size(lines)
        self.spacing = _usual_spacing(lines)
        self._gutters = {page[0].page: gutter(page) for page in pages if page}
        ends: defaultdict[str, list[float]] = defaultdict(list)
        for line in lines:
            if len(line.text) > 20:
                ends[self._column(line)].append(line.x1)
        self._rights = {column: sorted(found)[int(len(found) * 0.9)] for column, found in ends.items()}

    def footnotes(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of small print at the foot of a page: its last ones, the first of them with its number or mark."""
        foot: list[Line] = []
        for line in sorted(lines, key=lambda each: each.y):
            if line.size > self.size * _SMALL:
                break
            foot.insert(0, line)
        start = next((i for i, line in enumerate(foot) if line.text[0].isdigit() or line.text[0] in "*†"), len(foot))
        return foot[start:] if len(foot) < len(lines) else []

    def right_of(self, line: Line) -> float:
        """Where full lines of that line's column end: nine in ten of the longer ones end before it."""
        return max(self._rights.get(self._column(line), line.x1), 0.0)

    def _column(self, line: Line) -> str:
        edge = self._gutters.get(line.page)
        if edge is None or line.x0 < edge < line.x1:
            return "whole"
        return "left" if line.x1 <= edge else "right"


def _usual_size(lines: Sequence[Line]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 11.0


def _usual_spacing(lines: Sequence[Line]) -> float:
    """The distance of baselines that most neighbouring lines have."""
    gaps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        gap = round((above.y - below.y) * 2) / 2
        if above.page == below.page and 0 < gap < 3 * max(above.size, below.size):
            gaps[gap] += 1
    return gaps.most_common(1)[0][0] if gaps else 14.0
