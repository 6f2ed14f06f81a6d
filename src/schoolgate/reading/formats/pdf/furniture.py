"""Running headers, footers and page numbers: lines at a page's edge that come again on other pages."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from schoolgate.reading.formats.lexis import fold
from schoolgate.reading.formats.pdf.lines import Line

_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*[-–|]?\s*\d{1,3}\s*(?:(?:of|/)\s*\d{1,3})?\s*[-–|]?", re.IGNORECASE)
_EDGE: Final = 4  # lines at the top and at the foot of a page that may be furniture
_SHARE: Final = 0.3  # of the pages: what comes again on so many is furniture


def furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ``id`` of each line that is furniture."""
    edges = [(line, place) for lines in pages for line, place in _edges(lines)]
    seen = Counter((_shape(line), place) for line, place in edges)
    enough = max(2, round(len(pages) * _SHARE))
    found: set[int] = set()
    for line, place in edges:
        repeated = len(pages) > 1 and seen[_shape(line), place] >= enough
        if repeated or _PAGE_NUMBER.fullmatch(fold(line.text)):
            found.add(id(line))
    return found


def _edges(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """The outermost lines of a page and which edge each is at. Lines in the middle are never furniture."""
    ordered = sorted(lines, key=lambda line: -line.y)
    head = ordered[:_EDGE]
    foot = ordered[max(_EDGE, len(ordered) - _EDGE) :]
    return [(line, "head") for line in head] + [(line, "foot") for line in foot]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text).lower())
