"""Lines to paragraphs, items, headings and rows, over the ends of pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from schoolgate.reading.formats.build import Builder, Cell
from schoolgate.reading.formats.lexis import fold, heading_shaped, join_wrapped, leader, split_bullet, split_number
from schoolgate.reading.formats.pdf.lines import Line
from schoolgate.reading.formats.pdf.measure import Measure
from schoolgate.reading.formats.pdf.rules import Grid

_LOOSE: Final = 1.32  # of the usual line spacing: a wider gap starts a paragraph
_LARGE: Final = 1.12  # of the usual letter size: larger lines are headings
_STOPS: Final = (".", ":", ";", "!", "?", ".”", ".)", ".’")


@dataclass(slots=True)
class _Open:
    """The paragraph or item that lines are still being added to."""

    text: str
    first: Line
    last: Line
    marker: str
    indent: float
    bold: bool
    size: float


@dataclass(slots=True)
class _Rows:
    """Rows gathered for one table, which may run over pages."""

    columns: tuple[float, ...]
    ruled: bool
    rows: list[list[Cell]] = field(default_factory=list)


class Flow:
    """Takes a document's lines in order; ``done`` gives the builder with its blocks."""

    def __init__(self, measure: Measure) -> None:
        self.builder = Builder(page=1)
        self._measure = measure
        self._open: _Open | None = None
        self._rows: _Rows | None = None
        self._indents: list[float] = []
        self._footnotes: list[tuple[int, str]] = []

    def footnote(self, lines: Sequence[Line]) -> None:
        """The small print at a page's foot. It waits until the paragraph that runs on over the page is done."""
        for line in lines:
            if self._footnotes and not line.text[:1].isdigit() and self._footnotes[-1][0] == line.page:
                self._footnotes[-1] = (line.page, join_wrapped(self._footnotes[-1][1], line.text))
            else:
                self._footnotes.append((line.page, line.text))

    def line(self, line: Line) -> None:
        """One more line of running text."""
        text = line.text
        cells = line.cells
        if len(cells) > 1 and leader("\t".join(cell for _, cell in cells)):
            self._close()
            self._put_rows()
            self.builder.page = line.page
            self.builder.paragraph("\t".join(cell for _, cell in cells))
            return
        if len(cells) > 1 and not _marked(cells[0][1]) and not _spread(cells):
            self._unruled(line, cells)
            return
        if self._rows is not None and not self._rows.ruled and self._fits_column(line):
            return
        self._put_rows()
        if self._open is not None and self._continues(self._open, line):
            self._open.text = join_wrapped(self._open.text, text)
            self._open.last = line
            return
        self._close()
        self._begin(line, text)

    def table(self, grid: Grid, lines: Sequence[Line]) -> None:
        """A ruled table. One with the same columns that ended the page before is carried on."""
        self._close()
        rows = _ruled_rows(grid, lines)
        known = self._rows
        same = known is not None and known.ruled and len(known.columns) == len(grid.xs)
        if known is None or not same or _apart(known.columns, grid.xs):
            self._put_rows()
            self.builder.page = lines[0].page if lines else self.builder.page
            self._rows = _Rows(grid.xs, ruled=True, rows=rows)
            return
        if rows and rows[0] == known.rows[0]:
            rows = rows[1:]  # the header, printed again on the new page
        if rows and not any(rows[0][0]) and known.rows:
            known.rows[-1] = [_carried(old, new) for old, new in zip(known.rows[-1], rows[0], strict=True)]
            rows = rows[1:]
        known.rows.extend(rows)

    def furniture(self, line: Line) -> None:
        """A running header or footer. It interrupts nothing."""
        page = self.builder.page
        self.builder.page = line.page
        self.builder.furniture(line.text)
        self.builder.page = page

    def done(self) -> Builder:
        self._close()
        self._put_rows()
        return self.builder

    def _begin(self, line: Line, text: str) -> None:
        if line.dot is not None and not split_bullet(text)[0]:
            text = f"• {text}"
        marker = split_bullet(text)[0]
        number = "" if marker else split_number(text)[0]
        skip = 0 if line.dot is not None else len((marker or number).split())
        indent = line.words[skip].x0 if (marker or number) and skip < len(line.words) else line.x0
        self._open = _Open(text, line, line, marker or number, indent, line.bold, line.size)

    def _continues(self, block: _Open, line: Line) -> bool:
        """Whether a line goes on with the open block."""
        if line.dot is not None or leader(line.text) or leader(block.last.text):
            return False
        if _marked(line.text) and not (split_number(line.text)[0] and not block.text.endswith(_STOPS)):
            return False
        if split_bullet(line.text)[0] or (split_number(line.text)[0] and abs(line.x0 - block.first.x0) < 2):
            return False
        if abs(line.size - block.size) > 0.6 or (line.bold != block.bold and self._ends_short(block.last)):
            return False
        ended = block.text.endswith(_STOPS)
        if line.page != block.last.page or line.y > block.last.y + self._measure.spacing:
            return self._carries_over(block, line, ended)
        gap = block.last.y - line.y
        if gap > _LOOSE * max(self._measure.spacing, line.size * 1.15):
            return not ended and gap < 2 * self._measure.spacing and line.text[:1].islower()
        if block.marker and line.x0 < block.indent - line.size * 0.6 and ended:
            return False
        if not ended and line.text[:1].islower():
            return True
        return not self._ends_short(block.last, line)

    def _carries_over(self, block: _Open, line: Line, ended: bool) -> bool:
        """Over a page's or a column's end: only a sentence that has not ended, into a line that can carry it on."""
        if ended or self._is_heading(block):
            return False
        return line.text[:1].islower() or not self._ends_short(block.last)

    def _ends_short(self, line: Line, following: Line | None = None) -> bool:
        """Whether a line stops well before the margin: the next word would have had room."""
        word = following.words[0] if following else None
        room = (word.x1 - word.x0 if word else 0) + line.size
        return line.x1 + room < self._measure.right_of(line) - line.size

    def _is_heading(self, block: _Open) -> bool:
        words = fold(block.text)
        large = (
            block.size >= self._measure.size * _LARGE
            and len(words.split()) <= 18
            and not words.endswith((".", ";", ","))
        )
        if split_bullet(block.text)[0] and not large:
            return False
        rest = split_number(words)[1]
        return large or (heading_shaped(rest) and (block.bold or (rest.isupper() and len(rest) > 3)))

    def _close(self) -> None:
        block, self._open = self._open, None
        if block is not None:
            self._put(block)
        notes, self._footnotes = self._footnotes, []
        for page, text in notes:
            self.builder.page = page
            self.builder.paragraph(text.lstrip("0123456789*† "))

    def _put(self, block: _Open) -> None:
        self.builder.page = block.first.page
        if self._is_heading(block):
            self._indents = []
            self.builder.look(block.text, block.size)
            return
        if not block.marker or leader(block.text):
            self._indents = []
            self.builder.paragraph(block.text)
            return
        while self._indents and self._indents[-1] > block.first.x0 + 4:
            self._indents.pop()
        if not self._indents or self._indents[-1] < block.first.x0 - 4:
            self._indents.append(block.first.x0)
        bullet, rest = split_bullet(block.text)
        mark, words = (bullet, rest) if bullet else split_number(block.text)
        self.builder.item(words, len(self._indents), mark)

    def _unruled(self, line: Line, cells: tuple[tuple[float, str], ...]) -> None:
        """A line with wide gaps: a row of a table without rules."""
        self._close()
        columns = tuple(x for x, _ in cells)
        known = self._rows
        if known is None or known.ruled or len(known.columns) != len(columns) or _apart(known.columns, columns):
            self._put_rows()
            self.builder.page = line.page
            self._rows = known = _Rows(columns, ruled=False)
        known.rows.append([(text,) for _, text in cells])

    def _fits_column(self, line: Line) -> bool:
        """Whether a line carries on a cell of the row above it; if so it is added there."""
        rows = self._rows
        if rows is None or line.dot is not None or _marked(line.text) or line.size > self._measure.size * _LARGE:
            return False
        column = next((i for i, x in enumerate(rows.columns) if abs(x - line.x0) < 3), -1)
        if column < 1 and not (column == 0 and line.text[:1].islower()):
            return False
        old = rows.rows[-1][column]
        rows.rows[-1][column] = (join_wrapped(" ".join(old), line.text),)
        return True

    def _put_rows(self) -> None:
        rows, self._rows = self._rows, None
        if rows is not None:
            self._indents = []
            self.builder.table(rows.rows)


