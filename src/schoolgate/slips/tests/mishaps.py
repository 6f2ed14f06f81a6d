"""What befalls a sheet between a kitchen and the office's scanner, in colour: apart from ``weather``, and sharing none
of its code."""

import io
from collections.abc import Callable
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.random import Generator
from PIL import Image

from schoolgate.slips.finding import DOTS
from schoolgate.slips.layout import Rect
from schoolgate.slips.tests.pens import Ink, Sheet, Spot, stroke, write

Image.init()


def blob(
    sheet: Sheet, at: Spot, wide: float, high: float, rng: Generator, shade: tuple[int, int, int], cover: float
) -> None:
    """A patch with an uneven edge, in millimetres."""
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    far = rng.normal(1, 0.12, len(turn))
    edge = [
        ((at[0] + wide * np.cos(a) * f) * DOTS, (at[1] + high * np.sin(a) * f) * DOTS)
        for a, f in zip(turn, far, strict=True)
    ]
    mask = np.zeros(sheet.shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.array(edge, np.int32)], (255,), cv2.LINE_AA)
    hide = cv2.GaussianBlur(mask, (0, 0), 1.5).astype(np.float32)[..., None] / 255 * cover
    sheet[:] = sheet * (1 - hide) + np.array(shade, np.float32) * hide


def fluid(sheet: Sheet, box: Rect, rng: Generator) -> None:
    """Correction fluid over most of a box."""
    blob(
        sheet,
        (box.x + box.w / 2, box.y + box.h / 2),
        box.w * rng.uniform(0.4, 0.75),
        box.h * rng.uniform(0.35, 0.6),
        rng,
        (255, 255, 253),
        0.93,
    )


def hole(sheet: Sheet, at: Spot, rng: Generator) -> None:
    """Punched: the scanner's lid shows, dark or white."""
    shade = (40, 40, 40) if rng.random() < 0.5 else (252, 252, 252)
    cv2.circle(sheet, (round(at[0] * DOTS), round(at[1] * DOTS)), round(2.75 * DOTS), shade, -1, cv2.LINE_AA)


def stamp(sheet: Sheet, at: Spot, rng: Generator) -> None:
    """RECEIVED, in a frame, askew."""
    shade = ((190, 40, 60), (60, 70, 170))[int(rng.integers(0, 2))]
    lean, ink = rng.uniform(-0.2, 0.2), Ink(shade, 0.6, rng.uniform(0.55, 0.85), 0.4)
    x, y = at
    frame = [(x, y), (x + 34, y + 34 * lean), (x + 34, y + 12 + 34 * lean), (x, y + 12), (x, y)]
    for one, two in pairwise(frame):
        stroke(sheet, [one, two], ink, rng)
    write(sheet, (x + 3, y + 8.5), 8, ink, rng, high=4.5)


def coffee_ring(sheet: Sheet, at: Spot, rng: Generator) -> None:
    y, x = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]].astype(np.float32) / DOTS
    far = np.hypot(x - at[0], y - at[1])
    size = rng.uniform(28, 40)
    stain = (0.45 * np.exp(-(((far - size) / rng.uniform(0.7, 1.6)) ** 2)) + 0.07 * (far < size))[..., None]
    sheet[:] = sheet * (1 - stain) + np.array((120, 80, 45), np.float32) * stain


def staple(sheet: Sheet, corner: Rect, rng: Generator) -> None:
    """A second paper, or a folded ear, over a corner mark."""
    blob(sheet, (corner.x + 5, corner.y + 5), 9, 9, rng, (235, 232, 225), 1.0)
    stroke(sheet, [(corner.x + 1, corner.y + 4), (corner.x + 12, corner.y + 6)], Ink((90, 90, 95), 0.6, 1), rng)


def warped(sheet: Sheet, way: np.ndarray, size: tuple[int, int], ground: Sheet) -> Sheet:
    paper = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), way, size, flags=cv2.INTER_AREA)[..., None]
    laid = cv2.warpPerspective(sheet, way, size, flags=cv2.INTER_AREA, borderValue=(255, 255, 255))
    return np.asarray(laid * paper + ground * (1 - paper), np.float32)


