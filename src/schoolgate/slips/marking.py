"""Ticks: what stands in and about each box. A yes is only ever a plain tick; whatever else there is, a person is asked.

A plain tick goes down and up again: looked at from above it is one stroke at every place, lowest somewhere within. What
is crossed out, circled, filled in, faint, a cross, a dash or beside the box is none of that, and is doubtful.
"""

from enum import StrEnum
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from schoolgate.slips.finding import DOTS
from schoolgate.slips.ink import Inked, Mask, speckless
from schoolgate.slips.layout import BOX, LINE, Rect

_SEARCH: Final = 1.6  # millimetres a box may lie off, as paper creases
_OUTLINE: Final = 0.55  # of a box's border that must be there
_INSET: Final = 0.75  # millimetres inside the border that are looked at
_AROUND: Final = 2.6  # millimetres outside it
_CLEAR: Final = 0.9
_BESIDE: Final = 0.5  # millimetres outside it from which a ring shows, as the border's blur is past
_MOST_ABOUT: Final = 7  # of 24 directions from the middle in which ink may lie outside: a tail goes one way
_PEN: Final = 0.47  # of a box's inside, what a tick with a pen covers at most
_MOST_INKED: Final = 0.66  # and one with a felt-tip
_FELT: Final = 2.3  # millimetres across, where its two strokes meet
_NEIGHBOUR: Final = 0.7  # square millimetres of ink about an empty box that the tail of another tick may leave
_SPECK: Final = 0.12  # square millimetres


class Mark(StrEnum):
    """``ABSENT``: the box itself was not found there."""

    EMPTY = "empty"
    TICKED = "ticked"
    DOUBTFUL = "doubtful"
    ABSENT = "absent"


def mark(inked: Inked, box: Rect) -> Mark:
    """What stands in one box of a slip made flat."""
    window = _window(inked, box)
    if window is None:
        return Mark.ABSENT
    share, strong, weak = window
    edge, size = round(_AROUND * DOTS), round((BOX + LINE) * DOTS)
    inset = round(_INSET * DOTS)
    inside = (slice(edge + inset, edge + size - inset),) * 2
    near = np.ones(strong.shape, bool)
    clear = round(_CLEAR * DOTS)
    near[edge - clear : edge + size + clear, edge - clear : edge + size + clear] = False
    ring, ring_weak = _area(strong & near), _area(speckless(weak, 0.3) & near)
    inner, pale = speckless(strong[inside], _SPECK), speckless(weak[inside], 0.25)
    if _area(inner) < 0.15 and _area(pale) < 0.7 and ring < 0.8 and ring_weak < 2.5:
        return Mark.EMPTY if _area(pale) < 0.35 and ring < _NEIGHBOUR else Mark.DOUBTFUL
    if _about(strong) > _MOST_ABOUT:
        return Mark.DOUBTFUL
    return Mark.TICKED if _is_tick(inner, pale, ring) and float(share[inside].min()) < 0.62 else Mark.DOUBTFUL


def _about(strong: Mask) -> int:
    """In how many of 24 directions ink lies outside the box. A ring lies in most, and a line across in few."""
    middle = strong.shape[0] / 2
    y, x = np.mgrid[0 : strong.shape[0], 0 : strong.shape[1]] + 0.5 - middle
    beyond = np.maximum(np.abs(x), np.abs(y)) > ((BOX + LINE) / 2 + _BESIDE) * DOTS
    ways = ((np.arctan2(y, x) + np.pi) / (2 * np.pi) * 24).astype(int) % 24
    found = np.bincount(ways[strong & beyond], minlength=24)
    return int((found >= 0.06 * DOTS * DOTS).sum())


def _is_tick(inner: Mask, pale: Mask, ring: float) -> bool:
    area, whole = _area(inner), (BOX - 2 * _INSET) ** 2
    if not 0.9 < area < _MOST_INKED * whole or ring > 7.0 or _area(pale) > 2.6 * area + 1.0:
        return False
    columns = np.flatnonzero(inner.any(axis=0))
    rows = np.flatnonzero(inner.any(axis=1))
    wide, high = (columns[-1] - columns[0]) / DOTS, (rows[-1] - rows[0]) / DOTS
    if wide < 1.8 or high < 1.5:
        return False
    if area > _PEN * whole and (_runs(inner).max() > 1 or _thickest(inner) > _FELT):
        return False  # more ink than a pen leaves is a tick only where it is one broad stroke
    strokes = _runs(inner)[columns[0] : columns[-1] + 1]
    if np.mean(strokes > 1) > 0.14 or np.mean(strokes == 0) > 0.1 or np.max(_runs(inner.T)) > 2:
        return False
    return _goes_down_and_up(inner, columns)


