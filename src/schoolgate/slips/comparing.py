"""How much of a printed name is there, and how much ink that was not printed."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from schoolgate.slips.finding import DOTS
from schoolgate.slips.ink import Inked
from schoolgate.slips.layout import Rect
from schoolgate.slips.naming import AS_PRINTED, LESS, MORE, PER_MM, picture_of

_SEARCH: Final = 1.75  # millimetres by which it may lie off


@dataclass(frozen=True, slots=True)
class Compared:
    """``more`` in square millimetres, ``less`` as a share of what was printed."""

    more: float
    less: float

    @property
    def same(self) -> bool:
        return self.more <= MORE and self.less <= LESS


def compared(inked: Inked, name: Rect, as_printed: str) -> Compared:
    """The name on a slip made flat against the picture of it that was kept. A picture that is none: all is missing."""
    kept = cv2.imdecode(np.frombuffer(picture_of(as_printed), np.uint8), cv2.IMREAD_GRAYSCALE)
    edge = round(AS_PRINTED * PER_MM)
    if kept is None or min(kept.shape) <= 2 * edge:
        return Compared(0.0, 1.0)
    printed = kept[edge:-edge, edge:-edge] < 140
    wide = name.grown(_SEARCH)
    cut = inked.share[
        round(wide.y * DOTS) : round((wide.y + wide.h) * DOTS), round(wide.x * DOTS) : round((wide.x + wide.w) * DOTS)
    ]
    size = (round(wide.w * PER_MM), round(wide.h * PER_MM))
    share = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    dark = np.clip((0.95 - share) / 0.4, 0.0, 1.0).astype(np.float32)
    height, width = min(printed.shape[0], dark.shape[0]), min(printed.shape[1], dark.shape[1])
    printed = printed[:height, :width]
    if not printed.any():
        return Compared(float((dark > 0.6).sum()) / PER_MM**2, 0.0)
    scores = cv2.matchTemplate(dark, printed.astype(np.float32), cv2.TM_CCORR)
    y, x = np.unravel_index(int(scores.argmax()), scores.shape)
    here = dark[y : y + height, x : x + width]
    near = cv2.dilate(printed.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    more = float(((here > 0.6) & ~near).sum()) / PER_MM**2
    inky = cv2.dilate((here > 0.25).astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    less = float((printed & ~inky).sum()) / float(printed.sum())
    over = _struck(here, printed)
    return Compared(more + over, less)


def _struck(here: np.ndarray, printed: np.ndarray) -> float:
    """Ink in the gaps between the letters, where a line through the name must pass; counted threefold."""
    gap = cv2.dilate(printed.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    hull = np.zeros(printed.shape, bool)
    rows, columns = np.flatnonzero(printed.any(axis=1)), np.flatnonzero(printed.any(axis=0))
    hull[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = True
    return 2.0 * float(((here > 0.7) & hull & ~gap).sum()) / PER_MM**2
