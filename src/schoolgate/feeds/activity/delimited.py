"""Lines of fields with one character between, read as columns at the speed of the disk.

All lines of a block are read at once. Where one of them is odd, or a value is not sound, the lines that fit the format
to the letter are read at once again, and the others are named, to be read with care.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from pyarrow import csv

from schoolgate.feeds.activity.blocks import Block

type Columns = Mapping[str, pa.Array]
_SPACES: Final = b" "


@dataclass(frozen=True, slots=True)
class Format:
    """``types`` are the columns in order. ``plain`` fits a line that is read to the letter, and every value of it then
    is ``sound``; a line that does not fit may still be one of the log. ``padded``: several spaces are one.
    """

    types: Mapping[str, pa.DataType]
    plain: re.Pattern[bytes]
    sound: Callable[[Columns], bool]
    delimiter: str = " "
    quote: str = ""
    padded: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns of the plain lines, the number of each line, and the indices in the block of the odd ones."""

    columns: Columns
    line: pa.Array
    odd: Sequence[int] = ()


def fields(block: Block, form: Format) -> Fields:
    data = _squeezed(block.data) if form.padded else block.data
    if b"\r" not in data:
        short: list[int] = []
        read = _read(data, form, short)
        if read is not None and read.num_rows and read.num_rows + len(short) == block.count:
            found = _columns(read)
            if form.sound(found):
                line = np.arange(block.first, block.first + block.count)
                return Fields(found, pa.array(np.delete(line, short) if short else line, pa.int64()), short)
    return _chosen(block, form)


def _chosen(block: Block, form: Format) -> Fields:
    """The same, of the lines that fit to the letter."""
    fits = form.plain.fullmatch
    plain: list[int] = []
    odd: list[int] = []
    for index, line in enumerate(block.lines):
        (plain if fits(line) else odd).append(index)
    chosen = b"\n".join(block.lines[index] for index in plain) + b"\n"
    read = _read(_squeezed(chosen) if form.padded else chosen, form, []) if plain else None
    if read is None or read.num_rows != len(plain) or not form.sound(found := _columns(read)):
        return Fields(
            {name: pa.array([], kind) for name, kind in form.types.items()},
            pa.array([], pa.int64()),
            range(block.count),
        )
    return Fields(found, pa.array([block.first + index for index in plain], pa.int64()), odd)


def _read(data: bytes, form: Format, short: list[int]) -> pa.Table | None:
    """The rows; the indices of lines that have more or fewer fields are added to ``short``."""

    def skip(row: csv.InvalidRow) -> str:
        short.append(row.number - 1)
        return "skip"

    try:
        return csv.read_csv(
            pa.BufferReader(data),
            csv.ReadOptions(column_names=list(form.types), use_threads=False, block_size=len(data) + 1),
            csv.ParseOptions(
                delimiter=form.delimiter,
                quote_char=form.quote or False,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            csv.ConvertOptions(column_types=dict(form.types), null_values=[], check_utf8=False),
        )
    except pa.ArrowInvalid:
        return None


def _columns(read: pa.Table) -> dict[str, pa.Array]:
    return {name: read.column(name).combine_chunks() for name in read.column_names}


def _squeezed(data: bytes) -> bytes:
    """Without the spaces that follow a space."""
    if b"  " not in data:
        return data
    letters = np.frombuffer(data, np.uint8)
    space = letters == ord(" ")
    kept = np.ones(len(letters), dtype=bool)
    np.logical_not(space[1:] & space[:-1], out=kept[1:])
    return letters[kept].tobytes()
