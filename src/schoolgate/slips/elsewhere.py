"""What a family wrote elsewhere among the questions: "only the newsletter", a row struck out, an arrow, a ring.

The questions of a slip made flat are compared, piece by piece, with how they were printed. What is in and close about
the boxes and in the places to sign is no concern here.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from schoolgate.slips.finding import DOTS
from schoolgate.slips.ink import Inked
from schoolgate.slips.layout import BOX, Layout, Rect
from schoolgate.slips.naming import PER_MM, picture_of

MOST: Final = 3.0  # square millimetres of ink that was not printed
_PIECE: Final = (34.0, 10.5)  # millimetres, wide and high: paper within moves as one
_OFF: Final = 1.5  # millimetres by which a piece may lie off
_SPECK: Final = 0.5  # square millimetres
_TAIL: Final = 3.2  # millimetres about a box that belong to its tick
_SIGNING: Final = 9.0  # millimetres about the places to sign: names run over
_THIN: Final = 0.5  # millimetres about what was printed that may be blurred
_INKED: Final = 0.6
_EDGES: Final = ((3.0, 9.0), (201.0, 207.0))  # millimetres from the left: beside the corner marks
_SLANT: Final = 5.0  # millimetres by which a fold may fall from edge to edge
_FOLD: Final = 1.0  # millimetres above and below its middle
_LINE: Final = 0.9


def written(inked: Inked, frame: Layout, form: str) -> float:
    """Square millimetres of ink where nothing was printed and nothing was asked for. No picture: nothing."""
    kept = cv2.imdecode(np.frombuffer(picture_of(form), np.uint8), cv2.IMREAD_GRAYSCALE)
    part = frame.questions
    if kept is None or kept.shape != (round(part.h * PER_MM), round(part.w * PER_MM)):
        return 0.0
    printed, dark = kept < 150, _dark(inked, part)
    left = np.zeros(printed.shape, np.uint8)
    wide, high = round(_PIECE[0] * PER_MM), round(_PIECE[1] * PER_MM)
    for top in range(0, printed.shape[0], high):
        for start in range(0, printed.shape[1], wide):
            here = (slice(top, top + high), slice(start, start + wide))
            left[here] = _unprinted(dark, printed[here], top, start)
    _unfold(left, inked, part)
    for one in _asked_for(frame):
        left[
            _dots(one.y - part.y) : _dots(one.y + one.h - part.y), _dots(one.x - part.x) : _dots(one.x + one.w - part.x)
        ] = 0
    count, _labels, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    areas = stats[1:count, cv2.CC_STAT_AREA] / PER_MM**2
    return float(areas[areas >= _SPECK].sum())


def _unprinted(dark: NDArray[np.float32], printed: NDArray[np.bool_], top: int, start: int) -> NDArray[np.bool_]:
    """Ink of one piece that was not printed, where the piece lies now. ``dark`` has ``_OFF`` more on each side."""
    off = _dots(_OFF)
    high, wide = printed.shape
    around = dark[top : top + high + 2 * off, start : start + wide + 2 * off]
    y = x = off
    if printed.any():
        scores = cv2.matchTemplate(around, printed.astype(np.float32), cv2.TM_CCORR)
        y, x = (int(one) for one in np.unravel_index(int(scores.argmax()), scores.shape))
    near = cv2.dilate(printed.astype(np.uint8), np.ones((2 * _dots(_THIN) + 1,) * 2, np.uint8)).astype(bool)
    return np.asarray((around[y : y + high, x : x + wide] > _INKED) & ~near, bool)


def _unfold(left: NDArray[np.uint8], inked: Inked, part: Rect) -> None:
    """Take out a fold: a line across that goes on to both edges of the paper, where nobody writes."""
    high = round(_FOLD * DOTS)
    first, last = (_edge_rows(inked, one) for one in _EDGES)
    for top in first:
        near = [row for row in last if abs(row - top) <= _SLANT * DOTS]
        for row in near:
            x = np.arange(left.shape[1])
            at = part.x + x / PER_MM
            share = (at - _EDGES[0][0]) / (_EDGES[1][1] - _EDGES[0][0])
            y = ((top + (row - top) * share) / DOTS - part.y) * PER_MM
            for off in range(-high * PER_MM // DOTS, high * PER_MM // DOTS + 1):
                rows = np.round(y + off).astype(int)
                good = (rows >= 0) & (rows < left.shape[0])
                left[rows[good], x[good]] = 0


def _edge_rows(inked: Inked, edge: tuple[float, float]) -> list[int]:
    """The middles of dark lines across an edge of the paper, in dots."""
    cut = inked.share[:, round(edge[0] * DOTS) : round(edge[1] * DOTS)]
    dark = np.mean(cut < _LINE, axis=1) > 0.7
    changes = np.flatnonzero(np.diff(np.pad(dark.astype(np.int8), 1)))
    pairs = zip(changes[::2], changes[1::2], strict=True)
    return [int(start + end) // 2 for start, end in pairs if end - start < 3 * DOTS]


def _dark(inked: Inked, part: Rect) -> NDArray[np.float32]:
    """The part and ``_OFF`` about it, 4 dots a millimetre: 0 paper, 1 ink."""
    wide = part.grown(_OFF)
    cut = inked.share[
        round(wide.y * DOTS) : round((wide.y + wide.h) * DOTS), round(wide.x * DOTS) : round((wide.x + wide.w) * DOTS)
    ]
    size = (_dots(part.w) + 2 * _dots(_OFF), _dots(part.h) + 2 * _dots(_OFF))
    share = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip((0.95 - share) / 0.4, 0.0, 1.0), np.float32)


def _asked_for(frame: Layout) -> list[Rect]:
    boxes = [*frame.agree, *(box for pair in frame.places for box in pair)]
    assert all(box.w == BOX for box in boxes)
    ticks = [box.grown(_TAIL) for box in boxes]
    return [*ticks, *(one.grown(_SIGNING) for one in (frame.signature, frame.carer, frame.day))]


def _dots(millimetres: float) -> int:
    return max(round(millimetres * PER_MM), 0)
