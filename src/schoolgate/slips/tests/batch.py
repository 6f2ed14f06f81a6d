"""A batch of slips as it comes back, with what is true of each page: for the tests, and larger for the bench."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import pypdfium2
from numpy.random import Generator

from schoolgate.slips import codes, sheet
from schoolgate.slips.answers import Answer
from schoolgate.slips.finding import DOTS, Grey
from schoolgate.slips.layout import Layout, Rect, layout
from schoolgate.slips.reading import Known, Page
from schoolgate.slips.tests import hands, weather

NAMES: Final = ("Zoë", "Leo O.", "Sam", "Anaïs", "Oluwaseun", "Bo", "Mary-Kate", "D’Arcy", "Nia", "Æsa")
PLACES: Final = ("the website", "social media", "the local press", "the newsletter", "the learning journal",
                 "the class photo", "displays", "named work")  # fmt: skip
LABELS: Final = sheet.Labels(
    "Agreements and pictures", "I agree:", "May we use pictures of your child here?", "Yes", "No", "Your name",
    "Your signature", "Date", "Tick with a dark pen, inside the box, and bring this page back.", "What you agree to",
)  # fmt: skip
RUN: Final = sheet.Run(
    "Robin Hill Infant School",
    LABELS,
    tuple(sheet.Agreement(one, "Version 1", "We will be kind.\n- We ask first.") for one in ("Home and school", "Web")),
    PLACES,
    sheet.Agreement("Pictures", "Version 1", "We ask each year."),
)
SPECIAL: Final = ("coffee", "two", "name", "blank", "no-slip", "unsigned", "back", "torn")


@dataclass(frozen=True)
class Truth:
    """``slips``: by number what is truly ticked. ``ask``: a person must be asked about them, why is ``fault``."""

    fault: str
    slips: dict[str, tuple[Answer, ...]]
    ask: bool


@dataclass
class Batch:
    """``count`` pages from ``seed``; ``known`` is what the reader is given."""

    seed: int
    count: int
    numbers: list[str] = field(init=False)
    made: sheet.Printed = field(init=False)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        frees = ["".join(rng.choice(list(codes.ALPHABET), 10)) for _ in range(2 * self.count)]
        self.numbers = [free + codes._check(free) for free in frees]
        slips = [sheet.OneSlip(code, NAMES[at % len(NAMES)], "Robin") for at, code in enumerate(self.numbers)]
        self.made = sheet.printed(RUN, slips)

    @cached_property
    def known(self) -> dict[str, Known]:
        return {code: Known(RUN.plan, self.made.names[code], self.made.form) for code in self.numbers}

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.made.pdf)

    @property
    def frame(self) -> Layout:
        return layout(RUN.plan)

    def blank(self, at: int) -> Grey:
        """A clean front page, 8 dots a millimetre."""
        picture = self.document[2 * at].render(scale=DOTS * 25.4 / 72, grayscale=True).to_numpy()
        return np.array(picture, np.uint8).reshape(picture.shape[:2])[: 297 * DOTS, : 210 * DOTS]

    def pages(self) -> Iterator[tuple[Grey, Truth]]:
        """Two in five in usual weather and plain; then odd hands; then what befalls one in ten."""
        for at in range(self.count):
            rng = np.random.default_rng((self.seed, at))
            kinds = list(weather.USUAL)
            how = weather.USUAL[kinds[at % len(kinds)]]
            if at % 5 in {0, 1, 3}:
                clean, truth = self.filled(at, rng)
                yield how(clean, rng), Truth(kinds[at % len(kinds)], {self.numbers[at]: truth}, ask=False)
            elif at % 5 == 2:
                odd = list(hands.ODD)[(at // 5) % len(hands.ODD)]
                clean, truth = self.filled(at, rng, odd)
                yield how(clean, rng), Truth(odd, {self.numbers[at]: truth}, ask=True)
            else:
                yield self.special(at, SPECIAL[(at // 5) % len(SPECIAL)], rng)

    def filled(self, at: int, rng: Generator, odd: str = "", sign: bool = True) -> tuple[Grey, tuple[Answer, ...]]:
        """A slip with ticks and a signature; with ``odd``, one box or more is answered otherwise."""
        page, said = self.blank(at), []
        for box in self.frame.agree:
            hands.tick(page, box, rng)
            said.append(Answer.AGREED)
        spoilt = int(rng.integers(0, len(PLACES)))
        for number, (yes, no) in enumerate(self.frame.places):
            grants = bool(rng.random() < 0.6)
            if odd and number == spoilt:
                hands.ODD[odd](page, yes if rng.random() < 0.7 else no, rng)
                said.append(Answer.ASK)
                continue
            hands.tick(page, yes if grants else no, rng)
            said.append(Answer.GRANTED if grants else Answer.REFUSED)
        if sign:
            hands.sign(page, self.frame.signature, rng)
        return page, tuple(said)

    def special(self, at: int, fault: str, rng: Generator) -> tuple[Grey, Truth]:
        number, clean = self.numbers[at], self.blank(at)
        if fault == "no-slip":
            page = np.full_like(clean, 250)
            for row in range(30, 250, 8):
                hands.sign(page, sheet_line(row), rng)
            return weather.scanned(page, rng), Truth(fault, {}, ask=True)
        if fault == "back":
            picture = pypdfium2.PdfDocument(self.made.pdf)[1].render(scale=2.2, grayscale=True).to_numpy()
            return np.array(picture, np.uint8).reshape(picture.shape[:2]), Truth(fault, {}, ask=False)
        if fault == "blank":
            return weather.scanned(clean, rng), Truth(fault, {number: ()}, ask=True)
        page, truth = self.filled(at, rng, sign=fault != "unsigned")
        if fault == "two":
            other, also = self.filled(at + self.count, rng)
            both = np.hstack([page, np.full((page.shape[0], 40), 90, np.uint8), other])
            picture = weather.noisy(weather.turned(weather.at_dpi(both, 140), rng.uniform(-4, 4)), 4, rng)
            return picture, Truth(fault, {number: truth, self.numbers[at + self.count]: also}, ask=False)
        if fault == "coffee":
            return weather.scanned(weather.coffee(page, self.frame.qr, rng), rng), Truth(
                fault, {number: truth}, ask=True
            )
        if fault == "name":
            hands.strike_name(page, self.frame.name, rng)
        if fault == "torn":
            page[: 40 * DOTS, 170 * DOTS :] = 255
            page[270 * DOTS :, : 40 * DOTS] = 255
        return weather.scanned(page, rng), Truth(fault, {number: truth}, ask=True)


def sheet_line(row: int) -> Rect:
    return Rect(20, row, 150, 8)


def wrong(page: Page, truth: Truth) -> list[str]:
    """What was taken from a page that is not so: a match that is wrong, a tick that is, or nobody asked who must be."""
    found = []
    for seen in page.slips:
        if seen.number and seen.number not in truth.slips:
            found.append(f"{truth.fault}: matched a slip that is not there")
        elif seen.clear and truth.ask:
            found.append(f"{truth.fault}: nobody was asked")
        elif seen.clear and (*seen.agreements, *seen.places) != truth.slips[seen.number]:
            found.append(f"{truth.fault}: a tick was read wrongly")
    return found
