"""Slips on paper: the school's own, filled in by made-up families, and scanned to one file."""

import io
import time
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import pypdfium2
from PIL import Image

from schoolgate.agreements import actions
from schoolgate.agreements.models import Slip, SlipScan
from schoolgate.agreements.tests.families import ACTOR
from schoolgate.frame.actor import Actor
from schoolgate.people.models import Person, School
from schoolgate.slips.finding import DOTS, Grey
from schoolgate.slips.layout import Layout, Plan, layout
from schoolgate.slips.sheet import Printed
from schoolgate.slips.tests import hands, weather

SEED: Final = 4
STILL: Final = {"creationDate": time.gmtime(0), "modDate": time.gmtime(0)}  # the same pages are the same file
type Change = Callable[[Grey, Layout], None]


class Papers:
    """The slips of a class, printed once; ``sheet`` gives one that a family filled in, ``scan`` has some read."""

    def __init__(self, school: School, group: str = "") -> None:
        self.school = school
        self.made: Printed = actions.print_slips(school, group, actor=ACTOR)
        self.document = pypdfium2.PdfDocument(self.made.pdf)
        self.codes = list(self.made.names)
        slip = Slip.objects.for_school(school).select_related("run").get(code=self.codes[0])
        self.frame = layout(Plan(len(slip.run.asked), len(slip.run.places)))

    def of(self, child: Person) -> int:
        slip = Slip.objects.for_school(self.school).get(child=child, code__in=self.codes)
        return self.codes.index(slip.code)

    def sheet(self, child: Person, *, yes: bool = True, sign: bool = True, change: Change | None = None) -> Grey:
        """Every agreement ticked, and the same answer for every place."""
        rng = np.random.default_rng(SEED)
        each = self.made.pages // len(self.codes)
        page = self.document[each * self.of(child)].render(scale=DOTS * 25.4 / 72, grayscale=True).to_numpy()
        grey = np.array(page, np.uint8).reshape(page.shape[:2])[: 297 * DOTS, : 210 * DOTS]
        for box in [*self.frame.agree, *(pair[0 if yes else 1] for pair in self.frame.places)]:
            hands.tick(grey, box, rng)
        if sign:
            hands.sign(grey, self.frame.signature, rng)
        if change:
            change(grey, self.frame)
        return grey

    def scan(self, *sheets: Grey, actor: Actor = ACTOR, name: str = "monday.pdf") -> SlipScan:
        row, _new = actions.give_scan(self.school, name, scanned(sheets), actor=actor)
        return actions.read_scan(row)


def scanned(sheets: Sequence[Grey]) -> bytes:
    """One PDF, a sheet a page."""
    first, *more = [Image.fromarray(weather.at_dpi(one, 150)) for one in sheets]
    out = io.BytesIO()
    first.save(out, "PDF", resolution=150, save_all=True, append_images=more, **STILL)
    return out.getvalue()
