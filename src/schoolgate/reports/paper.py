"""What a report says, apart from how it looks: the same paper is shown on a page, printed, and set as a PDF.

A paper holds plain words only. Its digest is over all of them, so that a paper can be known again whatever shows it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from schoolgate.kernel.digests import digest

type Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the five marks: ``tone`` names its colour, ``shape`` its drawing, ``words`` are read."""

    tone: str
    shape: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``quote`` is for the policy's own words."""

    words: str
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list, each point a sentence or two."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Things with what is to be said of each: "Ratified" and "17 September 2025 by the governing body"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as ``head`` has. The first cell names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"a row of “{self.caption}” has not {len(self.head)} cells")

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each row's cells with the words at the head of their columns."""
        return tuple(tuple(zip(self.head, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Item:
    """One promise or the like: its number, its words, its mark, and lines of what is known of it."""

    number: str
    words: str
    mark: Mark
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[Item, ...]


type Block = Text | Points | Pairs | Table | Items
_NAMES: dict[type, str] = {Text: "text", Points: "points", Pairs: "pairs", Table: "table", Items: "items"}


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]

    @property
    def parts(self) -> tuple[tuple[str, Block], ...]:
        """Each block with the name of what it is, for a template."""
        return tuple((_NAMES[type(block)], block) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Paper:
    """``answer`` is the first line: what the reader most wants to know. ``on`` is the day it speaks of."""

    title: str
    school: str
    whom: str
    on: date
    answer: str
    sections: tuple[Section, ...]

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON would hold it, every block with its kind."""
        said = asdict(self)
        said["on"] = self.on.isoformat()
        for section, written in zip(self.sections, said["sections"], strict=True):
            written["blocks"] = [
                {"kind": kind, **block} for (kind, _), block in zip(section.parts, written["blocks"], strict=True)
            ]
        return said

    @property
    def digest(self) -> str:
        """SHA-256 over everything it says."""
        return digest(self.plain)

    def reworded(self, words: Words) -> "Paper":
        """The same paper with every string put through ``words``."""
        return Paper(
            words(self.title),
            self.school,
            self.whom,
            self.on,
            words(self.answer),
            tuple(
                Section(words(section.heading), tuple(_reworded(block, words) for block in section.blocks))
                for section in self.sections
            ),
        )


def _reworded(block: Block, words: Words) -> Block:
    match block:
        case Text():
            return Text(words(block.words), block.quote)
        case Points():
            return Points(tuple(words(item) for item in block.items))
        case Pairs():
            return Pairs(_both(block.rows, words))
        case Table():
            rows = tuple(tuple(words(cell) for cell in row) for row in block.rows)
            return Table(words(block.caption), tuple(words(cell) for cell in block.head), rows)
        case Items():
            return Items(
                tuple(
                    Item(
                        one.number,
                        words(one.words),
                        Mark(one.mark.tone, one.mark.shape, words(one.mark.words)),
                        _both(one.lines, words),
                    )
                    for one in block.items
                )
            )


def _both(rows: tuple[tuple[str, str], ...], words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((words(name), words(said)) for name, said in rows)
