"""What the format of a list is: it recognises its files, and turns lines into hosts, losing none without a reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple


class Reach(StrEnum):
    """What of the names below a host a row speaks for."""

    ALL = "all"  # the host and everything below it
    ALONE = "alone"  # the host and nothing below it
    BELOW = "below"  # everything below it, and not the host


class Chunk(NamedTuple):
    """Some lines of a file without their ends. ``first`` is the number of the first; a file begins at 1."""

    first: int
    lines: Sequence[str]


class Named(NamedTuple):
    """A host that a line names, as it is written there, with whatever path follows it."""

    line: int
    text: str
    reach: Reach = Reach.ALL


class Refused(NamedTuple):
    """A line that a block list cannot keep. ``kind`` is a key of ``KINDS``."""

    line: int
    kind: str
    text: str


@dataclass(slots=True)
class Batch:
    """What some lines hold. ``hosts`` are those that reach all; ``numbers`` gives the line of each, in order."""

    hosts: Sequence[str] = ()
    numbers: Sequence[int] = ()
    others: list[Named] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    blank: int = 0  # lines with nothing in them, comments, and what the format needs for itself

    def take(self, hosts: list[str], numbers: list[int]) -> "Batch":
        self.hosts, self.numbers = hosts, numbers
        return self


@dataclass(frozen=True, slots=True)
class ListExample:
    """A list as text; how many hosts are named in it, and how many lines refused."""

    words: str
    text: str
    named: int
    refused: int = 0


@dataclass(frozen=True, slots=True)
class ListFormat:
    """``recognises`` is given the first lines of a file, and says how sure it is of them, from 0 to 1."""

    key: str
    words: str
    source: str
    parse: Callable[[Iterable[Chunk]], Iterator[Batch]]
    recognises: Callable[[Sequence[str]], float]
    examples: tuple[ListExample, ...]


# Why a row is not taken at its word, by kind: a sentence for a technician.
KINDS: Final[Mapping[str, str]] = {
    "junk": "It is not the name of a host.",
    "long-label": "A part of the name is over 63 letters, or the whole over 253.",
    "one-word": "It is a single word, which is no site by itself.",
    "public-suffix": "Names are sold to the public under it: it would close every one of them.",
    "own-network": "It is an address inside the school's own network, or no address of a site.",
    "wide-range": "It covers more addresses than any site has.",
    "wildcard": "A wildcard stands where only whole names can be kept.",
    "expression": "It is a pattern for whole addresses, which is not kept.",
    "exception": "It is an exception. Exceptions are agreed by people, never by a list.",
    "in-answers": "It is about the answers of name servers, which only a name server sees.",
    "not-a-block": "It closes nothing.",
}
