"""Blocks from a format that knows its own structure: paragraphs, lists and tables come in, blocks come out."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from schoolgate.reading.formats.lexis import (
    fold,
    heading_shaped,
    leader,
    looks_like_header,
    number_depth,
    split_bullet,
    split_number,
)
from schoolgate.reading.formats.shapes import find_headings, rejoin
from schoolgate.reading.model import Block, Role

LABEL_CHARACTERS: Final = 60  # a cell up to this long names its row, and is repeated where the row is split
_FEW_HEADINGS: Final = 40  # blocks to one heading: with fewer headings than that, lines are judged by their shape too

type Cell = tuple[str, ...]  # a cell's paragraphs


@dataclass(slots=True)
class Builder:
    """Collects blocks in document order. White space is folded here, and lists typed by hand are recognised."""

    blocks: list[Block] = field(default_factory=list)
    page: int | None = None
    _looks: dict[int, float] = field(default_factory=dict)  # headings known by their look: block number to font size
    _tables: int = 0

    def heading(self, text: str, level: int, marker: str = "") -> None:
        """A heading the format itself calls one."""
        words = fold(text)
        if not marker:
            marker, rest = split_number(words)
            words = rest if marker else words
        if words:
            self._add(Block(Role.HEADING, words, level=max(1, level), marker=marker))

    def look(self, text: str, size: float) -> None:
        """A line that its look makes a heading, whatever its words; its level comes from its number or size."""
        words = fold(text)
        marker, rest = split_number(words)
        if rest:
            self._looks[len(self.blocks)] = size
            level = number_depth(marker) if marker else 0
            self._add(Block(Role.HEADING, rest, level=level, marker=marker))

    def paragraph(self, text: str, *, bold: bool = False, size: float = 0.0) -> None:
        """A paragraph. Line breaks inside split it only where lines carry list marks; bold short lines are headings."""
        for line in _lines(text):
            found = leader(line)
            if found:
                self._add(Block(Role.PARAGRAPH, found))
                continue
            for split in (split_bullet, split_number):
                marker, rest = split(fold(line))
                if marker:
                    break
            if bold and heading_shaped(fold(rest if split is split_number else line)):
                self._looks[len(self.blocks)] = size
                level = number_depth(marker) if marker else 0
                self._add(Block(Role.HEADING, fold(rest), level=level, marker=marker))
            elif marker:
                self._add(Block(Role.ITEM, fold(rest), level=1, marker=marker))
            elif fold(line):
                self._add(Block(Role.PARAGRAPH, fold(line)))

    def item(self, text: str, level: int, marker: str, *, bold: bool = False, size: float = 0.0) -> None:
        """A list item the format itself calls one; a bold, short, numbered one is a heading."""
        words = fold(text)
        typed, rest = split_bullet(words)
        if not words:
            return
        if bold and marker[:1].isdigit() and heading_shaped(words):
            self._looks[len(self.blocks)] = size
            self._add(Block(Role.HEADING, words, level=number_depth(marker), marker=marker))
            return
        self._add(Block(Role.ITEM, rest if typed else words, level=max(1, level), marker=marker))

    def furniture(self, text: str) -> None:
        if fold(text):
            self._add(Block(Role.FURNITURE, fold(text)))

    def table(self, rows: list[list[Cell]], header_rows: int = 0) -> None:
        """A table as rows of cells, each cell its paragraphs. A table of one column is a frame: its words are text."""
        rows = [row for row in rows if any(fold(part) for cell in row for part in cell)]
        if not rows:
            return
        if max(len(row) for row in rows) == 1:
            for part in (part for row in rows for cell in row for part in cell):
                self.paragraph(part)
            return
        self._tables += 1
        first = tuple(fold(" ".join(cell)) for cell in rows[0])
        header = first if len(rows) > 1 and (header_rows or looks_like_header(first)) else ()
        for row in rows:
            for cells in _split_row(row):
                text = " | ".join(cell for cell in cells if cell)
                self._add(Block(Role.ROW, text, cells=cells, header=header, table=self._tables))

    def finish(self) -> tuple[Block, ...]:
        """The blocks, with a level for every heading known by its look, and by shape where a file marks hardly any."""
        sizes = sorted(set(self._looks.values()), reverse=True)
        known = 0
        for number, block in enumerate(self.blocks):
            if block.role is not Role.HEADING:
                continue
            if number not in self._looks:
                known = block.level
            elif not block.level:
                rank = sizes.index(self._looks[number]) + 1
                self.blocks[number] = replace(block, level=min(6, known + 1 if known else rank))
        self._demote_repeats()
        headings = sum(1 for block in self.blocks if block.role is Role.HEADING)
        if headings * _FEW_HEADINGS < len(self.blocks) or not headings:
            self.blocks = find_headings(self.blocks)
        return tuple(rejoin(self.blocks))

    def _demote_repeats(self) -> None:
        """Bold lines with nothing under them at the very end are no headings."""
        while self.blocks and self.blocks[-1].role is Role.HEADING and len(self.blocks) - 1 in self._looks:
            last = len(self.blocks) - 1
            self.blocks[last] = replace(self.blocks[last], role=Role.PARAGRAPH, level=0)

    def _add(self, block: Block) -> None:
        self.blocks.append(replace(block, page=self.page) if self.page is not None else block)


def _lines(text: str) -> list[str]:
    """A paragraph's lines where at least one of them starts with a list mark; else the whole as one."""
    parts = [part for part in text.split("\n") if fold(part)]
    if len(parts) > 1 and any(split_bullet(part.strip())[0] for part in parts):
        return parts
    return [re.sub(r"\s*\n\s*", " ", text.strip("\n"))]


def _split_row(row: list[Cell]) -> list[tuple[str, ...]]:
    """A row as it is; where a long cell holds several paragraphs, a row for each, under the same short labels."""
    whole = [tuple(part for part in (_unmarked(p) for p in cell) if part) for cell in row]
    marked = [any(split_bullet(fold(part))[0] for part in cell) for cell in row]
    long = [
        i for i, cell in enumerate(whole) if len(cell) > 1 and (marked[i] or sum(map(len, cell)) > LABEL_CHARACTERS)
    ]
    if not long:
        return [tuple(" ".join(cell) for cell in whole)]
    joined = [" ".join(cell) for cell in whole]
    labels = [text if i not in long and len(text) <= LABEL_CHARACTERS else "" for i, text in enumerate(joined)]
    rest = [text if i not in long else "" for i, text in enumerate(joined)]
    split = [tuple(rest)] if rest != labels else []
    for column in long:
        for part in whole[column]:
            split.append(tuple(part if i == column else label for i, label in enumerate(labels)))
    return split


def _unmarked(part: str) -> str:
    words = fold(part)
    return split_bullet(words)[1]
