"""One page, read: every slip on it with what is ticked, and why a person must look at it, if one must."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np

from schoolgate.slips import comparing, elsewhere, finding
from schoolgate.slips.answers import Answer, Doubt
from schoolgate.slips.finding import FEWEST_DOTS, Flat, Grey
from schoolgate.slips.ink import blank, inked
from schoolgate.slips.layout import Plan, layout
from schoolgate.slips.marking import Mark, mark, signed

_QUALITY: Final = 62  # of the pictures kept for a person, JPEG
_SHOWN: Final = 0.72  # of their size


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader must know of a slip that is out: what it asks, and how its name and its questions were printed
    (both may be empty: a slip that was printed before such pictures were kept)."""

    plan: Plan
    name: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One slip on a page. ``agreements`` and ``places`` are in the plan's order, empty where the number is not known.
    Pictures are JPEG: of the name's line, and of the part with the answers."""

    number: str
    agreements: tuple[Answer, ...]
    places: tuple[Answer, ...]
    signed: Mark
    doubts: tuple[Doubt, ...]
    name_picture: bytes = field(repr=False)
    picture: bytes = field(repr=False)

    @property
    def clear(self) -> bool:
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Page:
    """``backs``: pages with the words only, or nothing. ``reason`` says why nothing could be read, empty otherwise."""

    slips: tuple[Seen, ...]
    backs: int
    reason: str = ""
    picture: bytes = field(default=b"", repr=False)


def read_page(grey: Grey, known: Mapping[str, Known]) -> Page:
    """Everything on one page. Never raises for what is on it."""
    found = finding.find(grey)
    slips = tuple(read_slip(flat, known.get(flat.number)) for flat in found.flats)
    reason = ""
    if found.lost:
        reason = "corners"
    elif not slips and not found.backs:
        if blank(grey):  # the back of a slip that was printed on one side
            return Page((), 1)
        reason = "nothing"
    return Page(slips, found.backs, reason, _jpeg(_least(grey)) if reason else b"")


def read_slip(flat: Flat, known: Known | None) -> Seen:
    """What one slip that was made flat says."""
    frame = layout(known.plan if known else Plan(1, 0))
    name = _jpeg(flat.grey[_head()])
    picture = _jpeg(flat.grey[finding.part(frame, "questions")])
    if known is None:
        doubt = Doubt.UNKNOWN if flat.number else Doubt.NO_CODE
        return Seen(flat.number, (), (), Mark.DOUBTFUL, (doubt,), name, picture)
    seen = inked(flat.grey)
    boxes = [mark(seen, box) for box in frame.agree]
    pairs = [(mark(seen, yes), mark(seen, no)) for yes, no in frame.places]
    sign = signed(seen, frame.signature)
    agreed = tuple(_agreed(one) for one in boxes)
    places = tuple(_answer(*pair) for pair in pairs)
    doubts = _doubts([*boxes, *(one for pair in pairs for one in pair)], agreed, pairs, sign)
    if known.name and not comparing.compared(seen, frame.name, known.name).same:
        doubts = [Doubt.NAME, *doubts]
    if known.form and elsewhere.written(seen, frame, known.form) > elsewhere.MOST:
        doubts = [*doubts, Doubt.WRITTEN]
    if flat.dots < FEWEST_DOTS:
        doubts = [*doubts, Doubt.SMALL]
    return Seen(flat.number, agreed, places, sign, tuple(doubts), name, picture)


def _doubts(every: list[Mark], agreed: tuple[Answer, ...], pairs: list[tuple[Mark, Mark]], sign: Mark) -> list[Doubt]:
    if all(one is Mark.EMPTY for one in every) and sign is Mark.EMPTY:
        return [Doubt.BLANK]
    asked = {
        Doubt.BOXES: Mark.ABSENT in every,
        Doubt.MARKS: Mark.DOUBTFUL in every,
        Doubt.BOTH: (Mark.TICKED, Mark.TICKED) in pairs,
        Doubt.NOT_AGREED: Answer.NONE in agreed,
        Doubt.UNSIGNED: sign is not Mark.TICKED,
    }
    return [doubt for doubt, so in asked.items() if so]


def _agreed(one: Mark) -> Answer:
    return {Mark.TICKED: Answer.AGREED, Mark.EMPTY: Answer.NONE}.get(one, Answer.ASK)


def _answer(yes: Mark, no: Mark) -> Answer:
    """One answer for a place: only where one box is plainly ticked and the other plainly empty."""
    answers = {
        (Mark.TICKED, Mark.EMPTY): Answer.GRANTED,
        (Mark.EMPTY, Mark.TICKED): Answer.REFUSED,
        (Mark.EMPTY, Mark.EMPTY): Answer.NONE,
    }
    return answers.get((yes, no), Answer.ASK)


def _head() -> tuple[slice, slice]:
    """The name's line with class and number."""
    dots = finding.DOTS
    return slice(round(18 * dots), round(50 * dots)), slice(round(22 * dots), round(192 * dots))


def _least(grey: Grey) -> Grey:
    scale = min(1.0, 1400 / max(grey.shape))
    return np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _jpeg(grey: Grey) -> bytes:
    scale = _SHOWN if max(grey.shape) > 900 else 1.0
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes())


def plain(seen: Seen) -> dict[str, object]:
    """As JSON; pictures in base 64."""
    return {
        "number": seen.number,
        "agreements": [str(one) for one in seen.agreements],
        "places": [str(one) for one in seen.places],
        "signed": str(seen.signed),
        "doubts": [str(one) for one in seen.doubts],
        "name_picture": base64.b64encode(seen.name_picture).decode(),
        "picture": base64.b64encode(seen.picture).decode(),
    }
