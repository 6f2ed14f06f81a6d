"""Walks the blocks of a file in order and cuts them into units, each knowing its heading, its stem and its section."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from schoolgate.reading.model import Block, Extract, Role, Section
from schoolgate.reading.sentences import spans
from schoolgate.reading.structure.headings import is_sentence, is_stem, run_in
from schoolgate.reading.structure.lists import pieces
from schoolgate.reading.structure.sections import sections
from schoolgate.reading.structure.tables import headers, read_row
from schoolgate.reading.structure.unit import Kind, Unit
from schoolgate.reading.wording.facts import REVIEW_LINE
from schoolgate.reading.wording.people import only_people
from schoolgate.reading.wording.verbs import BASE, any_of

_ITEMISH: Final = re.compile(
    r"^(?:[a-z(]|that\b|to\b|[A-Z][a-z]+ing\b|(?:Ensure|Provide|Review|Monitor|Report|"
    r"Keep|Take|Support|Promote|Make|Have|Be|Use|Not|Never|Only|Read|Understand|"
    r"Know|Follow|Respect|Inform|Attend|Act|Help|Work)s?\b)"
)
_DUTY: Final = re.compile(
    rf"(?:Never|Not|Always|Only|Do not|Don't|(?:{any_of(frozenset(v.capitalize() for v in BASE))}))\b"
)
_MAX_DEPTH: Final = 6
_LONGEST_LEAD: Final = 1_000  # letters of a sentence cut by line ends that its last piece is judged with


@dataclass
class _State:
    """What the walk knows at a block: the headings above it and the stems still open."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    stems: list[tuple[float, str]] = field(default_factory=list)
    lead: str = ""
    marked: bool = False  # whether the open list has marks of its own
    units: list[Unit] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.headings)

    @property
    def stem(self) -> str:
        return " ".join(text for _, text in self.stems)


def units(extract: Extract) -> tuple[Unit, ...]:
    """Every unit of the file in order. Their spans cover its text, save white space, marks and bars between cells."""
    state = _State()
    found, titles = sections(extract.blocks), headers(extract.blocks)
    for i, block in enumerate(extract.blocks):
        following = _next_block(extract.blocks, i)
        if block.role is Role.FURNITURE:
            state.units.append(
                Unit(i, 0, len(block.text), block.text, Kind.FURNITURE, page=block.page, section=found[i])
            )
        elif block.role is Role.HEADING and not is_sentence(block.text):
            _heading(state, i, block, found[i])
        elif block.role is Role.ROW and block.cells:
            _row(state, i, block, found[i], titles.get(i, ()))
        else:
            _prose(state, i, block, following, found[i])
    return tuple(state.units)


def _next_block(blocks: tuple[Block, ...], i: int) -> Block | None:
    return next((b for b in blocks[i + 1 :] if b.role is not Role.FURNITURE), None)


def _heading(state: _State, i: int, block: Block, section: Section) -> None:
    level = block.level or 1
    text = block.text.rstrip(" :")
    state.headings = [(depth, title) for depth, title in state.headings if depth < level][-_MAX_DEPTH:]
    state.headings.append((level, text))
    stem = block.text if is_stem(block.text) and len(block.text.split()) > 1 else ""
    state.stems, state.lead, state.marked = ([(0, stem)] if stem else []), "", False
    state.units.append(
        Unit(i, 0, len(block.text), block.text, Kind.HEADING, state.path[:-1], section=section, page=block.page)
    )


def _row(state: _State, i: int, block: Block, section: Section, header: tuple[str, ...]) -> None:
    row = read_row(block, header)
    state.stems, state.lead = [], ""
    if row.joined and REVIEW_LINE.search(block.text.lower()):
        start, end = row.parts[0].start, row.parts[-1].end  # neither the label nor the day says anything alone
        text = block.text[start:end]
        state.units.append(Unit(i, start, end, text, Kind.CELL, state.path, section=section, page=block.page))
        return
    for number, part in enumerate(row.parts):
        path = (*state.path, row.who.rstrip(" :")) if row.who and number else state.path
        titled = (row.who and not number) or header == block.cells
        kind = Kind.HEADING if titled else Kind.CELL
        tail = f" {row.parts[1].text}" if row.joined and not number else ""
        if kind is Kind.HEADING or row.joined:
            unit = Unit(
                i, part.start, part.end, part.text, kind, path,
                section=section, tail=tail, column=row.column, page=block.page,
            )  # fmt: skip
            state.units.append(unit)
            continue
        _cell(state, i, block, (part.start, part.end), path, part.header, section, row.column)
    if not row.parts:
        state.units.append(Unit(i, 0, len(block.text), block.text, Kind.FURNITURE, page=block.page, section=section))


def _cell(
    state: _State,
    i: int,
    block: Block,
    span: tuple[int, int],
    path: tuple[str, ...],
    header: str,
    section: Section,
    column: str,
) -> None:
    text = block.text[span[0] : span[1]]
    stem = header if header.endswith(":") or (is_stem(header) and len(header.split()) > 3) else ""
    local = ""
    for start, end, item in pieces(text):
        for a, b in spans(text[start:end]):
            piece = text[start + a : start + b]
            kind = Kind.STEM if piece.endswith(":") else Kind.CELL
            unit = Unit(
                i,
                span[0] + start + a,
                span[0] + start + b,
                piece,
                kind,
                path,
                (local if item else "") or stem,
                section,
                column=column,
                page=block.page,
            )
            state.units.append(unit)
            local = piece if kind is Kind.STEM else local


