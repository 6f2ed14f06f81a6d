"""The school's own document, laid out to be read, with each promise in its place.

Pure: from a reading and how its promises stand to plain values for a template. Nothing here rewrites a word.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal

from schoolgate.evidence.judging import PromiseStanding
from schoolgate.reading.model import Block, Clause, Reading, Role, Section

type Shape = Literal["heading", "paragraph", "items", "table"]
_TOP: Final = 2
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the document's words. ``promise`` is what they promise, if anything."""

    text: str
    promise: PromiseStanding | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a list item or a table cell."""

    pieces: tuple[Piece, ...]
    marker: str = ""
    depth: int = 1

    @property
    def promises(self) -> Iterator[PromiseStanding]:
        return (piece.promise for piece in self.pieces if piece.promise is not None)


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the page. ``rows`` holds a table's cells, row by row; a heading or paragraph has one line."""

    shape: Shape
    lines: tuple[Line, ...] = ()
    level: int = 0
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    quiet: bool = False  # contents, legislation, references: kept, and shown more softly

    @property
    def promises(self) -> Iterator[PromiseStanding]:
        for line in (*self.lines, *(cell for row in self.rows for cell in row)):
            yield from line.promises


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page in three parts, so that an open promise stands level with its sentence; with none open all is first."""

    before: tuple[Passage, ...]
    around: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = field(default=())


def lay_out(reading: Reading, promises: Iterable[PromiseStanding]) -> tuple[Passage, ...]:
    """Every block of the document in order, furniture and the title's own line left out."""
    standing = {promise.promise.clause.ref: promise for promise in promises}
    clauses: dict[int, list[Clause]] = {}
    for clause in reading.clauses:
        clauses.setdefault(clause.span.block, []).append(clause)
    made: list[Passage] = []
    ranks = _ranks(reading)
    level = _TOP - 1
    for number, block in enumerate(reading.extract.blocks):
        if not block.text.strip() or _is_title(block, reading) or _is_said_elsewhere(block):
            continue
        here = clauses.get(number, [])
        if block.role is Role.HEADING:
            level = min(ranks[block.level], level + 1)
            made.append(Passage("heading", (Line((Piece(_numbered(block)),)),), level=level))
        else:
            made.append(_passage(block, here, standing))
    return tuple(_joined(made))


def only(passages: Iterable[Passage], refs: frozenset[str]) -> tuple[Passage, ...]:
    """The passages with any of these promises, under the headings they stand below."""
    kept: list[Passage] = []
    above: dict[int, Passage] = {}
    for passage in passages:
        if passage.shape == "heading":
            above = {level: heading for level, heading in above.items() if level < passage.level}
            above[passage.level] = passage
        elif any(promise.promise.ref in refs for promise in passage.promises):
            kept.extend(above[level] for level in sorted(above))
            above = {}
            kept.append(passage)
    return tuple(kept)


def opened(passages: tuple[Passage, ...], ref: str | None) -> Sheet:
    """Parted about the passage that holds the promise ``ref``; a long list is parted at its own item."""
    for number, passage in enumerate(passages):
        if ref is None or not any(promise.promise.ref == ref for promise in passage.promises):
            continue
        first, this, rest = _cut(passage, ref)
        start = number
        while start and passages[start - 1].shape == "heading" and not first and passages[start - 1].level > _TOP:
            start -= 1
        return Sheet((*passages[:start], *first), (*passages[start:number], this), (*rest, *passages[number + 1 :]))
    return Sheet(passages)


def _cut(passage: Passage, ref: str) -> tuple[tuple[Passage, ...], Passage, tuple[Passage, ...]]:
    """A list as the items before the open one, that one, and those after; anything else whole."""
    if passage.shape != "items":
        return (), passage, ()
    at = next(n for n, line in enumerate(passage.lines) if any(p.promise.ref == ref for p in line.promises))
    parts = (passage.lines[:at], passage.lines[at : at + 1], passage.lines[at + 1 :])
    before, this, after = (Passage("items", lines, quiet=passage.quiet) for lines in parts)
    return ((before,) if before.lines else ()), this, ((after,) if after.lines else ())


