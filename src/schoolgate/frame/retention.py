"""How long a kind of row is kept, and what may hold it longer. A model that does not say is refused."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["days", "months", "years", "for ever", "as long as its parent"]


@dataclass(frozen=True, slots=True)
class Retention:
    """``keep`` counts ``unit`` from the day ``counted_from`` happens; ``because`` is a sentence for the school's
    retention schedule. ``legal_hold`` says whether a hold on a person or case stops the row being erased.
    """

    unit: Unit
    because: str
    keep: int = 0
    counted_from: str = ""
    legal_hold: bool = True

    def __post_init__(self) -> None:
        counted = self.unit in ("days", "months", "years")
        if counted != bool(self.keep > 0 and self.counted_from):
            raise ValueError("say how many and counted from what, for days, months and years only")
        if not self.because.endswith("."):
            raise ValueError(f"the reason must be a sentence: {self.because!r}")

    @property
    def words(self) -> str:
        """As the retention schedule prints it."""
        return f"{self.keep} {self.unit} from {self.counted_from}" if self.keep else self.unit


def for_ever(because: str) -> Retention:
    return Retention("for ever", because)


def with_parent(because: str) -> Retention:
    return Retention("as long as its parent", because)


def years(keep: int, counted_from: str, because: str) -> Retention:
    return Retention("years", because, keep, counted_from)


def days(keep: int, counted_from: str, because: str) -> Retention:
    return Retention("days", because, keep, counted_from)
