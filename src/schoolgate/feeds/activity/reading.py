"""The frame every feed of lines shares: blocks in, batches out, with what was consumed and what was refused told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from schoolgate.feeds.activity.blocks import CUT, Block, blocks
from schoolgate.feeds.activity.contract import Batch, Options, Rejected
from schoolgate.feeds.activity.rows import EMPTY, Found, joined, rows, with_terms

_MICRO: Final = 1_000_000
_LOOKED_AT: Final = 50  # lines


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the lines of a block are. ``skipped`` counts those that are neither rows nor rejects."""

    rows: pa.RecordBatch
    rejects: Sequence[Rejected] = ()
    skipped: int = 0


type Parse = Callable[[Block, Options], Parsed]


def lines_feed(parse: Parse) -> Callable[[Iterator[bytes], Options], Iterator[Batch]]:
    """The ``read`` of a log that is appended to line by line: a last line without its end was cut, and is refused."""

    def read(chunks: Iterator[bytes], options: Options) -> Iterator[Batch]:
        for block in blocks(iter(chunks), options.first_line, ended=options.ended):
            if block.cut:
                yield _batch(block, Parsed(EMPTY, (block.reject(0, CUT),)))
            elif block.count:
                yield _batch(block, parse(block, options))
            else:
                yield _batch(block, Parsed(EMPTY))

    return read


def _batch(block: Block, parsed: Parsed) -> Batch:
    rejects = (*block.rejects, *parsed.rejects)
    return Batch(parsed.rows, rejects, parsed.skipped, block.consumed, block.next_line, block.rest)


def skew(options: Options) -> int:
    """Microseconds to take off every time."""
    return round(options.skew_seconds * _MICRO)


type Careful = Callable[[str], Found | str | None]


def careful(
    block: Block, fast: pa.RecordBatch, odd: Sequence[int], line: Careful, *, skipped: int = 0, blank: bool = True
) -> Parsed:
    """The fast rows with the odd lines, each read by ``line``: a row, why it is none, or None for one to skip."""
    found: list[Found] = []
    rejects: list[Rejected] = []
    for index in odd:
        text = block.lines[index].decode()
        read = line(text) if text.strip() or not blank else None
        if read is None:
            skipped += 1
        elif isinstance(read, str):
            rejects.append(block.reject(index, read))
        else:
            found.append({"line": block.first + index, **read})
    return Parsed(joined(fast, with_terms(rows(found))), rejects, skipped)


def likeness(pattern: re.Pattern[bytes], most: float = 0.95) -> Callable[[bytes], float]:
    """A ``recognises`` that tells by how many of the first whole lines fit."""

    def recognises(head: bytes) -> float:
        lines = [line.rstrip(b"\r") for line in head.split(b"\n")[:_LOOKED_AT] if line.strip()]
        return most * sum(pattern.fullmatch(line) is not None for line in lines) / len(lines) if lines else 0.0

    return recognises
