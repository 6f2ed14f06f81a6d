"""What a feed is: it recognises its files, and yields rows and rejects, in the file's order, losing nothing.

Files small enough to be looked at by a person before they are applied (rosters, device lists, leases) are read as rows.
A row is plain text by column: dates as ``2026-09-01``, numbers as written, nothing for an empty cell.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

type Files = Mapping[str, bytes]  # by name; a single file is one of one, a zip its members
NO_MAPPING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Column:
    """A column we understand. ``kind`` is a key of ``feeds.values``; ``called`` are headings it goes by elsewhere."""

    key: str
    words: str
    kind: str = "text"
    required: bool = False
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``line`` counts from 1 with the heading, ``part`` names the file within a set."""

    line: int
    values: Mapping[str, str]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that cannot be used: why, in a sentence, and the row as it came."""

    line: int
    reason: str
    raw: str
    part: str = ""


type Item = Row | Reject


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a table: which heading is which column (``{"Forename": "given_name"}``)."""

    mapping: Mapping[str, str] = field(default_factory=lambda: NO_MAPPING)


@dataclass(frozen=True, slots=True)
class Example:
    """Files as text, and how many rows and rejects they give. Examples are tests and documentation."""

    words: str
    files: Mapping[str, str]
    rows: int
    rejects: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """``columns`` are given for a table whose headings are the sender's own, and so need a mapping; a format with a
    specification has none. ``recognises`` says how sure it is that the files are its own, from 0 to 1.
    """

    key: str
    words: str
    source: str  # the specification, or who sends such files
    parse: Callable[[Files, Layout], Iterator[Item]]
    recognises: Callable[[Files], float]
    columns: tuple[Column, ...] = ()
    examples: tuple[Example, ...] = ()