def desk(size: tuple[int, int], rng: Generator) -> Sheet:
    """Wood, squares or stripes."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    kind, step = int(rng.integers(0, 3)), rng.uniform(25, 120)
    if kind == 0:
        wave = np.sin(x / step + 3 * np.sin(y / rng.uniform(90, 300))) * 22
    elif kind == 1:
        wave = np.where(((x // step).astype(int) + (y // step).astype(int)) % 2, 70.0, -50.0)
    else:
        wave = np.where((x + y) % (2 * step) < step, 45.0, -45.0)
    base = np.array(((150, 105, 70), (120, 120, 125), (170, 160, 140))[kind], np.float32)
    return np.asarray(np.clip(base + wave[..., None], 0, 255), np.float32)


def _laid(sheet: Sheet, scale: float, tilt: float, corner: float, rng: Generator, on_desk: bool) -> Sheet:
    """On a ground, turned by degrees, its corners moved by a share of the width."""
    h, w = sheet.shape[:2]
    wide, high = w * scale, h * scale
    edge = 0.06 * wide + abs(np.sin(np.radians(tilt))) * high / 2 + corner * wide
    size = (int(wide + 2 * edge), int(high + 2 * edge))
    ends = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float64) - (wide / 2, high / 2)
    a = np.radians(tilt)
    ends = ends @ np.array([(np.cos(a), np.sin(a)), (-np.sin(a), np.cos(a))]) + (size[0] / 2, size[1] / 2)
    ends += rng.uniform(-corner, corner, (4, 2)) * wide
    way = cv2.getPerspectiveTransform(np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32), ends.astype(np.float32))
    ground = desk(size, rng) if on_desk else np.full((size[1], size[0], 3), 248, np.float32)
    return warped(sheet, way, size, ground)


def _jpeg(picture: Sheet, quality: int, rng: Generator, noise: float = 3.0) -> bytes:
    done = np.clip(picture + noise * rng.standard_normal((*picture.shape[:2], 1), np.float32), 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(done).save(out, "JPEG", quality=quality)
    return out.getvalue()


def flatbed(sheet: Sheet, rng: Generator) -> bytes:
    return _jpeg(_laid(sheet, rng.uniform(0.7, 1.0), rng.uniform(-2, 2), 0, rng, on_desk=False), 85, rng)


def tilted(sheet: Sheet, rng: Generator) -> bytes:
    return _jpeg(_laid(sheet, 0.75, float(rng.choice([-10, 10, 170, 190])), 0, rng, on_desk=False), 75, rng)


def fax(sheet: Sheet, rng: Generator) -> bytes:
    """One bit a dot, 150 to the inch."""
    grey = _laid(sheet, 150 / (DOTS * 25.4), rng.uniform(-1.5, 1.5), 0, rng, on_desk=False).mean(axis=2)
    out = io.BytesIO()
    Image.fromarray(((grey + rng.normal(0, 6, grey.shape)) > rng.uniform(120, 185)).astype(np.uint8) * 255).convert(
        "1"
    ).save(out, "TIFF", compression="group4")
    return out.getvalue()


def phone(sheet: Sheet, rng: Generator) -> bytes:
    """On a patterned desk, with the shadow of whoever takes it, at quality 40."""
    picture = _laid(sheet, rng.uniform(0.75, 1.05), rng.uniform(-8, 8), 0.06, rng, on_desk=True)
    h, w = picture.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    edge = (x / w - rng.uniform(0.2, 0.8)) * np.cos(a := rng.uniform(0, 6)) + (y / h - rng.uniform(0.2, 0.8)) * np.sin(
        a
    )
    picture *= (1 - rng.uniform(0.25, 0.5) / (1 + np.exp(-np.clip(edge * rng.uniform(20, 120), -50, 50))))[..., None]
    picture *= np.array([1.0, rng.uniform(0.9, 1), rng.uniform(0.75, 1)], np.float32)
    blurred = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 1.3))
    return _jpeg(np.asarray(blurred, np.float32), 40, rng, 5)


def glare(sheet: Sheet, rng: Generator) -> bytes:
    """A lamp in the paper: part of it is white."""
    picture = _laid(sheet, 0.8, rng.uniform(-5, 5), 0.04, rng, on_desk=True) * 0.8
    h, w = picture.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    far = ((x - w * rng.uniform(0.2, 0.8)) / w) ** 2 + ((y - h * rng.uniform(0.2, 0.8)) / w) ** 2
    picture += (rng.uniform(120, 420) * np.exp(-far / rng.uniform(0.004, 0.02)))[..., None]
    return _jpeg(np.asarray(picture, np.float32), 60, rng)


def folded(sheet: Sheet, rng: Generator) -> bytes:
    """In half, or in thirds, opened again: each part lies at its own slant, the folds are dark."""
    cuts = [0.5] if rng.random() < 0.5 else [0.333, 0.667]
    out, high = sheet.copy(), sheet.shape[0]
    for cut in cuts:
        at = int(high * (cut + rng.uniform(-0.02, 0.02)))
        out[at - 2 : at + 3] *= rng.uniform(0.55, 0.9)
        out[at:] *= rng.uniform(0.86, 1.0)
        shift = rng.uniform(-0.7, 0.7) * DOTS
        way = np.array([(1, rng.uniform(-0.004, 0.004), shift), (0, rng.uniform(0.992, 1.0), 0)], np.float32)
        out[at:] = cv2.warpAffine(out[at:], way, (out.shape[1], high - at), borderMode=cv2.BORDER_REPLICATE)
    return flatbed(out, rng)


HOW: Final[dict[str, Callable[[Sheet, Generator], bytes]]] = {
    "flatbed": flatbed,
    "tilted": tilted,
    "fax": fax,
    "phone": phone,
    "glare": glare,
    "folded": folded,
}
