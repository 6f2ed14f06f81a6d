"""The rhythm of the September round: three letters a week apart, then the class teacher's list, then no more. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from schoolgate.agreements.contract import YEAR_BEGINS

EVERY: Final = timedelta(days=7)
TIMES: Final = 3
# From here on in a summer a round is for the September that comes.
_OPENS_FROM: Final = 6
# How long somebody needs to chase one family by hand, in seconds: to give paper out, or to say a word at the door.
A_FAMILY: Final = 15


class Step(StrEnum):
    """What a family that has not answered waits for."""

    NOT_OPEN = "not-open"  # the round has not begun
    LETTER = "letter"  # the next letter goes by itself
    PAPER = "paper"  # nobody there has an e-mail address that works
    DOOR = "door"  # letters have done what they can: the class teacher's list
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Known:
    """Of one family: the days on which it was written to, whether an e-mail reaches it, whether nobody writes to it."""

    sent: Sequence[date]
    reached: bool
    paused: bool = False


def year_of_round(day: date) -> int:
    """The year whose September a day of the round is for: of 1 July 2027 it is 2027, of 1 May 2027 it is 2026."""
    return day.year if day.month >= _OPENS_FROM else day.year - 1


def begins(year: int) -> date:
    return date(year, YEAR_BEGINS, 1)


def step(known: Known, opens_on: date | None, on: date) -> Step:
    """What comes next for a family of which something is not back on ``on``."""
    if known.paused:
        return Step.PAUSED
    if opens_on is None or on < opens_on:
        return Step.NOT_OPEN
    if len(known.sent) >= TIMES and on >= known.sent[-1] + EVERY:
        return Step.DOOR
    return Step.LETTER if known.reached else Step.PAPER


def letter_due(known: Known, opens_on: date | None, on: date, *, school_day: bool) -> int | None:
    """The number of the letter that goes today, or None. None goes on a day when the school is closed, nor a fourth."""
    if step(known, opens_on, on) is not Step.LETTER or not school_day or len(known.sent) >= TIMES:
        return None
    return len(known.sent) + 1 if not known.sent or on >= known.sent[-1] + EVERY else None


def minutes(by_hand: int) -> int:
    """About how long the families that need somebody's hand take, in whole minutes."""
    return -(-by_hand * A_FAMILY // 60)
