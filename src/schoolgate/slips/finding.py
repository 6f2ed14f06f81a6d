"""Slips in a picture: their codes, their corner marks, and each made flat.

The four corner marks of a slip are ArUco markers of one set, and the number in its QR code says which set: a code that
lies beside the corners of another slip fits none, and is not matched.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from schoolgate.slips import codes
from schoolgate.slips.layout import HEIGHT, WIDTH, Layout, Plan, layout

type Grey = NDArray[np.uint8]
type Points = NDArray[np.float64]
DICTIONARY: Final = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_250)
DOTS: Final = 8  # a millimetre of a slip made flat
FEWEST_DOTS: Final = 2.4  # a millimetre of the picture, below which nothing is read from it
_FIT: Final = 1.6  # millimetres by which corners may lie off: paper creases
_QR_FIT: Final = 4.0
_FRAME: Final = layout(Plan(1, 0))  # marks and code lie the same on every slip of the edition


@dataclass(frozen=True, slots=True)
class Code:
    """A slip's number as its QR code says, and the code's four corners in the picture."""

    number: str
    corners: Points


@dataclass(frozen=True, slots=True)
class Flat:
    """One slip made flat, 8 dots a millimetre. ``number`` is empty where its code was not read; ``dots`` is how many
    dots of the picture a millimetre had."""

    number: str
    grey: Grey
    dots: float


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a picture. ``backs``: pages with the words only. ``lost``: numbers whose corners are not all there."""

    flats: tuple[Flat, ...]
    lost: tuple[str, ...]
    backs: int


def find(grey: Grey) -> Found:
    """Every slip in the picture, whichever way up."""
    numbered, backs = _codes(grey)
    sets = _marks(grey)
    flats, lost, used = [], [], set()
    for code in numbered:
        group = codes.group_of(code.number)
        flat = _flat(grey, sets.get(group, {}), code)
        used.add(group)
        if flat is None:
            lost.append(code.number)
        else:
            flats.append(flat)
    for group, marks in sets.items():
        if group not in used and len(marks) >= 3 and all(len(some) == 1 for some in marks.values()):
            flat = _flat(grey, marks, None)
            flats += [flat] if flat else []
    return Found(tuple(flats), tuple(lost), backs)


def _codes(grey: Grey) -> tuple[list[Code], int]:
    """The slips' codes, each number and place once, and how many pages of words."""
    found: list[Code] = []
    backs = 0
    for picture, scale in _tries(grey):
        for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
            number = codes.from_payload(one.text)
            corners = _corners(one.position) / scale
            backs += one.text == codes.BACK
            if number and not any(_same(number, corners, other) for other in found):
                found.append(Code(number, corners))
        if found or backs:
            break
    return found, backs


def _tries(grey: Grey) -> Iterable[tuple[Grey, float]]:
    """The picture as it is, then evened out, then larger: a code that is dim, stained or small."""
    yield grey, 1.0
    even = cv2.createCLAHE(clipLimit=4.0, tileGridSize=(12, 12)).apply(grey)
    yield np.asarray(even, np.uint8), 1.0
    if max(grey.shape) < 2000:
        larger = cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        yield np.asarray(larger, np.uint8), 2.0


def _corners(position: Any) -> Points:
    some = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([(one.x, one.y) for one in some], np.float64)


def _same(number: str, corners: Points, other: Code) -> bool:
    side = float(np.linalg.norm(other.corners[0] - other.corners[1]))
    return number == other.number and float(np.abs(corners - other.corners).max()) < side


def _marks(grey: Grey) -> dict[int, dict[int, list[Points]]]:
    """Corner marks by set and corner."""
    settings = cv2.aruco.DetectorParameters()
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    settings.errorCorrectionRate = 0.4
    settings.minMarkerPerimeterRate = 0.02
    settings.adaptiveThreshWinSizeMax = 43
    settings.adaptiveThreshWinSizeStep = 20
    found, ids, _ = cv2.aruco.ArucoDetector(DICTIONARY, settings).detectMarkers(grey)
    sets: defaultdict[int, dict[int, list[Points]]] = defaultdict(dict)
    for corners, number in zip(found, [] if ids is None else np.asarray(ids).ravel(), strict=True):
        group, corner = divmod(int(number), 4)
        sets[group].setdefault(corner, []).append(np.asarray(corners, np.float64).reshape(4, 2))
    return sets


