"""What is known of one person when the access gate is asked: plain values, all of them hashable."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

LONGEST: Final = timedelta(days=366)  # a ruling has an end that somebody will live to see


class Signed(NamedTuple):
    """An agreement or a check of understanding that is held: by oneself, or by a carer for a child.

    ``until`` is the last day it holds; None: until something else ends it.
    """

    kind: str
    on: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.on <= day and (self.until is None or day <= self.until)


class Verb(StrEnum):
    """What a ruling does: opens a thing although something is missing, takes it away, or gives the days of a thing
    that is open for some days only."""

    OPENS = "opens"
    SHUTS = "shuts"
    GIVES_DAYS = "gives-days"


class Ruling(NamedTuple):
    """What the head ruled for one person by name: from ``first`` to the last day ``last``, for a reason."""

    thing: str
    verb: Verb
    first: date
    last: date
    why: str

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class Someone(NamedTuple):
    """``roles`` are those held on the day; ``left_on`` is their last day. ``acts``: the gate is switched on for them,
    and what it says happens. ``at_lessons``: their class uses class devices in lessons that an adult leads.
    """

    ref: str
    roles: frozenset[str]
    signed: frozenset[Signed] = frozenset()
    rulings: frozenset[Ruling] = frozenset()
    left_on: date | None = None
    acts: bool = False
    at_lessons: bool = False
