"""A second batch, made apart from the one the reader was tuned on: coloured pens, other hands, other mishaps.

What is plain may be read or asked about; what is odd must be asked about; nothing may be taken that is not so.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import pypdfium2
from numpy.random import Generator
from PIL import Image

from schoolgate.slips import codes, sheet
from schoolgate.slips.answers import Answer
from schoolgate.slips.finding import DOTS
from schoolgate.slips.layout import Layout, Rect, layout
from schoolgate.slips.reading import Known
from schoolgate.slips.tests import mishaps, pens
from schoolgate.slips.tests.batch import NAMES, RUN
from schoolgate.slips.tests.pens import Ink, Sheet

ASKED: Final = (
    *pens.ODD, "ring only", "both", "changed", "word beside", "row struck", "arrow", "beyond", "name over",
    "name beside", "unsigned", "blank", "other school",
)  # fmt: skip
EITHER: Final = (
    "red", "pencil", "fluid", "hole", "stamp", "coffee", "staple", "two", "two staples", "left hand", "no answer",
)  # fmt: skip
NEITHER: Final = ("blank back", "overleaf")


@dataclass(frozen=True)
class Made:
    """A page. ``slips``: what is truly answered. ``ask``: a person must be asked. ``fault`` and ``how`` name it."""

    data: bytes
    fault: str
    how: str
    slips: dict[str, tuple[Answer, ...]]
    ask: bool


@dataclass
class Second:
    """``count`` pages from ``seed``: about half plain."""

    seed: int
    count: int
    numbers: list[str] = field(init=False)
    made: sheet.Printed = field(init=False)

    def __post_init__(self) -> None:
        rng = np.random.default_rng((self.seed, 77))
        frees = ["".join(rng.choice(list(codes.ALPHABET), 10)) for _ in range(2 * self.count)]
        self.numbers = [free + codes._check(free) for free in frees]
        slips = [sheet.OneSlip(code, NAMES[at % len(NAMES)], "Wren") for at, code in enumerate(self.numbers)]
        self.made = sheet.printed(RUN, slips)

    @cached_property
    def known(self) -> dict[str, Known]:
        """Those of the first half; the rest are another school's but where two lie in one photo."""
        return {code: Known(RUN.plan, self.made.names[code], self.made.form) for code in self.numbers}

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.made.pdf)

    @property
    def frame(self) -> Layout:
        return layout(RUN.plan)

    def page(self, at: int) -> Sheet:
        grey = self.document[at].render(scale=DOTS * 25.4 / 72, grayscale=True).to_numpy()
        cut = np.asarray(grey, np.float32).reshape(grey.shape[:2])[: 297 * DOTS, : 210 * DOTS]
        return np.repeat(cut[..., None], 3, axis=2)

    def pages(self, part: int = 0, parts: int = 1) -> Iterator[Made]:
        """Every page, or every so many from ``part`` on, for several processes side by side."""
        odd = [*ASKED, *EITHER, *NEITHER]
        ways = list(mishaps.HOW)
        for at in range(part, self.count, parts):
            rng = np.random.default_rng((self.seed, 5, at))
            how = ways[int(rng.integers(0, len(ways)))]
            fault = odd[(at // 2) % len(odd)] if at % 2 else "plain"
            yield self.one(at, fault, how, rng)

    def one(self, at: int, fault: str, how: str, rng: Generator) -> Made:
        if fault == "blank back":
            empty = 250 + rng.normal(0, 2, (297 * DOTS, 210 * DOTS, 3))
            return Made(mishaps.flatbed(empty.astype(np.float32), rng), fault, "flatbed", {}, ask=False)
        if fault == "overleaf":
            return Made(mishaps.HOW[how](self.page(2 * at + 1), rng), fault, how, {}, ask=False)
        if fault == "blank":
            return Made(mishaps.HOW[how](self.page(2 * at), rng), fault, how, {self.numbers[at]: ()}, ask=True)
        paper, said = self.filled(at, fault, rng)
        slips = {self.numbers[at]: said}
        if fault == "two":
            other, also = self.filled(at + self.count, "plain", rng)
            between = mishaps.desk((60, paper.shape[0]), rng)
            paper = np.asarray(np.hstack([paper, between, other]), np.float32)
            slips[self.numbers[at + self.count]] = also
            how = "flatbed"
        return Made(mishaps.HOW[how](paper, rng), fault, how, slips, ask=fault in ASKED)

    def filled(self, at: int, fault: str, rng: Generator) -> tuple[Sheet, tuple[Answer, ...]]:
        paper, ink, said = self.page(2 * at), pens.some_ink(rng), list[Answer]()
        if fault in {"red", "pencil"}:
            ink = pens.red(rng) if fault == "red" else pens.pencil(rng)
        spoilt = int(rng.integers(0, len(self.frame.places)))
        for box in self.frame.agree:
            pens.plain_tick(paper, box, ink, rng)
            said.append(Answer.AGREED)
        for number, (yes, no) in enumerate(self.frame.places):
            grants = bool(rng.random() < 0.5)
            box, other = (yes, no) if grants else (no, yes)
            said.append(Answer.GRANTED if grants else Answer.REFUSED)
            if number != spoilt or not self.spoil(paper, fault, box, other, ink, rng):
                pens.plain_tick(paper, box, ink, rng)
            elif fault in {"no answer", "fluid"}:
                said[-1] = Answer.NONE
        if fault != "unsigned":
            pens.signature(paper, self.frame.signature, ink, rng)
        pens.write(paper, (self.frame.carer.x + 3, self.frame.carer.y + 7), 9, ink, rng, high=3.5)
        self.befall(paper, fault, self.frame.places[spoilt], ink, rng)
        return paper, tuple(said)

    def spoil(self, paper: Sheet, fault: str, box: Rect, other: Rect, ink: Ink, rng: Generator) -> bool:
        """What is in one row instead of a plain tick; False where the tick is plain."""
        if fault in pens.ODD:
            pens.ODD[fault](paper, box, ink, rng)
        elif fault == "ring only":
            pens.ring(paper, box, ink, rng)
        elif fault == "both":
            pens.plain_tick(paper, box, ink, rng)
            pens.plain_tick(paper, other, ink, rng)
        elif fault == "changed":
            pens.struck_tick(paper, other, ink, rng)
            pens.plain_tick(paper, box, ink, rng)
        elif fault == "beyond":
            pens.beyond(paper, box, ink, rng)
        elif fault == "fluid":
            pens.plain_tick(paper, box, ink, rng)
            mishaps.fluid(paper, box, rng)
        elif fault == "left hand":
            mirrored = np.ascontiguousarray(paper[:, ::-1])
            pens.plain_tick(mirrored, Rect(210 - box.x - box.w, box.y, box.w, box.h), ink, rng)
            paper[:] = mirrored[:, ::-1]
        else:
            return fault == "no answer"
        return True

    def befall(self, paper: Sheet, fault: str, pair: tuple[Rect, Rect], ink: Ink, rng: Generator) -> None:
        """What is written or spilt elsewhere."""
        yes, no = pair
        if fault == "word beside":
            spots = ((70.0, yes.y + 5), (yes.x - 34, yes.y + 5), (no.x + 8, yes.y + 5), (110.0, yes.y - 1.5))
            pens.write(paper, spots[int(rng.integers(0, 4))], int(rng.integers(4, 12)), ink, rng)
        elif fault == "row struck":
            pens.stroke(paper, [(25, yes.y + 3), (60, yes.y + rng.uniform(1.5, 4)), (100, yes.y + 3)], ink, rng)
        elif fault == "arrow":
            pens.arrow(paper, yes, no, ink, rng)
        elif fault in {"name over", "name beside"}:
            name = self.frame.name
            if fault == "name over":
                pens.stroke(paper, [(name.x - 1, name.y + 7), (name.x + rng.uniform(15, 35), name.y + 6)], ink, rng)
            start = name.x + (0 if fault == "name over" else rng.uniform(50, 75)), name.y + rng.uniform(7, 11)
            pens.write(paper, start, int(rng.integers(4, 8)), ink, rng, high=rng.uniform(4, 7))
        elif fault == "hole":
            mishaps.hole(paper, pens.inside(yes, *rng.uniform(0.1, 0.9, 2)), rng)
        elif fault == "stamp":
            mishaps.stamp(paper, (yes.x - rng.uniform(-4, 24), yes.y - rng.uniform(0, 8)), rng)
        elif fault == "coffee":
            mishaps.coffee_ring(paper, (yes.x + rng.uniform(-30, 10), yes.y + rng.uniform(-30, 30)), rng)
        elif fault.endswith(("staple", "staples")):
            first = int(rng.integers(0, 4))
            mishaps.staple(paper, self.frame.marks[first], rng)
            if fault == "two staples":
                mishaps.staple(paper, self.frame.marks[(first + 1) % 4], rng)


def picture(data: bytes) -> Image.Image:
    """To look at."""
    return Image.open(io.BytesIO(data))