def _ranks(reading: Reading) -> dict[int, int]:
    """Each level of heading the document uses, to the level it has on the page: the outermost is 2."""
    headings = [b for b in reading.extract.blocks if b.role is Role.HEADING and not _is_title(b, reading)]
    levels = sorted({block.level for block in headings})
    return {level: min(_TOP + rank, _DEEPEST) for rank, level in enumerate(levels)}


def _is_title(block: Block, reading: Reading) -> bool:
    title = reading.document.title.strip().casefold()
    return bool(title) and block.role is Role.HEADING and block.text.strip().casefold() == title


def _is_said_elsewhere(block: Block) -> bool:
    """Furniture, and a table's own heading row, which stands above the table."""
    return block.role is Role.FURNITURE or (
        block.role is Role.ROW and bool(block.cells) and block.cells == block.header
    )


def _numbered(block: Block) -> str:
    return block.text if not block.marker or block.text.startswith(block.marker) else f"{block.marker} {block.text}"


def _passage(block: Block, clauses: list[Clause], standing: Mapping[str, PromiseStanding]) -> Passage:
    quiet = bool(clauses) and all(clause.section is not Section.BODY for clause in clauses)
    pieces = tuple(_pieces(block.text, clauses, standing))
    if block.role is Role.ROW and block.cells:
        return Passage("table", header=block.header, rows=(_cells(block, pieces),), quiet=quiet, level=block.table or 0)
    if block.role is Role.ITEM:
        marker = block.marker if any(letter.isalnum() for letter in block.marker) else ""
        return Passage("items", (Line(pieces, marker, min(max(block.level, 1), 3)),), quiet=quiet)
    return Passage("paragraph", (Line(pieces),), quiet=quiet)


def _pieces(text: str, clauses: list[Clause], standing: Mapping[str, PromiseStanding]) -> Iterator[Piece]:
    """The text cut at its promises; whatever lies between them is kept as it stands."""
    at = 0
    for clause in sorted(clauses, key=lambda clause: clause.span.start):
        promise = standing.get(clause.ref)
        if promise is None or clause.span.start < at:
            continue
        if text[at : clause.span.start]:
            yield Piece(text[at : clause.span.start])
        yield Piece(text[clause.span.start : clause.span.end], promise)
        at = clause.span.end
    if text[at:]:
        yield Piece(text[at:])


def _cells(block: Block, pieces: tuple[Piece, ...]) -> tuple[Line, ...]:
    """A row's cells, each with the promises that begin in it. A promise never crosses into the next cell's words."""
    promised = {piece.text.strip(): piece.promise for piece in pieces if piece.promise is not None}
    return tuple(Line(tuple(_cell(cell, promised))) for cell in block.cells)


def _cell(cell: str, promised: Mapping[str, PromiseStanding | None]) -> Iterator[Piece]:
    for words, promise in promised.items():
        before, found, after = cell.partition(words)
        if found and promise is not None:
            yield from (Piece(before),) if before else ()
            yield Piece(words, promise)
            yield from _cell(after, {key: value for key, value in promised.items() if key != words})
            return
    if cell:
        yield Piece(cell)


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """List items that follow one another as one list, and rows as one table."""
    for (shape, quiet, level, header), group in groupby(passages, key=_together):
        members = list(group)
        if shape in ("items", "table"):
            lines = tuple(line for passage in members for line in passage.lines)
            rows = tuple(row for passage in members for row in passage.rows)
            yield Passage(shape, lines, level, header, rows, quiet)
        else:
            yield from members


def _together(passage: Passage) -> tuple[Shape, bool, int, tuple[str, ...]]:
    return passage.shape, passage.quiet, passage.level if passage.shape == "table" else 0, passage.header