def _flat(grey: Grey, marks: dict[int, list[Points]], code: Code | None) -> Flat | None:
    """The slip made flat by the corners that fit best; None where fewer than two do, or the code lies elsewhere."""
    best: tuple[int, float, Points] | None = None
    corners = sorted(marks)
    for some in list(product(*(marks[corner] for corner in corners)))[:64]:
        fitted = _fitted(dict(zip(corners, some, strict=True)), code)
        if fitted is not None and (best is None or (-fitted[0], fitted[1]) < (-best[0], best[1])):
            best = fitted
    if best is None:
        return None
    matrix = best[2]
    size = (round(WIDTH * DOTS), round(HEIGHT * DOTS))
    scaled = np.diag([DOTS, DOTS, 1.0]) @ np.linalg.inv(matrix)
    flat = cv2.warpPerspective(grey, scaled, size, flags=cv2.INTER_LINEAR, borderValue=(255,))
    return Flat(code.number if code else "", np.asarray(flat, np.uint8), _dots(matrix))


def _fitted(marks: dict[int, Points], code: Code | None) -> tuple[int, float, Points] | None:
    """How many corner marks fit, by how much they lie off (millimetres), and the way from paper to picture."""
    if len(marks) < (2 if code else 3):
        return None
    paper = [point for corner in marks for point in _FRAME.marks[corner].corners]
    seen = [point for corner in marks for point in marks[corner]]
    if code is not None and len(marks) < 4:
        paper += _FRAME.qr.corners
        seen += list(code.corners)
    on_paper, in_picture = np.array(paper, np.float64), np.array(seen, np.float64)
    matrix, _ = cv2.findHomography(on_paper, in_picture, 0)
    if matrix is None or np.linalg.det(matrix[:2, :2]) <= 0:
        return None
    way = np.asarray(matrix, np.float64)
    off = _off(way, on_paper, in_picture)
    if off > _FIT or (code is not None and not _beside(way, code)):
        return None
    return len(marks), off, way


def _off(way: Points, on_paper: Points, in_picture: Points) -> float:
    """How far, in millimetres, the worst corner lies from where it should."""
    back = cv2.perspectiveTransform(in_picture.reshape(-1, 1, 2), np.linalg.inv(way)).reshape(-1, 2)
    return float(np.linalg.norm(back - on_paper, axis=1).max())


def _beside(way: Points, code: Code) -> bool:
    """Whether the QR code lies where this slip has it."""
    centre = code.corners.mean(axis=0).reshape(1, 1, 2)
    x, y = cv2.perspectiveTransform(centre, np.linalg.inv(way)).ravel()
    qr = _FRAME.qr
    return bool(abs(x - qr.x - qr.w / 2) < _QR_FIT and abs(y - qr.y - qr.h / 2) < _QR_FIT)


def _dots(way: Points) -> float:
    """Dots of the picture for a millimetre of paper, where they are fewest."""
    ends = np.array([[(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)]], np.float64)
    corners = cv2.perspectiveTransform(ends, way)[0]
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float((sides / np.array([WIDTH, HEIGHT, WIDTH, HEIGHT])).min())


def part(frame: Layout, name: str) -> tuple[slice, slice]:
    """The rows and columns of a part of the layout ("name", "code", "questions") in a slip made flat."""
    rect = getattr(frame, name)
    return (
        slice(round(rect.y * DOTS), round((rect.y + rect.h) * DOTS)),
        slice(round(rect.x * DOTS), round((rect.x + rect.w) * DOTS)),
    )
