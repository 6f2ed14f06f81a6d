"""A Word document's body, block by block."""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from schoolgate.reading.formats.build import LABEL_CHARACTERS, Builder, Cell
from schoolgate.reading.formats.lexis import fold, leader
from schoolgate.reading.formats.word.names import attribute, child, children, local, value
from schoolgate.reading.formats.word.numbering import Numbering
from schoolgate.reading.formats.word.runs import Words, words_of
from schoolgate.reading.formats.word.styles import Style, Styles, numbered

_WRAPPERS: Final = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice")
)
_DEEPEST: Final = 40  # tables in boxes in tables: deeper is no document


class Body:
    """Walks block elements into a builder, and remembers what a person should be told."""

    def __init__(self, styles: Styles, numbering: Numbering, footnotes: dict[str, str]) -> None:
        self.builder = Builder()
        self.inserted = self.deleted = self.hidden = False
        self._styles, self._numbering, self._footnotes = styles, numbering, footnotes

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        """Put down every paragraph and table under ``element``."""
        for part in _unwrapped(element, depth):
            if local(part) == "p":
                self._paragraph(part, depth)
            elif local(part) == "tbl":
                self._table(part, depth)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        key = value(element, "pPr", "pStyle")
        style = self._styles.get(key)
        words = self._words(element, style)
        if fold(words.text) and not style.hidden:
            self._put(element, key, style, words)
        for box in words.boxes:
            self.walk(box, depth + 1)
        for note in words.footnotes:
            self.builder.paragraph(self._footnotes.pop(note, ""))

    def _words(self, element: etree._Element, style: Style) -> Words:
        words = words_of(element, style)
        self.inserted = self.inserted or words.inserted
        self.deleted = self.deleted or words.deleted
        self.hidden = self.hidden or words.hidden or (style.hidden and bool(words.text))
        return words

    def _put(self, element: etree._Element, key: str, style: Style, words: Words) -> None:
        if style.contents:
            self.builder.paragraph(leader(words.text) or words.text)
            return
        outline = value(element, "pPr", "outlineLvl")
        level = int(outline) + 1 if outline in set("012345678") else style.level
        mark, depth = self._mark(element, key, style)
        if level:
            self.builder.heading(words.text, level, mark if mark[:1].isalnum() else "")
        elif mark:
            self.builder.item(words.text, depth + 1, mark, bold=words.bold, size=words.size)
        else:
            self.builder.paragraph(words.text, bold=words.bold, size=words.size)

    def _mark(self, element: etree._Element, key: str, style: Style) -> tuple[str, int]:
        """What Word prints before the paragraph, and how deep its list is from 0."""
        number = numbered(child(element, "pPr", "numPr"), style.number)
        if number is None:
            own = child(element, "pPr", "numPr") is not None
            return ("" if own else {"list bullet": "•", "list number": "-"}.get(style.list_kind, "")), style.list_depth
        depth = number[1]
        if child(element, "pPr", "numPr") is None:
            depth = self._numbering.level_of_style(number[0], key, depth)
        mark = self._numbering.next(number[0], depth) or ""
        return mark, max(depth, style.list_depth)

    def _table(self, element: etree._Element, depth: int) -> None:
        rows = [part for part in _unwrapped(element, depth) if local(part) == "tr" and not self._deleted(part)]
        grid = [[part for part in _unwrapped(row, depth) if local(part) == "tc"] for row in rows]
        if grid and max(len(row) for row in grid) == 1:
            for cell in (cell for row in grid for cell in row):
                self.walk(cell, depth + 1)
            return
        above: list[Cell] = []
        table: list[list[Cell]] = []
        for row in grid:
            above = self._row(row, above, depth)
            table.append(above)
        head = sum(1 for row in rows if child(row, "trPr", "tblHeader") is not None)
        self.builder.table(table, head)

    def _deleted(self, row: etree._Element) -> bool:
        gone = child(row, "trPr", "del") is not None
        self.deleted = self.deleted or gone
        return gone

    def _row(self, cells: list[etree._Element], above: list[Cell], depth: int) -> list[Cell]:
        """A row on the table's grid. A cell merged with the one above takes its words where they are a short label."""
        row: list[Cell] = []
        for cell in cells:
            merged = child(cell, "tcPr", "vMerge")
            if merged is not None and attribute(merged, "val") != "restart":
                label = above[len(row)] if len(row) < len(above) else ()
                row.append(label if sum(map(len, label)) <= LABEL_CHARACTERS else ())
            else:
                row.append(tuple(self._cell(cell, depth)))
            span = value(cell, "tcPr", "gridSpan")
            row.extend([()] * (min(int(span), 60) - 1 if span.isdigit() else 0))
        return row

    def _cell(self, cell: etree._Element, depth: int) -> Iterator[str]:
        """The paragraphs of a cell, those of tables and boxes inside it among them."""
        if depth > _DEEPEST:
            return
        for part in _unwrapped(cell, depth):
            if local(part) == "p":
                key = value(part, "pPr", "pStyle")
                style = self._styles.get(key)
                words = self._words(part, style)
                mark, _ = self._mark(part, key, style)
                if fold(words.text):
                    text = fold(words.text)
                    yield f"{mark} {text}" if mark[:1].isalnum() else text
                for box in words.boxes:
                    yield from self._cell(box, depth + 1)
            elif local(part) == "tbl":
                for inner in (c for r in children(part, "tr") for c in children(r, "tc")):
                    yield from self._cell(inner, depth + 1)


def _unwrapped(element: etree._Element, depth: int) -> Iterable[etree._Element]:
    """An element's parts, those inside content controls, insertions and the like as if they stood there themselves."""
    if depth > _DEEPEST:
        return
    for part in element:
        if local(part) in _WRAPPERS:
            yield from _unwrapped(part, depth + 1)
        else:
            yield part
