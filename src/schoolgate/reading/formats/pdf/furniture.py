"""Running headers, footers and page numbers: lines at a page's edge that come again, at the same height, on others."""

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import Final

from schoolgate.reading.formats.lexis import fold
from schoolgate.reading.formats.pdf.lines import Line

_PAGE_NUMBER = re.compile(r"(?:page|p\.?)?\s*[-–|]?\s*\d{1,3}\s*(?:(?:of|/)\s*\d{1,3})?\s*[-–|]?", re.IGNORECASE)
_EDGE: Final = 0.13  # of the printed height, at the top and at the foot
_SHARE: Final = 0.3  # of the pages: what comes again on so many is furniture
_SAME_HEIGHT: Final = 8.0  # points


def furniture(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ``id`` of each line that is furniture."""
    heights = [line.y for lines in pages for line in lines]
    if not heights:
        return set()
    edge = (max(heights) - min(heights)) * _EDGE
    top, foot = max(heights) - edge, min(heights) + edge
    alike: defaultdict[tuple[str, bool], list[Line]] = defaultdict(list)
    for line in (line for lines in pages for line in lines if line.y >= top or line.y <= foot):
        alike[re.sub(r"\d+", "#", fold(line.text).lower()), line.y >= top].append(line)
    found: set[int] = set()
    for lines in alike.values():
        middle = median(line.y for line in lines)
        level = [line for line in lines if abs(line.y - middle) <= _SAME_HEIGHT]
        repeated = len({line.page for line in level}) >= max(2, round(len(pages) * _SHARE))
        found.update(id(line) for line in lines if repeated and line in level)
        found.update(id(line) for line in lines if _PAGE_NUMBER.fullmatch(fold(line.text)))
    return found
