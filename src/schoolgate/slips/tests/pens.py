"""A second hand, drawn apart from ``hands``: Bezier strokes whose width and pressure change, in coloured inks.

Nothing here shares drawing code with ``hands``: what the reader learnt from one is tried on the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from schoolgate.slips.finding import DOTS
from schoolgate.slips.layout import Rect

type Sheet = NDArray[np.float32]  # height, width, three colours, 0 to 255
type Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ink:
    """``shade``: red, green, blue. ``wide`` in millimetres; ``cover`` is how much of the paper it hides."""

    shade: tuple[int, int, int]
    wide: float
    cover: float
    grain: float = 0.0


def some_ink(rng: Generator) -> Ink:
    """What lies about in a kitchen."""
    return [
        Ink((25, 25, 30), rng.uniform(0.35, 0.6), 0.95),
        Ink((35, 50, 150), rng.uniform(0.35, 0.6), 0.92),
        Ink((20, 20, 20), rng.uniform(0.8, 1.2), 0.97),
        Ink((70, 70, 75), rng.uniform(0.4, 0.7), 0.85, 0.25),
        Ink((25, 110, 60), rng.uniform(0.4, 0.7), 0.9),
    ][int(rng.integers(0, 5))]


def red(rng: Generator) -> Ink:
    return Ink((int(rng.integers(190, 225)), 35, 40), rng.uniform(0.4, 0.8), 0.92)


def pencil(rng: Generator) -> Ink:
    return Ink((105, 105, 110), rng.uniform(0.3, 0.5), rng.uniform(0.18, 0.5), 0.5)


def stroke(sheet: Sheet, knots: list[Spot], ink: Ink, rng: Generator) -> None:
    """A curve through the knots: each part a cubic Bezier, its handles along the way and a little beside it."""
    points = np.array(knots, np.float64)
    slope = np.gradient(points, axis=0) if len(points) > 1 else np.zeros_like(points)
    slope += rng.normal(0, 0.18, slope.shape) * np.linalg.norm(slope, axis=1, keepdims=True)
    drawn = [_curve(points[at], points[at + 1], slope[at], slope[at + 1]) for at in range(len(points) - 1)]
    path = np.concatenate(drawn) * DOTS
    pressure = 1 + 0.25 * np.sin(np.linspace(0, rng.uniform(2, 7), len(path)) + rng.uniform(0, 6))
    pressure[: len(path) // 12 + 1] *= 0.7
    edge = int(2 * ink.wide * DOTS) + 3
    left, top = np.maximum(np.floor(path.min(axis=0)).astype(int) - edge, 0)
    right, low = np.ceil(path.max(axis=0)).astype(int) + edge
    part = sheet[top:low, left:right]
    if not part.size:
        return
    mask = np.zeros(part.shape[:2], np.uint8)
    for (x, y), press in zip(path - (left, top), pressure, strict=True):
        radius = max(ink.wide * DOTS * press / 2, 0.8)
        cv2.circle(mask, (round(x * 16), round(y * 16)), round(radius * 16), (255,), -1, cv2.LINE_AA, 4)
    hide = mask.astype(np.float32)[..., None] / 255 * ink.cover
    if ink.grain:
        hide *= 1 - ink.grain * rng.random((*mask.shape, 1), np.float32)
    part[:] = part * (1 - hide) + np.array(ink.shade, np.float32) * hide


def _curve(
    start: NDArray[np.float64], end: NDArray[np.float64], out: NDArray[np.float64], back: NDArray[np.float64]
) -> NDArray[np.float64]:
    many = max(int(np.linalg.norm(end - start) * DOTS), 6)
    t = np.linspace(0, 1, many)[:, None]
    one, two = start + out / 3, end - back / 3
    made: NDArray[np.float64] = (
        (1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t**2 * two + t**3 * end
    )
    return made


def inside(box: Rect, x: float, y: float) -> Spot:
    return box.x + box.w * x, box.y + box.h * y


def plain_tick(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    """Two strokes without lifting the pen; the tail may leave the box."""
    u = rng.uniform
    foot = inside(box, u(0.34, 0.5), u(0.74, 0.96))
    stroke(sheet, [inside(box, u(0.08, 0.28), u(0.4, 0.62)), foot], ink, rng)
    stroke(sheet, [foot, inside(box, u(0.62, 0.75), u(0.35, 0.55)), inside(box, u(0.85, 1.3), u(-0.3, 0.22))], ink, rng)


def ring(sheet: Sheet, box: Rect, ink: Ink, rng: Generator, size: float = 0.0) -> None:
    """A loop about the box, wide or narrow, closed or nearly."""
    turn = np.linspace(0, 2 * np.pi * rng.uniform(0.92, 1.15), 14) + rng.uniform(0, 6)
    wide, high = (box.w * (size or rng.uniform(0.6, 1.15)), box.h * (size or rng.uniform(0.6, 0.95)))
    x, y = inside(box, rng.uniform(0.4, 0.6), rng.uniform(0.4, 0.6))
    wobble = rng.normal(1, 0.05, len(turn))
    stroke(
        sheet,
        [(x + wide * float(np.cos(a) * w), y + high * float(np.sin(a) * w)) for a, w in zip(turn, wobble, strict=True)],
        ink,
        rng,
    )


def ringed_tick(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    plain_tick(sheet, box, ink, rng)
    ring(sheet, box, ink, rng)


def struck_tick(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    """A tick, then lines through it."""
    plain_tick(sheet, box, ink, rng)
    for _ in range(int(rng.integers(1, 4))):
        left, right = (
            inside(box, rng.uniform(-0.3, 0.1), rng.random()),
            inside(box, rng.uniform(0.9, 1.3), rng.random()),
        )
        stroke(sheet, [left, right], ink, rng)


def scribble(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    knots = [inside(box, *rng.uniform(0.0, 1.0, 2)) for _ in range(int(rng.integers(7, 16)))]
    stroke(sheet, knots, ink, rng)


def cross(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    u = rng.uniform
    stroke(sheet, [inside(box, u(0, 0.25), u(0, 0.25)), inside(box, u(0.75, 1.1), u(0.75, 1.1))], ink, rng)
    stroke(sheet, [inside(box, u(0.75, 1.1), u(-0.1, 0.25)), inside(box, u(-0.1, 0.25), u(0.75, 1))], ink, rng)


def beyond(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    """A tick beside the box, touching its edge."""
    side = rng.choice([-1.0, 1.0])
    plain_tick(
        sheet, Rect(box.x + side * box.w * rng.uniform(0.75, 1.0), box.y + rng.uniform(-2, 2), box.w, box.h), ink, rng
    )


def letter(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    """An initial, or the word: what is written in a box."""
    write(sheet, (box.x + 0.8, box.y + 4.8), int(rng.integers(1, 4)), ink, rng, high=rng.uniform(2.2, 3.6))


def write(sheet: Sheet, at: Spot, letters: int, ink: Ink, rng: Generator, high: float = 3.0) -> None:
    """Joined-up writing: a loop or an arch for each letter."""
    x, y = at
    for _ in range(letters):
        wide = high * rng.uniform(0.45, 0.75)
        tall = high * rng.choice([0.6, 1.0, 1.3])
        knots = [
            (x, y),
            (x + wide * 0.3, y - tall),
            (x + wide * rng.uniform(0.4, 0.7), y - tall * rng.uniform(0.3, 0.9)),
            (x + wide, y),
        ]
        stroke(sheet, knots, ink, rng)
        x += wide
        if rng.random() < 0.12:
            x += high * 0.6


def arrow(sheet: Sheet, yes: Rect, no: Rect, ink: Ink, rng: Generator) -> None:
    """From one box to the other: I meant that one."""
    start, end = inside(yes, 1.1, rng.uniform(0.3, 0.7)), inside(no, -0.12, rng.uniform(0.3, 0.7))
    stroke(sheet, [start, ((start[0] + end[0]) / 2, start[1] - rng.uniform(1, 4)), end], ink, rng)
    stroke(sheet, [(end[0] - 2.5, end[1] - 2), end, (end[0] - 2.5, end[1] + 2)], ink, rng)


def signature(sheet: Sheet, box: Rect, ink: Ink, rng: Generator) -> None:
    start = inside(box, rng.uniform(0.04, 0.25), rng.uniform(0.55, 0.8))
    write(sheet, start, int(rng.integers(5, 11)), ink, rng, high=rng.uniform(5, 9))


ODD: Final[dict[str, Callable[[Sheet, Rect, Ink, Generator], None]]] = {
    "ringed tick": ringed_tick,
    "struck tick": struck_tick,
    "scribble": scribble,
    "cross": cross,
    "letter": letter,
}
