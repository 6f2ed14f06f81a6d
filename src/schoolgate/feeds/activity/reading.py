"""The frame every feed of lines shares: blocks in, batches out, with what was consumed and what was refused told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.blocks import CUT, Block, Waits, blocks
from schoolgate.feeds.activity.clocks import NO_TIME
from schoolgate.feeds.activity.contract import Batch, Options, Rejected
from schoolgate.feeds.activity.rows import EMPTY, Found, joined, rows, with_terms

_LOOKED_AT: Final = 50  # lines


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the lines of a block are. ``skipped`` counts those that are neither rows nor rejects."""

    rows: pa.RecordBatch
    rejects: Sequence[Rejected] = ()
    skipped: int = 0
    header: bytes = b""


type Parse = Callable[[Block], Parsed]
type Read = Callable[[Iterator[bytes], Options], Iterator[Batch]]


def lines_feed(begin: Callable[[Options], Parse], waits: Waits | None = None) -> Read:
    """The ``read`` of a log that is appended to line by line: a last line without its end was cut, and is refused.

    ``begin`` gives what parses the blocks of one reading, in their order; ``waits`` tells lines that belong with the
    next one.
    """

    def read(chunks: Iterator[bytes], options: Options) -> Iterator[Batch]:
        parse, header = begin(options), options.header
        for block in blocks(iter(chunks), options.first_line, ended=options.ended, waits=waits):
            if block.cut:
                parsed = Parsed(EMPTY, (block.reject(0, CUT),))
            else:
                parsed = parse(block) if block.count else Parsed(EMPTY)
            header = parsed.header or header
            yield batch_of(block, replace(parsed, header=header))

    return read


def batch_of(block: Block, parsed: Parsed) -> Batch:
    """What a block held, with how far it reached."""
    rejects = (*block.rejects, *parsed.rejects)
    return Batch(parsed.rows, rejects, parsed.skipped, block.consumed, block.next_line, block.rest, parsed.header)


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


def finished(
    block: Block,
    rows: pa.RecordBatch,
    at: pa.Array,
    odd: Sequence[int],
    why: Callable[[str], str | None],
    skip: pa.Array | None = None,
) -> Parsed:
    """What a block holds: ``rows`` without those of ``skip`` and those whose time (``at``) is null, which are refused.

    ``odd`` lines are refused for the reason ``why`` gives, or skipped where it gives none.
    """
    rejects: list[Rejected] = []
    for index in odd:
        text = block.lines[index].decode()
        if text.strip() and (reason := why(text)) is not None:
            rejects.append(block.reject(index, reason))
    skipped = len(odd) - len(rejects)
    if skip is not None and pc.any(skip).as_py():
        skipped += pc.sum(skip).as_py()
        rows, at = rows.filter(pc.invert(skip)), at.filter(pc.invert(skip))
    if at.null_count:
        lost = rows.column("line").filter(at.is_null()).to_pylist()
        rejects += [block.reject(line - block.first, NO_TIME) for line in lost]
        rows = rows.filter(at.is_valid())
    return Parsed(with_terms(rows), sorted(rejects, key=lambda each: each.line), skipped)
