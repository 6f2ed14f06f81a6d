"""Tables with a heading in which each line is an event: the exports of suppliers and of sign-in services.

The heading is looked for among the first lines, for some exports begin with a title. Cells are read at speed where
every line of a block is one row; a block with an odd line is read with care, a row at a time.
"""

import csv as careful_csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa
from pyarrow import csv

from schoolgate.feeds.activity.blocks import Block, blocks
from schoolgate.feeds.activity.contract import Batch, Options, Rejected
from schoolgate.feeds.activity.reading import Parsed, Read, batch_of
from schoolgate.feeds.activity.rows import EMPTY
from schoolgate.kernel.errors import BadInputError

MOST_BEFORE: Final = 20  # lines before a heading
_MOST_LINES: Final = 20  # of one row, where a value in quotation marks runs over several
_MOST_COLUMNS: Final = 500
type Cells = Mapping[str, pa.Array]
type MakeRows = Callable[[Block, Cells, pa.Array], Parsed]


@dataclass(frozen=True, slots=True)
class Table:
    """``places`` are the columns wanted, by key, and where they stand in the heading."""

    headings: tuple[str, ...]
    places: Mapping[str, int]
    delimiter: str
    make: MakeRows


type Settle = Callable[[tuple[str, ...], str], Table | None]
type Missing = Callable[[Sequence[tuple[str, ...]], Options], Exception]


def headed_feed(begin: Callable[[Options], Settle], missing: Missing) -> Read:
    """The ``read`` of a table. ``begin`` gives what settles a heading: the table, or None for a line that is none.

    Where none of the first lines is a heading, ``missing`` of their cells is raised.
    """

    def read(chunks: Iterator[bytes], options: Options) -> Iterator[Batch]:
        settle, header = begin(options), options.header
        table = _settled(header, settle) if header else None
        fresh = True
        for block in blocks(iter(chunks), options.first_line, ended=options.ended):
            before = 0
            if table is None and block.count:
                table, before, header = _found(block, settle, lambda lines: missing(lines, options))
            elif fresh and block.count and block.lines[0] == header:
                before = 1  # each of the pieces that are sent may begin with it
            fresh = fresh and not block.count
            parsed = Parsed(EMPTY)
            if table is not None and block.count > before:
                parsed = _parsed(_after(block, before), table)
            yield batch_of(block, replace(parsed, skipped=parsed.skipped + before, header=header))

    return read


def cells_of(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of one line."""
    try:
        return tuple(cell.strip() for cell in next(careful_csv.reader([line], delimiter=delimiter), []))
    except careful_csv.Error:
        return ()


def delimiter_of(line: str) -> str:
    return max(",\t;|", key=line.count)


def no_heading(what: str) -> Missing:
    """A ``missing`` for exports whose headings are always the same."""

    def missing(_lines: Sequence[tuple[str, ...]], _options: Options) -> Exception:
        return BadInputError("The file", f"its columns are not those of {what}.", "Give the export as it was made.")

    return missing


def _settled(header: bytes, settle: Settle) -> Table | None:
    line = header.decode(errors="replace").strip("\r\n")
    delimiter = delimiter_of(line)
    return settle(cells_of(line, delimiter), delimiter)


def _found(
    block: Block, settle: Settle, missing: Callable[[Sequence[tuple[str, ...]]], Exception]
) -> tuple[Table, int, bytes]:
    seen = []
    for number, line in enumerate(block.lines[:MOST_BEFORE], 1):
        text = line.decode()
        delimiter = delimiter_of(text)
        seen.append(cells_of(text, delimiter))
        table = settle(seen[-1], delimiter) if 1 < len(seen[-1]) <= _MOST_COLUMNS else None
        if table is not None:
            return table, number, line
    raise missing(seen)


def _after(block: Block, before: int) -> Block:
    if not before:
        return block
    return Block(block.first + before, block.came.split(b"\n", before)[before], block.consumed)


def _parsed(block: Block, table: Table) -> Parsed:
    short: list[int] = []
    cells = _at_once(block, table, short)
    if cells is None:
        cells, lines, rejects, skipped = _with_care(block, table, range(block.count))
    else:
        lines = np.delete(np.arange(block.first, block.first + block.count), short).tolist()
        others, late, rejects, skipped = _with_care(block, table, short)
        if late:
            order = pa.array(np.argsort([*lines, *late]))
            cells = {key: pa.concat_arrays([cells[key], others[key]]).take(order) for key in cells}
            lines = sorted([*lines, *late])
    parsed = table.make(block, cells, pa.array(lines, pa.int64()))
    rejects = sorted([*parsed.rejects, *rejects], key=lambda each: each.line)
    return replace(parsed, rejects=rejects, skipped=parsed.skipped + skipped)


def _at_once(block: Block, table: Table, short: list[int]) -> dict[str, pa.Array] | None:
    """The cells of lines that have as many as the heading; the indices of others are added to ``short``. None where a
    line may not be a row by itself."""

    def skip(row: csv.InvalidRow) -> str:
        short.append(row.number - 1)
        return "skip"

    data, names = block.data, [str(place) for place in range(len(table.headings))]
    if b"\r" in data:
        return None
    wanted = sorted({str(place) for place in table.places.values()})
    try:
        found = csv.read_csv(
            io.BytesIO(data),
            csv.ReadOptions(column_names=names, use_threads=False, block_size=len(data) + 1),
            csv.ParseOptions(delimiter=table.delimiter, ignore_empty_lines=False, invalid_row_handler=skip),
            csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.string()),
                null_values=[],
                include_columns=wanted,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if found.num_rows + len(short) != block.count or (short and b'"' in data):
        return None
    return {key: found.column(str(place)).combine_chunks() for key, place in table.places.items()}


def _with_care(
    block: Block, table: Table, indices: Sequence[int]
) -> tuple[dict[str, pa.Array], list[int], list[Rejected], int]:
    rows: list[Sequence[str]] = []
    lines: list[int] = []
    rejects: list[Rejected] = []
    skipped, after, width = 0, 0, len(table.headings)
    for index in indices:
        if index < after:
            continue  # a row that began above goes on
        text, used = _one_row(block.lines, index)
        cells = list(cells_of(text, table.delimiter)) if text.strip() else []
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if not any(cells) and "".join(text.split()).strip(table.delimiter + '"') == "":
            skipped += used
        elif not cells or len(cells) > width or (len(cells) < width and len(cells) < 2):
            rejects.append(block.reject(index, f"It has {len(cells)} cells, and the heading has {width}."))
            skipped += used - 1
        else:
            rows.append(cells + [""] * (width - len(cells)))
            lines.append(block.first + index)
            skipped += used - 1
        after = index + used
    return (
        {key: pa.array([row[place] for row in rows], pa.string()) for key, place in table.places.items()},
        lines,
        rejects,
        skipped,
    )


def _one_row(lines: Sequence[bytes], index: int) -> tuple[str, int]:
    """The row that begins at a line, and of how many lines it is: more than one while a quotation mark is open."""
    quotes = lines[index].count(b'"')
    if quotes % 2 == 0:
        return lines[index].decode(), 1
    for used in range(2, min(_MOST_LINES, len(lines) - index) + 1):
        quotes += lines[index + used - 1].count(b'"')
        if quotes % 2 == 0:
            return b"\n".join(lines[index : index + used]).decode(), used
    return lines[index].decode(), 1
