"""Families with a pen: ticks of many hands, and what people do instead of ticking. All from a seed."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.random import Generator

from schoolgate.slips.finding import DOTS, Grey
from schoolgate.slips.layout import Rect

type Point = tuple[float, float]


def line(sheet: Grey, points: list[Point], thick: float, dark: int, rng: Generator) -> None:
    """A stroke through points in millimetres, with the tremor of a hand."""
    many: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in np.linspace(0, 1, 8, endpoint=False):
            many.append((x0 + (x1 - x0) * float(step), y0 + (y1 - y0) * float(step)))
    drawn = (np.array([*many, points[-1]]) + rng.normal(0, 0.05, (len(many) + 1, 2))) * DOTS
    wide = max(round(thick * DOTS), 1)
    (left, top), (right, low) = drawn.min(axis=0).astype(int) - wide - 2, drawn.max(axis=0).astype(int) + wide + 2
    left, top = max(left, 0), max(top, 0)
    part = sheet[top:low, left:right]
    layer = np.zeros(part.shape, np.uint8)
    cv2.polylines(layer, [np.round((drawn - (left, top)) * 16).astype(np.int32)], False, (255,), wide, cv2.LINE_AA, 4)
    part[:] = (part * (1 - layer / 255.0) + np.minimum(part, dark) * (layer / 255.0)).astype(np.uint8)


def tick(sheet: Grey, box: Rect, rng: Generator, dark: int = 0) -> None:
    """A plain tick, its tail often out of the box."""
    pen = dark or int(rng.integers(15, 95))
    left, low = box.x + box.w * rng.uniform(0.12, 0.28), box.y + box.h * rng.uniform(0.42, 0.6)
    bottom = (box.x + box.w * rng.uniform(0.38, 0.52), box.y + box.h * rng.uniform(0.78, 0.95))
    end = (box.x + box.w * rng.uniform(0.85, 1.15), box.y + box.h * rng.uniform(-0.1, 0.25))
    line(sheet, [(left, low), bottom, end], rng.uniform(0.4, 0.8), pen, rng)


def crossed_out(sheet: Grey, box: Rect, rng: Generator) -> None:
    tick(sheet, box, rng)
    for _ in range(int(rng.integers(1, 4))):
        y0, y1 = rng.uniform(0.1, 0.9, 2)
        line(sheet, [(box.x - 0.6, box.y + box.h * y0), (box.x + box.w + 0.6, box.y + box.h * y1)], 0.5, 40, rng)


def circled(sheet: Grey, box: Rect, rng: Generator) -> None:
    turn = np.linspace(0, 2 * np.pi * 1.05, 24)
    wide, high = box.w * rng.uniform(0.62, 0.85), box.h * rng.uniform(0.62, 0.8)
    middle = (box.x + box.w / 2, box.y + box.h / 2)
    points = [(middle[0] + wide * float(np.cos(a)), middle[1] + high * float(np.sin(a))) for a in turn]
    line(sheet, points, 0.5, 40, rng)


def outside(sheet: Grey, box: Rect, rng: Generator) -> None:
    tick(sheet, Rect(box.x + rng.uniform(4.2, 5.5), box.y + rng.uniform(-1.5, 1.5), box.w, box.h), rng)


def filled(sheet: Grey, box: Rect, rng: Generator) -> None:
    points = [(box.x + box.w * (0.1 if at % 2 else 0.9), box.y + box.h * (0.1 + 0.08 * at)) for at in range(11)]
    line(sheet, points, 0.7, 40, rng)


def faint(sheet: Grey, box: Rect, rng: Generator) -> None:
    tick(sheet, box, rng, dark=int(rng.integers(176, 206)))


def cross(sheet: Grey, box: Rect, rng: Generator) -> None:
    inner = box.grown(-rng.uniform(0.6, 1.2))
    a, b, c, d = inner.corners
    line(sheet, [a, c], 0.6, 40, rng)
    line(sheet, [b, d], 0.6, 40, rng)


def dash(sheet: Grey, box: Rect, rng: Generator) -> None:
    y = box.y + box.h * rng.uniform(0.35, 0.65)
    line(sheet, [(box.x + 0.8, y), (box.x + box.w - 0.8, y + rng.uniform(-0.6, 0.6))], 0.6, 40, rng)


ODD: Final[dict[str, Callable[[Grey, Rect, Generator], None]]] = {
    "crossed-out": crossed_out,
    "circled": circled,
    "outside": outside,
    "filled": filled,
    "faint": faint,
    "cross": cross,
    "dash": dash,
}


def sign(sheet: Grey, box: Rect, rng: Generator) -> None:
    """A scrawl."""
    wide = rng.uniform(22, 55)
    steps = int(rng.integers(9, 18))
    x, y = box.x + rng.uniform(4, 12), box.y + box.h * 0.55
    points = [(x + wide * at / steps, y + float(rng.normal(0, 3.2))) for at in range(steps)]
    line(sheet, points, rng.uniform(0.35, 0.7), int(rng.integers(15, 90)), rng)


def strike_name(sheet: Grey, name: Rect, rng: Generator) -> None:
    """A line or three through the printed name, and another written after it."""
    for _ in range(int(rng.integers(1, 4))):
        y = name.y + name.h / 2 + rng.uniform(-2, 2)
        line(sheet, [(name.x - 1, y), (name.x + rng.uniform(16, 34), y + rng.uniform(-1, 1))], 0.6, 40, rng)
    if rng.random() < 0.7:
        sign(sheet, Rect(name.x + 40, name.y, name.w - 40, name.h), rng)
