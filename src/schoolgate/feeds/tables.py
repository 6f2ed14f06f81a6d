"""A file's bytes to a table: its heading found, its rows one by one, and whatever cannot be a row kept with the reason.

Text with commas, semicolons, tabs or bars between cells, in UTF-8, UTF-16 or Windows-1252, with any line ends; or an
Excel workbook's first sheet that is not empty. Lines of title above the heading and a line of instructions under it are
passed over, and noted.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from schoolgate.feeds.contract import Reject
from schoolgate.feeds.limits import MOST_COLUMNS, MOST_LINES_A_ROW, MOST_ROWS
from schoolgate.feeds.lines import Lines
from schoolgate.feeds.records import Record, delimiter_of, records
from schoolgate.feeds.workbook import is_workbook, sheet_records
from schoolgate.kernel.errors import BadInputError

_TOP: Final = 25  # records looked at for the heading
_INSTRUCTION: Final = re.compile(
    r"(required|optional|mandatory|compulsory|free text|format|example|e\.g\.|please|must be|leave blank"
    r"|dd/?-?mm/?-?yyyy|yyyy-mm-dd|text|number)\b",
    re.I,
)
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # marks that nobody sees in a heading
_KEPT: Final = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Line:
    """One row by heading, white space at the ends of cells gone. ``ragged``: more cells than headings, or fewer."""

    number: int
    cells: Mapping[str, str]
    raw: str
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``headings`` are distinct and never empty. ``rows`` can be gone through once; ``notes`` are sentences that may
    only be asked for after that.
    """

    headings: tuple[str, ...]
    rows: Iterator[Line | Reject]
    notes: Callable[[], tuple[str, ...]]


def read_table(data: bytes, name: str, known: Iterable[str] = (), most_lines: int = MOST_LINES_A_ROW) -> Table:
    """The table in a file. ``known`` are headings that would be recognised, to find the heading among lines of title.
    A row that runs on over more than ``most_lines`` costs its first line only.

    Raises ``BadInputError`` for a file that holds no table.
    """
    source, encoding_note = _records(data, name, most_lines)
    top = list(islice(source, _TOP))
    place = _heading_place(top, {folded(word) for word in known})
    if place is None:
        raise BadInputError(name, "no line of it looks like a heading.", "Put a heading over each column.")
    heading = top[place]
    headings = _headings(heading.cells)
    if len(headings) > MOST_COLUMNS:
        raise BadInputError(name, f"it has {len(headings):,} columns.", "Check that this is the list itself.")
    noted: list[str] = []
    above = [record for record in top[:place] if not record.blank]
    if above:
        lines = "line above the heading was" if len(above) == 1 else "lines above the heading were"
        noted.append(f"{len(above)} {lines} passed over.")
    below = top[place + 1 :]
    while below and below[0].blank:
        below = below[1:]
    if below and _instructs(below[0]):
        noted.append("The line of instructions under the heading was passed over.")
        below = below[1:]
    rows = _rows(chain(below, source), headings, name)
    return Table(headings, rows, lambda: tuple(note for note in (*noted, encoding_note()) if note))


def folded(heading: str) -> str:
    """A heading without what differs between two programs that mean the same: case, accents, marks and spaces."""
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"[’'ʼ`\u0300-\u036f]", "", plain)))


def _records(data: bytes, name: str, most_lines: int) -> tuple[Iterator[Record], Callable[[], str]]:
    if is_workbook(data):
        return sheet_records(data, name), lambda: ""
    lines = Lines(data, name)
    mark = delimiter_of(Lines(data, name))
    return records(lines, mark, most_lines), lambda: lines.note


def _heading_place(top: list[Record], known: set[str]) -> int | None:
    """Where the heading is: the record that names most known columns, else the first that is as wide as the table."""
    filled = [sum(bool(cell.strip()) for cell in record.cells) for record in top]
    if known:
        named = [len({folded(cell) for cell in record.cells} & known) for record in top]
        most = max(named, default=0)
        if most >= 2 or (most and max(filled) <= 2):
            return named.index(most)
    widths = Counter(width for width in filled if width > 1)
    usual = widths.most_common(1)[0][0] if widths else 1
    for place, record in enumerate(top):
        if filled[place] >= max(1, 0.6 * usual) and not record.fault and not _is_separator_line(record):
            return place
    return None


def _is_separator_line(record: Record) -> bool:
    return record.number == 1 and record.raw.lower().startswith("sep=")


def _headings(cells: Iterable[str]) -> tuple[str, ...]:
    """Distinct and never empty: a second ``Name`` is ``Name (2)``, one without words goes by its letter."""
    words = [" ".join(_UNSEEN.sub("", cell).split()) for cell in cells]
    while words and not words[-1]:
        words.pop()
    seen: Counter[str] = Counter()
    found: list[str] = []
    for place, word in enumerate(words):
        heading = word or f"Column {_letters(place)}"
        seen[heading] += 1
        name = heading if seen[heading] == 1 else f"{heading} ({seen[heading]})"
        while name in found:
            seen[heading] += 1
            name = f"{heading} ({seen[heading]})"
        found.append(name)
    return tuple(found)


def _letters(place: int) -> str:
    first, last = divmod(place, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _instructs(record: Record) -> bool:
    filled = [cell for cell in record.cells if cell.strip()]
    told = sum(bool(_INSTRUCTION.match(cell.strip())) for cell in filled)
    return bool(filled) and told > len(filled) / 2


def _plain(cell: str) -> str:
    """Without white space at its ends, and without the ``="00123"`` by which exports keep a spreadsheet from eating
    noughts."""
    text = cell.strip()
    kept = _KEPT.fullmatch(text) if text.startswith("=") else None
    return kept[1].strip() if kept else text


def _rows(source: Iterable[Record], headings: tuple[str, ...], name: str) -> Iterator[Line | Reject]:
    width = len(headings)
    for count, record in enumerate(source):
        if count > MOST_ROWS:
            raise BadInputError(name, f"it has more than {MOST_ROWS:,} rows.", "Give it in parts.")
        if record.blank:
            continue
        if record.fault:
            yield Reject(record.number, record.fault, record.raw)
        elif any(cell.strip() for cell in record.cells[width:]):
            reason = f"The row has {len(record.cells)} cells and the heading {width}: one may hold a comma of its own."
            yield Reject(record.number, reason, record.raw)
        else:
            cells = (*record.cells, *[""] * (width - len(record.cells)))
            filled = {heading: _plain(cell) for heading, cell in zip(headings, cells, strict=False)}
            yield Line(record.number, filled, record.raw, len(record.cells) != width)
