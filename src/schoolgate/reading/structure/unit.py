"""The unit of reading: one piece of one block, with where it belongs."""

from dataclasses import dataclass
from enum import StrEnum

from schoolgate.reading.model import Section


class Kind(StrEnum):
    """What a unit is. Only sentences, items and cells are judged; the rest is known and passed over."""

    SENTENCE = "sentence"
    ITEM = "item"
    CELL = "cell"
    STEM = "stem"
    HEADING = "heading"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Unit:
    """Characters ``start`` to ``end`` of the text of block number ``block``.

    ``stem`` is the sentence whose list the unit belongs to. ``lead`` is what the sentence began with in the block
    before, where a page break cut it in two. ``tail`` is the answer beside
    a label in a table. ``column`` heads the table's column that the row is marked in.
    """

    block: int
    start: int
    end: int
    text: str
    kind: Kind
    heading: tuple[str, ...] = ()
    stem: str = ""
    section: Section = Section.BODY
    lead: str = ""
    tail: str = ""
    column: str = ""
    page: int | None = None

    @property
    def judged(self) -> bool:
        """Whether this is language that may promise something."""
        return self.kind not in {Kind.HEADING, Kind.FURNITURE}