def _thickest(mask: Mask) -> float:
    """Millimetres across, where the ink is broadest."""
    return 2 * float(cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5).max()) / DOTS


def _goes_down_and_up(inner: Mask, columns: NDArray[np.intp]) -> bool:
    """Whether the stroke's lowest place lies within it, and both ends lie higher."""
    low = np.array([np.flatnonzero(inner[:, at])[-1] for at in columns if inner[:, at].any()], float) / DOTS
    middle = np.array([np.flatnonzero(inner[:, at]).mean() for at in columns if inner[:, at].any()], float) / DOTS
    at = int(low.argmax()) / max(len(low) - 1, 1)
    bottom = float(np.sort(middle)[-max(len(middle) // 12, 2) :].mean())
    rise_left, rise_right = bottom - float(middle[:3].mean()), bottom - float(middle[-3:].mean())
    return bool(0.06 <= at <= 0.72 and rise_left >= 0.45 and rise_right >= 1.0)


def _runs(mask: Mask) -> NDArray[np.int_]:
    """How many strokes each column crosses."""
    padded = np.pad(mask.astype(np.int8), ((1, 0), (0, 0)))
    return np.asarray((np.diff(padded, axis=0) == 1).sum(axis=0))


def _area(mask: Mask) -> float:
    """In square millimetres."""
    return float(mask.sum()) / (DOTS * DOTS)


def _window(inked: Inked, box: Rect) -> tuple[NDArray[np.float32], Mask, Mask] | None:
    """The box and what is about it, moved to where the border is; None where there is no border."""
    off = round(_SEARCH * DOTS)
    edge, size = round(_AROUND * DOTS), round((BOX + LINE) * DOTS)
    left, top = round((box.x - LINE / 2) * DOTS), round((box.y - LINE / 2) * DOTS)
    dark = np.clip((0.95 - inked.share[top - off : top + size + off, left - off : left + size + off]) / 0.4, 0.0, 1.0)
    line = max(round(LINE * DOTS), 2)
    frame = np.zeros((size, size), np.float32)
    frame[:line], frame[-line:], frame[:, :line], frame[:, -line:] = 1, 1, 1, 1
    scores = cv2.matchTemplate(dark.astype(np.float32), frame, cv2.TM_CCORR) / frame.sum()
    y, x = np.unravel_index(int(scores.argmax()), scores.shape)
    if scores[y, x] < _OUTLINE or not _all_sides(dark[y : y + size, x : x + size], line):
        return None
    top, left = top - off + int(y), left - off + int(x)
    cut = (slice(top - edge, top + size + edge), slice(left - edge, left + size + edge))
    return inked.share[cut], inked.strong[cut], inked.weak[cut]


def _all_sides(dark: NDArray[np.float32], line: int) -> bool:
    """Whether each of the four sides is drawn over most of its length."""
    wide = line + 2
    sides = (dark[:wide].max(axis=0), dark[-wide:].max(axis=0), dark[:, :wide].max(axis=1), dark[:, -wide:].max(axis=1))
    return all(float(np.mean(side > 0.3)) > 0.7 for side in sides)


def signed(inked: Inked, box: Rect) -> Mark:
    """Whether somebody wrote in the box for the signature: ticked, empty, or doubtful for a speck or a smear."""
    inner = box.grown(-2.0)
    cut = (
        slice(round(inner.y * DOTS), round((inner.y + inner.h) * DOTS)),
        slice(round(inner.x * DOTS), round((inner.x + inner.w) * DOTS)),
    )
    strong = speckless(inked.strong[cut], 0.2)
    if _area(strong) >= 3.5:
        columns = np.flatnonzero(strong.any(axis=0))
        return Mark.TICKED if (columns[-1] - columns[0]) / DOTS >= 9.0 else Mark.DOUBTFUL
    return Mark.DOUBTFUL if _area(speckless(inked.weak[cut], 0.4)) >= 1.5 else Mark.EMPTY
