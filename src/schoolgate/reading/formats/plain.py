"""Plain text and pasted text: a line, or lines wrapped at a column, to a block."""

import re
from dataclasses import dataclass, replace

from schoolgate.reading.formats.encoding import decode
from schoolgate.reading.formats.lexis import fold, join_wrapped, leader, split_bullet, split_number
from schoolgate.reading.formats.shapes import find_headings, number_tables, rejoin
from schoolgate.reading.model import Block, Extract, Role

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–|]?\s*\d{1,3}\s*(?:(?:of|/)\s*\d{1,3})?\s*[-–|]?", re.IGNORECASE)
_RULE = re.compile(r"[\s|:=_*~+-]+")
_NARROWEST, _WIDEST = 50, 140  # characters: the widths at which text is wrapped at a column


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    page: int | None
    blank_before: bool
    last_width: int  # of the physical line it ended with


def read(data: bytes, filename: str, sha256: str) -> Extract:
    """A .txt file. Raises ``BadInputError`` where it is no text."""
    text, notes = decode(data, filename)
    return Extract("txt", sha256, blocks_of(text), pages=_pages(text), notes=notes)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text. A form feed starts a page; a tab or pipes make a table's row."""
    lines = _unwrap(_lines(text))
    blocks = _nest([_block(line) for line in lines], [line.indent for line in lines])
    return tuple(number_tables(find_headings(rejoin(blocks))))


def _pages(text: str) -> int | None:
    return text.strip("\f\n ").count("\f") + 1 if "\f" in text.strip("\f\n ") else None


def _lines(text: str) -> list[_Line]:
    paged = _pages(text) is not None
    found: list[_Line] = []
    for number, page in enumerate(text.split("\f"), 1):
        blank = True
        for raw in page.split("\n"):
            if not fold(raw):
                blank = True
                continue
            wide = raw.rstrip().expandtabs(4)
            indent = len(wide) - len(wide.lstrip())
            found.append(_Line(raw.strip(), indent, number if paged else None, blank, len(wide)))
            blank = False
    return found


def _unwrap(lines: list[_Line]) -> list[_Line]:
    """Lines broken at a column, joined to their paragraphs. A line was wrapped where the next word had no room."""
    width = max((line.last_width for line in lines), default=0)
    follows = sum(1 for line in lines if not line.blank_before)
    if not _NARROWEST <= width <= _WIDEST or follows < len(lines) / 5:
        return lines
    joined: list[_Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line, width):
            before = joined[-1]
            joined[-1] = replace(before, text=join_wrapped(before.text, line.text), last_width=line.last_width)
        else:
            joined.append(line)
    return joined


def _continues(before: _Line, line: _Line, width: int) -> bool:
    if line.blank_before or before.page != line.page or split_bullet(line.text)[0] or _is_row(line.text):
        return False
    if _is_row(before.text) or leader(before.text) or leader(line.text):
        return False
    full = before.last_width + 1 + len(line.text.split()[0]) > width * 0.88
    return full and not (split_number(line.text)[0] and before.text[-1] in ".:;!?")


def _is_row(text: str) -> bool:
    if text.startswith("|") and text.count("|") > 1:
        return True
    return "\t" in text and not leader(text) and len(_cells(text)) > 1


def _cells(text: str) -> tuple[str, ...]:
    if text.startswith("|"):
        return tuple(fold(cell) for cell in text.strip("|").split("|"))
    _, rest = split_bullet(text)
    parts = tuple(fold(cell) for cell in rest.split("\t"))
    return () if split_number(parts[0] + " x")[1] == "x" else parts


def _block(line: _Line) -> Block:
    text, page = line.text, line.page
    if _PAGE_NUMBER.fullmatch(text) or _RULE.fullmatch(text):
        return Block(Role.FURNITURE, fold(text), page=page)
    if leader(text):
        return Block(Role.PARAGRAPH, leader(text), page=page)
    if _is_row(text):
        cells = _cells(text)
        return Block(Role.ROW, " | ".join(c for c in cells if c), page=page, cells=cells)
    for split in (split_bullet, split_number):
        mark, rest = split(text)
        if mark:
            return Block(Role.ITEM, fold(rest), level=1, page=page, marker=mark)
    return Block(Role.PARAGRAPH, fold(text), page=page)


def _nest(blocks: list[Block], indents: list[int]) -> list[Block]:
    """Items with their depth, from how far each is indented among its neighbours."""
    open_at: list[int] = []
    nested: list[Block] = []
    for block, indent in zip(blocks, indents, strict=True):
        if block.role is not Role.ITEM:
            open_at = open_at if block.role is Role.FURNITURE else []
            nested.append(block)
            continue
        while open_at and open_at[-1] > indent:
            open_at.pop()
        if not open_at or open_at[-1] < indent:
            open_at.append(indent)
        nested.append(replace(block, level=len(open_at)))
    return nested