def _ruled_rows(grid: Grid, lines: Sequence[Line]) -> list[list[Cell]]:
    table: list[list[list[Line]]] = [[[] for _ in grid.xs[1:]] for _ in grid.ys[1:]]
    for line in lines:
        for part in _by_column(grid, line):
            place = grid.cell(part.x0 + 1, part.y + part.size * 0.3)
            if place:
                table[place[0]][place[1]].append(part)
    return [[_paragraphs(cell) for cell in row] for row in table]


def _by_column(grid: Grid, line: Line) -> list[Line]:
    """A line that crosses column edges, cut at them."""
    parts: list[Line] = []
    column = -1
    for word in line.words:
        place = grid.cell(word.x0 + 1, word.y)
        at = place[1] if place else column
        if at != column or not parts:
            parts.append(Line(line.page, (word,)))
            column = at
        else:
            parts[-1] = Line(line.page, (*parts[-1].words, word))
    return parts


def _paragraphs(lines: list[Line]) -> Cell:
    """A cell's lines as its paragraphs: a mark or a wide gap starts a new one."""
    found: list[str] = []
    last: Line | None = None
    for line in sorted(lines, key=lambda each: (-round(each.y), each.x0)):
        near = last is not None and last.y - line.y < 1.6 * line.size
        if found and near and not split_bullet(line.text)[0]:
            found[-1] = join_wrapped(found[-1], line.text)
        else:
            found.append(line.text)
        last = line
    return tuple(found)


def _carried(old: Cell, new: Cell) -> Cell:
    if old and new and not old[-1].endswith(_STOPS):
        return (*old[:-1], join_wrapped(old[-1], new[0]), *new[1:])
    return old + new


def _marked(text: str) -> bool:
    return bool(split_bullet(text + " x")[0] or split_number(text + " x")[0])


def _spread(cells: tuple[tuple[float, str], ...]) -> bool:
    """Whether the gaps are those of a line set wide to fill its measure, and not of cells."""
    return len(cells) > 6 or sum(1 for _, text in cells if len(text.split()) == 1) > 3


def _apart(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return any(abs(a - b) > 6 for a, b in zip(first, second, strict=False))
