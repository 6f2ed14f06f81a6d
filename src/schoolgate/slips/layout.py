"""Where everything lies on a slip, in millimetres from the top left of an A4 page: for the printer and for the reader.

An edition is never changed: paper of it is out. Other places are another edition, with a number of its own.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from schoolgate.kernel.errors import BadInputError

EDITION: Final = 1
WIDTH: Final = 210.0
HEIGHT: Final = 297.0
MOST_AGREEMENTS: Final = 4
MOST_PLACES: Final = 8
MARK: Final = 10.0  # side of a corner mark
BOX: Final = 6.0  # side of a box to tick
LINE: Final = 0.35  # of a box's border


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, width and height in millimetres."""

    x: float
    y: float
    w: float
    h: float

    def grown(self, by: float) -> "Rect":
        """Larger on each side (smaller where negative)."""
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Clockwise from the top left."""
        return (
            (self.x, self.y),
            (self.x + self.w, self.y),
            (self.x + self.w, self.y + self.h),
            (self.x, self.y + self.h),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What a slip asks: ``agreements`` with a box each, ``places`` with a yes and a no each."""

    agreements: int
    places: int
    edition: int = EDITION

    def __post_init__(self) -> None:
        good = 0 <= self.agreements <= MOST_AGREEMENTS and 0 <= self.places <= MOST_PLACES
        if not good or not self.agreements + self.places:
            raise BadInputError(
                "the slip",
                f"it would ask for {self.agreements} agreements and {self.places} places.",
                f"Ask for at most {MOST_AGREEMENTS} agreements on one slip, or print two kinds of slip.",
            )
        if self.edition != EDITION:
            raise BadInputError("the slip", f"there is no edition {self.edition} of it.", "Print it again.")


@dataclass(frozen=True, slots=True)
class Layout:
    """``agree`` has a box for each agreement, ``places`` a yes and a no for each place, in the plan's order.
    ``questions`` is the part with all of them, down to the signature, for a person to look at."""

    marks: tuple[Rect, Rect, Rect, Rect]
    qr: Rect
    code: Rect
    name: Rect
    agree: tuple[Rect, ...]
    places: tuple[tuple[Rect, Rect], ...]
    signature: Rect
    carer: Rect
    day: Rect
    questions: Rect

    @property
    def places_top(self) -> float:
        """Where the heading over the places begins."""
        return (self.places[0][0].y - 13.0) if self.places else 0.0


@cache
def layout(plan: Plan) -> Layout:
    """The places of a plan. The same for every slip of it, for ever."""
    top = 56.0
    agree = tuple(Rect(26.0, top + 14.0 * at, BOX, BOX) for at in range(plan.agreements))
    first = top + 14.0 * plan.agreements + 13.0
    rows = [first + 10.5 * at for at in range(plan.places)]
    places = tuple((Rect(146.0, y, BOX, BOX), Rect(168.0, y, BOX, BOX)) for y in rows)
    sign = Rect(104.0, 227.0, 82.0, 22.0)
    return Layout(
        marks=(
            Rect(12, 12, MARK, MARK),
            Rect(188, 12, MARK, MARK),
            Rect(188, 275, MARK, MARK),
            Rect(12, 275, MARK, MARK),
        ),
        qr=Rect(155, 12, 27, 27),
        code=Rect(146, 41, 44, 7),
        name=Rect(26, 21, 122, 13),
        agree=agree,
        places=places,
        signature=sign,
        carer=Rect(24, 227, 74, 10),
        day=Rect(24, 243, 74, 10),
        questions=Rect(20, 50, 170, 206),
    )
