"""Lines to records: cells between delimiters, in quotation marks where they need them, and nothing lost on the way.

A quotation mark that is never closed would swallow the rest of the file. Here it costs its own line: a record that runs
on too long is given up, its first line becomes a faulty record, and reading goes on at the next.
"""

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from schoolgate.feeds.limits import LONGEST_ROW, MOST_LINES_A_ROW

DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE: Final = 60  # lines that the delimiter is told from
csv.field_size_limit(2 * LONGEST_ROW)


@dataclass(frozen=True, slots=True)
class Record:
    """``number`` is the row a spreadsheet program would show it in. ``fault`` is a sentence, or empty."""

    number: int
    cells: tuple[str, ...]
    raw: str
    fault: str = ""

    @property
    def blank(self) -> bool:
        return not self.fault and not any(cell.strip() for cell in self.cells)


class _TooLongError(Exception):
    """The record runs on beyond any real one."""


class _Feeder:
    """Hands lines to the CSV reader, remembers those of the record being read, and can take them back."""

    def __init__(self, lines: Iterable[str], most_lines: int) -> None:
        self._lines, self._again, self._most = iter(lines), deque[str](), most_lines
        self.taken: list[str] = []
        self.length, self.cut = 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.taken and (len(self.taken) >= self._most or self.length > LONGEST_ROW):
            raise _TooLongError
        try:
            line = self._again.popleft() if self._again else next(self._lines)
        except StopIteration:
            self.cut = bool(self.taken)
            raise
        self.taken.append(line)
        self.length += len(line)
        if self.length > LONGEST_ROW and len(self.taken) == 1:
            raise _TooLongError
        return line

    def settle(self) -> str:
        """The record is done with; the text it was read from."""
        raw = "".join(self.taken).rstrip("\r\n")
        self.taken, self.length = [], 0
        return raw

    def give_up(self) -> str:
        """Only the first line is done with; the others are read again."""
        self._again.extendleft(reversed(self.taken[1:]))
        raw = self.taken[0].rstrip("\r\n")
        self.taken, self.length, self.cut = [], 0, False
        return raw


def records(lines: Iterable[str], delimiter: str, most_lines: int = MOST_LINES_A_ROW) -> Iterator[Record]:
    """Every record of the file, blank ones too, in order; none of more than ``most_lines``."""
    feeder = _Feeder(lines, most_lines)
    reader = csv.reader(feeder, delimiter=delimiter)
    number, width = 0, 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (_TooLongError, csv.Error):
            fault = _fault(feeder)
        else:
            if not feeder.cut and not _swallowed(feeder.taken, delimiter, width):
                raw = feeder.settle()
                width = max(width, len(cells)) if number <= _SAMPLE else width
                yield Record(number, tuple(cells), raw, _zeros(raw))
                continue
            fault = _UNCLOSED
        yield Record(number, (), feeder.give_up(), fault)
        reader = csv.reader(feeder, delimiter=delimiter)


def _swallowed(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether a record of several lines is a stray mark and the rows after it: its quotation marks do not stand where
    cells begin and end, or a line in its middle is a whole row by itself. ``width``: cells of the widest row so far."""
    if len(lines) < 2:
        return False
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return width > 1 and any(_cells(line, delimiter) >= width for line in lines[1:-1])


def _cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), ()))
    except csv.Error:
        return 0


_UNCLOSED: Final = "A quotation mark is opened in this row and never closed."


def _fault(feeder: _Feeder) -> str:
    if len(feeder.taken) == 1 and feeder.length > LONGEST_ROW:
        return f"The row is {feeder.length:,} characters long, and at most {LONGEST_ROW:,} are read."
    return _UNCLOSED


def _zeros(raw: str) -> str:
    return "The row holds zero bytes, as a file does that was cut short or copied badly." if "\0" in raw else ""


def delimiter_of(lines: Iterable[str]) -> str:
    """The mark that parts the cells: the one that gives most rows the same number of several cells."""
    sample = [line for line in islice(lines, _SAMPLE) if line.strip()]
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0][4]
    best, best_score = ",", 0.0
    for mark in DELIMITERS:
        widths = [len(record.cells) for record in records([line[:LONGEST_ROW] for line in sample], mark)]
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            continue
        width, rows = wide.most_common(1)[0]
        score = rows / len(widths) + min(width, 20) / 100
        if score > best_score:
            best, best_score = mark, score
    return best
