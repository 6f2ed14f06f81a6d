"""What a check says: a verdict on each chain, with the faults found in it, each named."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

MOST_FAULTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place in a chain (0: with all of it). ``what`` is a key, ``words`` a sentence."""

    sequence: int
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking one chain found. Whole when there are no faults. ``head`` is the digest of the last entry.

    ``erased`` counts entries whose words are erased, ``items`` and ``items_erased`` those of batches; ``authorities``
    says under which authority how many of both were. ``checkpoints`` were found true. ``warnings`` are
    sentences about what is no fault and should be known. ``unsaid`` faults were found beyond those told.
    """

    chain: str
    entries: int
    erased: int
    head: str
    faults: tuple[Fault, ...]
    items: int = 0
    items_erased: int = 0
    authorities: tuple[tuple[str, int], ...] = ()
    checkpoints: int = 0
    warnings: tuple[str, ...] = ()
    unsaid: int = 0

    @property
    def whole(self) -> bool:
        return not self.faults


@dataclass(slots=True)
class Tally:
    """A verdict while it is being reached."""

    faults: list[Fault] = field(default_factory=list)
    unsaid: int = 0
    erased: int = 0
    items: int = 0
    items_erased: int = 0
    checkpoints: int = 0
    authorities: Counter[str] = field(default_factory=Counter)

    def add(self, sequence: int, what: str, words: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(sequence, what, words))
        else:
            self.unsaid += 1

    def missing(self, first: int, last: int) -> None:
        which = f"Entry {first} is" if first == last else f"Entries {first} to {last} are"
        self.add(first, "removed", f"{which} missing.")
