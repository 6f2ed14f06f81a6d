"""Columns to batches: what a source does not say is filled in, and lines read with care join those read at speed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.feeds.activity.contract import Kind
from schoolgate.feeds.activity.schema import SCHEMA
from schoolgate.feeds.activity.searching import is_engine, searched

type Column = pa.Array | pa.ChunkedArray | pa.Scalar
type Found = Mapping[str, Any]  # the columns of one line, by name: ``line`` and ``at`` (microseconds) at least
_BLANKS: Final[Mapping[str, object]] = {
    field.name: -1 if pa.types.is_integer(field.type) else Kind.WEB.value if field.name == "kind" else ""
    for field in SCHEMA
}
EMPTY: Final = pa.RecordBatch.from_pylist([], schema=SCHEMA)


def columns(line: Column, at: Column, **others: Column | str) -> pa.RecordBatch:
    """A batch of these columns, the others left blank. A string is the value of every row. ``at``: microseconds."""
    count = len(line)
    given: dict[str, Column | str] = {"line": line, "at": at, **others}
    return pa.RecordBatch.from_arrays(
        [_column(given.get(field.name, _BLANKS[field.name]), field.type, count) for field in SCHEMA], schema=SCHEMA
    )


def rows(found: Sequence[Found]) -> pa.RecordBatch:
    """A batch of lines that were read one by one."""
    if not found:
        return EMPTY
    return columns(
        **{
            name: pa.array([each.get(name, blank) for each in found], type=_plain(SCHEMA.field(name).type))
            for name, blank in _BLANKS.items()
        }
    )


def joined(one: pa.RecordBatch, other: pa.RecordBatch) -> pa.RecordBatch:
    """Both as one batch, in the order of their lines."""
    if not len(other):
        return one
    ordered = pa.Table.from_batches([one, other]).sort_by("line").combine_chunks()
    return ordered.to_batches()[0]


def mapped(values: pa.Array, make: Callable[[str], str]) -> pa.Array:
    """``make`` of each value, asked once for each that differs."""
    return mapped_to(values, make, pa.string())


def mapped_to(values: pa.Array, make: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """The same where ``make`` gives values of another type."""
    coded = values.dictionary_encode()
    return pa.array([make(value) for value in coded.dictionary.to_pylist()], kind).take(coded.indices)


def with_terms(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the words searched for, where a row is a search on a known engine, and such rows told as one."""
    host, path = batch.column("host"), batch.column("path")
    coded = host.dictionary_encode()
    engines = pa.array([is_engine(each) for each in coded.dictionary.to_pylist()], pa.bool_())
    if not pc.any(engines).as_py():
        return batch
    places = pc.indices_nonzero(pc.fill_null(engines.take(coded.indices), fill_value=False))
    terms = [
        searched(one, other)
        for one, other in zip(host.take(places).to_pylist(), path.take(places).to_pylist(), strict=True)
    ]
    hits = pa.array([bool(each) for each in terms])
    places, words = places.filter(hits), pa.array(terms, pa.string()).filter(hits)
    if not len(places):
        return batch
    mask = _mask(places, len(batch))
    every = pc.replace_with_mask(batch.column("terms"), mask, words)
    kind = pc.if_else(mask, Kind.SEARCH.value, batch.column("kind"))
    names = SCHEMA.names
    batch = batch.set_column(names.index("terms"), SCHEMA.field("terms"), every)
    return batch.set_column(names.index("kind"), SCHEMA.field("kind"), kind)


def _mask(places: pa.Array, count: int) -> pa.Array:
    mask = np.zeros(count, dtype=bool)
    mask[places.to_numpy()] = True
    return pa.array(mask)


def _column(value: Column | object, kind: pa.DataType, count: int) -> pa.Array:
    if isinstance(value, pa.ChunkedArray):
        value = value.combine_chunks()
    if not isinstance(value, pa.Array):
        return pa.repeat(pa.scalar(value, kind), count)
    value = value if value.type == kind else value.cast(kind)
    return value.fill_null(0) if value.null_count else value  # a time that is refused afterwards


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.int64() if pa.types.is_timestamp(kind) else kind
