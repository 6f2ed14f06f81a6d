"""What a deadline is: the last moment on time, why, and whether it rests on term dates that were only assumed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

from schoolgate.kernel.clocks.months import spelt

ASSUMED: Final = "The school has not given these term dates, so the usual English ones are assumed."


@dataclass(frozen=True, slots=True)
class Due:
    """``at`` is the last moment on time, in the school's zone; ``day`` the school's date then.

    A deadline in days ends with its day. ``timed`` is true where the hour matters, as in 72 hours. ``assumed`` is true
    where the school has not given the term dates it rests on.
    """

    at: datetime
    day: date
    timed: bool = False
    assumed: bool = False

    def is_past(self, now: datetime) -> bool:
        return now.timestamp() > self.at.timestamp()  # within one zone, > would read the clock face alone

    def sentence(self) -> str:
        day = f"{self.day:%A} {spelt(self.day)}"
        when = f"Due by {self.at:%H:%M} on {day}." if self.timed else f"Due by the end of {day}."
        return f"{when} {ASSUMED}" if self.assumed else when


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock stood still from ``begins`` to ``ends``: waiting for proof of identity, say. Both moments have a zone."""

    begins: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.ends.timestamp() < self.begins.timestamp():
            raise ValueError(f"a pause cannot end ({self.ends}) before it begins ({self.begins})")


def in_order(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses by when they began, in universal time, overlapping ones joined, so that no hour is given back twice."""
    joined: list[Pause] = []
    universal = [Pause(pause.begins.astimezone(UTC), pause.ends.astimezone(UTC)) for pause in pauses]
    for pause in sorted(universal, key=lambda pause: pause.begins):
        if joined and pause.begins <= joined[-1].ends:
            joined[-1] = Pause(joined[-1].begins, max(joined[-1].ends, pause.ends))
        else:
            joined.append(pause)
    return tuple(joined)


class State(StrEnum):
    """How a duty on a rhythm stands at a moment."""

    ON_TIME = "on_time"
    LATE = "late"
    NEVER = "never"  # nobody has done it yet, and it is not late
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Status:
    """``because`` is a sentence. ``due`` is None only where nothing has started the clock, or it is standing still."""

    state: State
    because: str
    due: Due | None = None
