"""Columns of texts as the texts that differ and, for each row, which of them it has. So a text is looked at once."""

from typing import Any, Final

import numpy as np
import pyarrow as pa

TEXTS: Final = pa.dictionary(pa.int32(), pa.string())
type Column = Any  # numpy's arrays and Arrow's are typed by their own stubs too narrowly to pass between them


def coded(column: Column) -> Column:
    """A column as a dictionary and indices: as it is where it is one, and without a look at each row where none has a
    letter."""
    if pa.types.is_dictionary(column.type):
        return column
    if pa.types.is_string(column.type) and not column.null_count and _is_blank(column):
        return same("", len(column))
    return column.dictionary_encode()


def all_coded(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Rows with every column of texts coded."""
    columns = [coded(one) if pa.types.is_string(one.type) else one for one in rows.columns]
    return pa.RecordBatch.from_arrays(columns, rows.schema.names)


def same(text: str, count: int) -> Column:
    """One text in every row."""
    texts = pa.array([text] if count else [], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), texts)


def plain(column: Column) -> Column:
    """A column with the text itself in every row."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _is_blank(column: Column) -> bool:
    """Whether the texts of all rows together are no letter long."""
    _valid, offsets, _letters = column.buffers()
    if offsets is None or not len(column):
        return True
    at = np.frombuffer(offsets, np.int32, len(column) + 1, column.offset * 4)
    return bool(at[0] == at[-1])


def dense(codes: Column) -> Column:
    """The same numbers counted from 0 in the order they come, so that many columns fit into one number."""
    return pa.array(codes).dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)


def firsts(codes: Column) -> Column:
    """For each of dense numbers a row that has it."""
    first = np.empty(int(codes.max()) + 1 if len(codes) else 0, np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return first
