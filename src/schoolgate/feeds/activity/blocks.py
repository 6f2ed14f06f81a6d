"""Chunks of bytes of any size as blocks of whole lines: some megabytes at a time, however long the file is.

A block is UTF-8 whatever the file was: a line that is not is read as Windows-1252, and UTF-16 is told by the mark at
its start. Zero bytes before a line are what a machine leaves that lost its power, and are taken away.
"""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from schoolgate.feeds.activity.contract import LONGEST_LINE, LONGEST_RAW, MOST_ROWS, Rejected

_AIM: Final = 4 << 20  # bytes of a block
_MOST_WAITING: Final = 64  # lines
_WIDE: Final = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
ENDLESS: Final = "The line is longer than a million bytes, as no line of a log is."
CUT: Final = "The line was cut off: what was given stops before its end."


@dataclass(frozen=True)
class Block:
    """Whole lines. ``came`` is how they came, ``data`` the same as UTF-8 with a line feed after each, line for line.

    ``first`` is the number of the first line; ``consumed`` how many bytes of the input lie before the block's end.
    ``rejects`` are lines too long to hold; ``rest`` what is left behind the last line, and ``cut`` whether that is
    the block's only line, given because nothing more will come.
    """

    first: int
    came: bytes
    consumed: int
    rejects: tuple[Rejected, ...] = ()
    rest: bytes = b""
    cut: bool = False

    @cached_property
    def count(self) -> int:
        return self.came.count(b"\n")

    @property
    def next_line(self) -> int:
        return self.first + self.count + len(self.rejects)

    @cached_property
    def data(self) -> bytes:
        return _tidy(self.came)

    @cached_property
    def lines(self) -> list[bytes]:
        """Each line of ``data`` without its end."""
        return self.data.split(b"\n")[:-1]

    @cached_property
    def _raw(self) -> list[bytes]:
        return self.came.split(b"\n")[:-1]

    def reject(self, index: int, reason: str) -> Rejected:
        """The line at ``index`` of the block, refused."""
        return Rejected(self.first + index, reason, self._raw[index][:LONGEST_RAW])


type Waits = Callable[[bytes], bool]


def blocks(
    chunks: Iterator[bytes], first_line: int = 1, *, ended: bool = True, waits: Waits | None = None
) -> Iterator[Block]:
    """The blocks of an input, at least one. The last has the rest, or with ``ended`` the cut line, if there is one.

    No block but the last ends with a line that ``waits`` for the next, which says more of it; nor does the last where
    more will come and anything stands before that line, so that whoever reads on always gets further.
    """
    narrow, mark, width = _narrow(chunks)
    reading = _Reading(first_line, mark, width, waits)
    for chunk in narrow:
        yield from reading.take(chunk)
    yield from reading.close(ended=ended)


class _Reading:
    def __init__(self, line: int, consumed: int, width: Callable[[bytes], int], waits: Waits | None) -> None:
        self.line, self.consumed, self._width, self._waits = line, consumed, width, waits
        self._kept: list[bytes] = []
        self._size = 0
        self._endless = b""  # the beginning of a line that does not end, and how long it is so far
        self._dropped = 0

    def take(self, chunk: bytes) -> Iterator[Block]:
        if self._endless:
            gone, newline, chunk = chunk.partition(b"\n")
            self._dropped += self._width(gone + newline)
            if not newline:
                return
            yield self._given_up()
        self._kept.append(chunk)
        self._size += len(chunk)
        if self._size >= _AIM:
            yield from self._whole()

    def close(self, *, ended: bool) -> Iterator[Block]:
        if self._endless:
            yield self._given_up()
        yield from self._whole(close=True, ended=ended)
        rest = b"".join(self._kept)
        if self._endless:
            yield self._given_up()
            rest = b""
        if rest and ended:
            self.consumed += self._width(rest)
            yield Block(self.line, rest + b"\n", self.consumed, cut=True)
        else:
            yield Block(self.line, b"", self.consumed, rest=rest)

    def _whole(self, *, close: bool = False, ended: bool = False) -> Iterator[Block]:
        data = b"".join(self._kept)
        end = data.rfind(b"\n") + 1
        if not ended and len(data) - end < LONGEST_LINE // 2:
            end = self._without_waiting(data, end) or (end if close else 0)
        rest = data[end:]
        self._kept, self._size = [rest] if rest else [], len(rest)
        if end:
            yield from self._parts(data[:end] if rest else data)
        if len(rest) > LONGEST_LINE:
            self._endless, self._dropped, self._kept, self._size = rest[:LONGEST_RAW], self._width(rest), [], 0

    def _parts(self, data: bytes) -> Iterator[Block]:
        """Whole lines as blocks of not too many of them, and those too long for any by themselves."""
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == 10) + 1
        long = np.flatnonzero(np.diff(ends, prepend=0) > LONGEST_LINE + 1)
        stops = {*self._stops(data, ends), len(ends) - 1, *long.tolist(), *(long - 1).tolist()}
        start, odd = 0, set(long.tolist())
        for stop in sorted(stops - {-1}):
            end = int(ends[stop])
            part = data[start:end] if end - start < len(data) else data
            self.consumed += self._width(part)
            if stop in odd:
                yield self._refused(part[:LONGEST_RAW])
            else:
                yield Block(self.line, part, self.consumed)
                self.line += part.count(b"\n")
            start = end

    def _stops(self, data: bytes, ends: Any) -> Iterator[int]:
        """Where blocks end because they would have too many lines: the numbers of their last lines."""
        step = MOST_ROWS if self._waits is None else MOST_ROWS - _MOST_WAITING
        for stop in range(step - 1, len(ends), step):
            before = self._without_waiting(data, int(ends[stop]))
            yield int(np.searchsorted(ends, before))

    def _without_waiting(self, data: bytes, end: int) -> int:
        """Where the lines before ``end`` stop that wait for none after them; ``end`` where too many wait."""
        found = end
        for _ in range(_MOST_WAITING):
            start = data.rfind(b"\n", 0, max(found - 1, 0)) + 1
            if self._waits is None or not found or not self._waits(data[start:found]):
                return found
            found = start
        return end

    def _given_up(self) -> Block:
        self.consumed += self._dropped
        begun, self._endless, self._dropped = self._endless, b"", 0
        return self._refused(begun)

    def _refused(self, begun: bytes) -> Block:
        block = Block(self.line, b"", self.consumed, (Rejected(self.line, ENDLESS, begun),))
        self.line += 1
        return block


def _tidy(came: bytes) -> bytes:
    data = came.replace(b"\r\n", b"\n") if b"\r" in came else came
    if b"\0" in data:
        data = b"\n".join(line.lstrip(b"\0") for line in data.split(b"\n"))
    if data.isascii():
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return b"\n".join(map(_as_utf8, data.split(b"\n")))
    return data


def _as_utf8(line: bytes) -> bytes:
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode()
    return line


def _narrow(chunks: Iterator[bytes]) -> tuple[Iterator[bytes], int, Callable[[bytes], int]]:
    """The input as bytes whose line ends are one byte, how long the mark at its start was, and how many bytes of the
    input some of them are."""
    start = b""
    for chunk in chunks:
        start += chunk
        if len(start) >= len(codecs.BOM_UTF8):
            break
    if encoding := _WIDE.get(start[:2]):
        return _as_narrow(start[2:], chunks, encoding), 2, lambda data: len(data.decode().encode(encoding))
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    return _again(start[mark:], chunks), mark, len


def _again(start: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    if start:
        yield start
    yield from chunks


def _as_narrow(start: bytes, chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for chunk in _again(start, chunks):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()
