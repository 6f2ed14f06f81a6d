"""What happens to paper on its way back: creases, coffee, telephones. Each takes a sheet and gives a picture of it."""

from collections.abc import Callable
from typing import Final

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from schoolgate.slips.finding import DOTS, Grey
from schoolgate.slips.layout import Rect


def grey(picture: NDArray[np.generic]) -> Grey:
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def at_dpi(sheet: Grey, dpi: float) -> Grey:
    scale = dpi / (DOTS * 25.4)
    return grey(cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))


def jpeg(sheet: Grey, quality: int) -> Grey:
    done = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return grey(np.asarray(cv2.imdecode(done, cv2.IMREAD_GRAYSCALE)))


def scanned(sheet: Grey, rng: Generator) -> Grey:
    """A flat-bed: some noise, a little slant."""
    return noisy(turned(at_dpi(sheet, rng.uniform(140, 210)), rng.uniform(-1.2, 1.2)), 3, rng)


def noisy(sheet: Grey, sigma: float, rng: Generator) -> Grey:
    return grey(sheet + rng.normal(0, sigma, sheet.shape))


def turned(sheet: Grey, degrees: float) -> Grey:
    """Turned by any angle, nothing cut off."""
    h, w = sheet.shape
    way = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0)
    wide = int(abs(h * way[0, 1]) + abs(w * way[0, 0])) + 2
    high = int(abs(h * way[0, 0]) + abs(w * way[0, 1])) + 2
    way[:, 2] += (wide / 2 - w / 2, high / 2 - h / 2)
    return grey(cv2.warpAffine(sheet, way, (wide, high), borderValue=(250,)))


def skewed(sheet: Grey, rng: Generator) -> Grey:
    return noisy(turned(at_dpi(sheet, 150), rng.uniform(-14, 14)), 4, rng)


def upside_down(sheet: Grey, rng: Generator) -> Grey:
    return noisy(turned(at_dpi(sheet, 150), 180 + rng.uniform(-3, 3)), 4, rng)


def sideways(sheet: Grey, rng: Generator) -> Grey:
    return noisy(turned(at_dpi(sheet, 150), 90 * int(rng.choice([1, 3])) + rng.uniform(-3, 3)), 4, rng)


def creased(sheet: Grey, rng: Generator) -> Grey:
    """Folded once or twice and flattened: dark lines, and parts that moved by a millimetre."""
    out = at_dpi(sheet, 170).astype(np.float32)
    h, w = out.shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    move_x, move_y = np.zeros_like(x), np.zeros_like(y)
    for _ in range(int(rng.integers(1, 4))):
        angle, depth = rng.uniform(0, np.pi), rng.uniform(1.0, 5.0)
        far = (x - w * rng.uniform(0.3, 0.7)) * np.cos(angle) + (y - h * rng.uniform(0.3, 0.7)) * np.sin(angle)
        bump = np.exp(-np.abs(far) / 50) * depth
        move_x += bump * np.float32(np.sin(angle))
        move_y += bump * np.float32(np.cos(angle))
        out *= 1 - rng.uniform(0.08, 0.3) * np.exp(-((far / 2.5) ** 2))
        out *= 1 + 0.08 * np.tanh(far / 60)
    return noisy(grey(cv2.remap(out, x + move_x, y + move_y, cv2.INTER_LINEAR, borderValue=(245,))), 4, rng)


def photographed(sheet: Grey, rng: Generator) -> Grey:
    """By telephone on a table: perspective, the shadow of a hand, a little blur."""
    small = at_dpi(sheet, rng.uniform(150, 230))
    h, w = small.shape
    edge = int(0.14 * w)
    size = (w + 2 * edge, h + 2 * edge)
    corners = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float32)
    moved = (corners + edge + rng.uniform(-0.09, 0.09, (4, 2)) * w).astype(np.float32)
    way = cv2.getPerspectiveTransform(corners, moved)
    table = np.full((size[1], size[0]), rng.uniform(50, 130), np.float32) + rng.normal(0, 8, (size[1], size[0]))
    paper = cv2.warpPerspective(np.full_like(small, 255), way, size)
    out = np.where(paper > 127, cv2.warpPerspective(small, way, size, borderValue=(255,)), table)
    turn = int(rng.integers(0, 4))
    lit = shaded(grey(out), rng)
    blurred = cv2.GaussianBlur(lit, (0, 0), rng.uniform(0.4, 1.1))
    return jpeg(noisy(grey(np.rot90(blurred, turn)), 5, rng), int(rng.integers(55, 90)))


def shaded(picture: Grey, rng: Generator) -> Grey:
    """Light from one side, and the edge of a shadow across."""
    h, w = picture.shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    far = ((x / w - 0.5) * np.cos(angle) + (y / h - 0.5) * np.sin(angle)).astype(np.float32)
    light = 0.82 + 0.3 * far
    light *= 1 - rng.uniform(0.2, 0.45) / (
        1 + np.exp(np.clip(-(far - rng.uniform(-0.2, 0.2)) * rng.uniform(25, 160), -60, 60))
    )
    return grey(picture * light)


def low(sheet: Grey, rng: Generator) -> Grey:
    """Sent as a small picture."""
    return jpeg(turned(at_dpi(sheet, rng.uniform(72, 92)), rng.uniform(-2, 2)), 60)


def blocky(sheet: Grey, rng: Generator) -> Grey:
    return jpeg(turned(at_dpi(sheet, 130), rng.uniform(-2, 2)), int(rng.integers(12, 30)))


def coffee(sheet: Grey, rect: Rect, rng: Generator) -> Grey:
    """A cup's ring and a splash over a part of the sheet."""
    out = sheet.astype(np.float32)
    y, x = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]].astype(np.float32) / DOTS
    far = np.hypot(x - rect.x - rect.w * rng.uniform(0.3, 0.7), y - rect.y - rect.h * rng.uniform(0.3, 0.7))
    out *= 1 - 0.5 * np.exp(-(((far - 16) / 1.6) ** 2)) - 0.32 * (far < 16)
    for _ in range(6):
        cx, cy = rect.x + rect.w * rng.uniform(0, 1), rect.y + rect.h * rng.uniform(0, 1)
        blot = np.hypot(x - cx, y - cy) < rng.uniform(2.5, 6)
        out = np.where(blot, rng.uniform(30, 70), out)
    return grey(out)


USUAL: Final[dict[str, Callable[[Grey, Generator], Grey]]] = {
    "scanned": scanned,
    "skewed": skewed,
    "upside-down": upside_down,
    "sideways": sideways,
    "creased": creased,
    "photographed": photographed,
    "low": low,
    "blocky": blocky,
}
