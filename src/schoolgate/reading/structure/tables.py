"""Rows of tables: who and their duties, rules marked in a column, labels with their answers, key people."""

import re
from dataclasses import dataclass
from typing import Final

from schoolgate.reading.model import Block, Role
from schoolgate.reading.wording.people import only_people

_TICK: Final = re.compile(r"^\W*(?:[xX✓✔✗✘☒☑√]|yes|n/?a|)\W*$", re.IGNORECASE)
_MARKED: Final = re.compile(r"[xX✓✔✗✘☒☑√]|^yes$", re.IGNORECASE)
_VERB: Final = re.compile(
    r"\b(?:will|must|should|shall|may|can|cannot|is|are|has|have|ensures?|reviews?|"
    r"monitors?|reports?|be)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CellSpan:
    """One cell as it stands in its row's text."""

    start: int
    end: int
    text: str
    header: str


@dataclass(frozen=True, slots=True)
class Row:
    """How a row is to be read: ``parts`` in order, who the first cell names, the column it is marked in."""

    parts: tuple[CellSpan, ...]
    who: str = ""
    column: str = ""
    joined: bool = False  # a label and its answer: one sentence in two cells


def headers(blocks: tuple[Block, ...]) -> dict[int, tuple[str, ...]]:
    """The header of each row, by block number: its table's own, or a row of short cells above rows with marks.

    A header row that the file did not mark as one is its own header.
    """
    found: dict[int, tuple[str, ...]] = {}
    current: tuple[str, ...] = ()
    for i, block in enumerate(blocks):
        if block.role is not Role.ROW:
            current = () if block.role is not Role.FURNITURE else current
            continue
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        if below is not None and below.role is Role.ROW and _ticked(below) and _titles(block):
            current = block.cells
        elif not current:
            current = block.header
        found[i] = current
    return found


def _ticked(block: Block) -> bool:
    return any(cell and _TICK.match(cell) for cell in block.cells)


def _titles(block: Block) -> bool:
    filled = [cell for cell in block.cells if cell]
    return len(filled) > 1 and all(len(cell.split()) <= 8 and not _TICK.match(cell) for cell in filled)


def read_row(block: Block, header: tuple[str, ...] = ()) -> Row:
    """A table's row made ready for reading."""
    cells = _spans(block, header or block.header)
    filled = [c for c in cells if c.text]
    columns = [c.header for c in cells if c.header and _MARKED.search(c.text) and _TICK.match(c.text)]
    words = tuple(c for c in filled if not _TICK.match(c.text))
    if columns:
        return Row(words, column=columns[-1])
    if len(words) == 2 and _open_label(words[0].text):
        return Row(words, joined=True)
    if len(words) >= 2 and only_people(words[0].text, 3) and len(words[0].text.split()) <= 14:
        return Row(words, who=words[0].text)
    return Row(words)


def _open_label(text: str) -> bool:
    """Whether the first cell is the beginning of a sentence that the second completes."""
    if re.match(r"\W*(?:next |date of )*review\b", text, re.IGNORECASE):
        return True
    return bool(re.search(r"(?:\b(?:by|on|be|is|using|informed|at|every|will be|to)|[:])\W*$", text)) and bool(
        _VERB.search(text)
    )


def _spans(block: Block, headings: tuple[str, ...]) -> list[CellSpan]:
    found, at = [], 0
    for i, cell in enumerate(block.cells):
        start = block.text.find(cell, at) if cell else at
        start = at if start < 0 else start
        header = headings[i] if i < len(headings) else ""
        found.append(CellSpan(start, start + len(cell), cell, header))
        at = start + len(cell)
    return found
