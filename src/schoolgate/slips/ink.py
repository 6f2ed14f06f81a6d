"""What is ink and what is paper: each dot against the paper around it, so that shadow and stain count for little."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from schoolgate.slips.finding import DOTS, Grey

STRONG: Final = 0.70  # of the paper's brightness: below it is ink
WEAK: Final = 0.87  # below it may be: a pencil, a smear, the edge of a shadow
_PAPER: Final = 170  # a page darker than this is no paper
_MOST_ON_BLANK: Final = 0.0002  # of a page: 12 square millimetres of A4
type Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Inked:
    """``share`` is each dot's brightness against the paper about it, 0 to 1; the masks are of the whole slip."""

    share: NDArray[np.float32]
    strong: Mask
    weak: Mask


def inked(flat: Grey) -> Inked:
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(cv2.medianBlur(small, 3), np.ones((15, 15), np.uint8))
    paper = cv2.GaussianBlur(cv2.erode(paper, np.ones((9, 9), np.uint8)), (0, 0), 3)
    wide = cv2.resize(paper, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    share = np.minimum(flat.astype(np.float32) / np.maximum(wide.astype(np.float32), 24.0), 1.0)
    return Inked(share, share < STRONG, share < WEAK)


def speckless(mask: Mask, least: float) -> Mask:
    """Without specks of less than ``least`` square millimetres."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    kept = np.zeros(count, bool)
    kept[1:] = stats[1:, cv2.CC_STAT_AREA] >= least * DOTS * DOTS
    return np.asarray(kept[labels], bool)


def blank(page: Grey) -> bool:
    """Whether a page as it came has next to nothing on it: not a line of pencil. Its edges are left out."""
    scale = min(1.0, 1000 / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    high, wide = small.shape
    inner = small[high // 20 : high - high // 20, wide // 20 : wide - wide // 20]
    if not inner.size or float(np.median(inner)) < _PAPER:
        return False
    paper = cv2.medianBlur(inner, 31 if min(inner.shape) > 62 else 3).astype(np.float32)
    return float(np.mean(inner.astype(np.float32) < 0.9 * paper)) < _MOST_ON_BLANK