def _prose(state: _State, i: int, block: Block, following: Block | None, section: Section) -> None:
    """A paragraph or a list item."""
    item = block.role is Role.ITEM or (bool(state.stems) and _carries_on(block.text, state))
    depth = float(block.level or 1) if block.role is Role.ITEM else 1.0
    if item:
        deeper = following is not None and following.role is Role.ITEM and (following.level or 1) > depth
        state.stems = [(d, s) for d, s in state.stems if d < depth and not (d == depth - 0.5 and is_stem(block.text))]
        state.marked = state.marked or block.role is Role.ITEM
        if state.stems and state.stems[-1][0] == depth - 0.5 and _back_to_duties(state.stems[-1][1], block.text):
            state.stems.pop()
    else:
        deeper = False
        state.stems, state.marked = [], False
    text = block.text
    offset = run_in(text) if not state.lead else 0
    path = _run_in_heading(state, i, block, offset, section) if offset else state.path
    _body(state, i, block, offset, path, section, item=item)
    last = state.units[-1]
    listed = following is not None and following.role is Role.ITEM
    opens = (is_stem(last.text) and (listed or not last.text.endswith("."))) or (
        following is not None and following.role is Role.ITEM and not item and not last.text.endswith((".", "!", "?"))
    )
    if opens and last.judged and not (last.kind is Kind.ITEM and not last.text.endswith(":")):
        level = (depth if deeper else depth - 0.5) if item else 0.0
        state.stems.append((level, last.text))
        state.units[-1] = _as_stem(last)
    if block.role is Role.PARAGRAPH or not item:
        _remember_cut(state, following)


def _run_in_heading(state: _State, i: int, block: Block, offset: int, section: Section) -> tuple[str, ...]:
    """Take the block's first ``offset`` characters as a heading, and return the path of what comes under it."""
    head = block.text[:offset].rstrip()
    state.units.append(Unit(i, 0, len(head), head, Kind.HEADING, state.path, section=section, page=block.page))
    return (*state.path, block.text[:offset].strip(" :–-"))


def _back_to_duties(stem: str, text: str) -> bool:
    """Whether an item under "Tell a teacher if:" is no condition but the next duty of the list around it."""
    return bool(re.search(r"\b(?:if|when|where)\W*$", stem, re.IGNORECASE)) and bool(_DUTY.match(text))


def _as_stem(unit: Unit) -> Unit:
    return replace(unit, kind=Kind.STEM)


def _carries_on(text: str, state: _State) -> bool:
    """Whether a paragraph under an open stem is one of its items, the marks having been lost."""
    if only_people(text) or (
        state.marked and not (text[:1].islower() or state.units[-1].text.endswith((",", ";", " and")))
    ):
        return False
    if not _ITEMISH.match(text):
        return text.rstrip().endswith((";", ",")) or (
            len(text.split()) <= 25
            and text[-1:] not in ".:!?"
            and bool(state.units)
            and state.units[-1].kind in {Kind.STEM, Kind.ITEM}
        )
    return len(text.split()) <= 60


def _body(
    state: _State, i: int, block: Block, offset: int, path: tuple[str, ...], section: Section, *, item: bool
) -> None:
    """The sentences and flattened lists of one block, from ``offset``."""
    text = block.text
    outer, local = state.stem, ""
    for start, end, inside in pieces(text[offset:]):
        for number, (a, b) in enumerate(spans(text[offset + start : offset + end])):
            at, to = offset + start + a, offset + start + b
            piece = text[at:to]
            belongs = (inside and bool(local)) or item
            stem = (f"{outer} {local}".strip() if inside and local else outer) if belongs and not number else ""
            at, here = _inner_heading(state, i, block, at, to, path, section) if number or start else (at, path)
            piece = text[at:to]
            kind = Kind.ITEM if belongs else Kind.SENTENCE
            if to < len(text.rstrip()) and is_stem(piece) and piece.rstrip().endswith((":", "to;")):
                kind, local = Kind.STEM, piece
            state.units.append(Unit(i, at, to, piece, kind, here, stem, section, state.lead, page=block.page))
            path, state.lead = here, ""


def _inner_heading(
    state: _State, i: int, block: Block, at: int, to: int, path: tuple[str, ...], section: Section
) -> tuple[int, tuple[str, ...]]:
    """Cuts off a heading that stands glued before a later sentence of the block."""
    cut = run_in(block.text[at:to])
    if not cut or len(block.text[at : at + cut].split()) > 7:
        return at, path
    head = block.text[at : at + cut].rstrip()
    state.units.append(Unit(i, at, at + len(head), head, Kind.HEADING, path, section=section, page=block.page))
    return at + cut, (*state.path, head.strip(" :–-"))


def _remember_cut(state: _State, following: Block | None) -> None:
    """Keeps the beginning of a sentence that a page break cut, so that its end is judged with it."""
    last = state.units[-1]
    cut = following is not None and following.role is Role.PARAGRAPH and following.text[:1].islower()
    if cut and last.kind is Kind.SENTENCE and last.text[-1:] not in ".:;!?" and not state.stems:
        state.lead = f"{last.lead}{last.text} "[-_LONGEST_LEAD:]
    else:
        state.lead = ""
