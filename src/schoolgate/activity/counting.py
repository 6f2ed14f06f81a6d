"""Counts by the hour: what is kept for years, of rows that are not. They add up, whichever parts they lie in."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.rows import schema

_BY_LEVEL: Final = ("school", "day", "hour", "level", "kind", "category", "verdict")
_BY_GROUP: Final = ("school", "day", "hour", "group", "category", "verdict")
_SUMMED: Final = {"hours": ("rows", "bytes", "alarms"), "groups": ("rows", "alarms"), "sites": ("rows",)}
_KEYS: Final = {
    "hours": _BY_LEVEL,
    "groups": _BY_GROUP,
    "sites": ("school", "day", "level", "site", "category", "verdict"),
}


def hours(rows: pa.RecordBatch) -> pa.Table:
    """Counts of stored rows by hour, level, kind, category and verdict."""
    made = {name: rows.column(name) for name in ("school", "day", "level", "kind", "category", "verdict")}
    made |= {
        "hour": _hour(rows),
        "rows": pa.repeat(pa.scalar(1, pa.int64()), rows.num_rows),
        "bytes": pc.max_element_wise(rows.column("bytes"), 0),
        "alarms": pc.not_equal(rows.column("alarm"), "").cast(pa.int64()),
    }
    return added("hours", [pa.table(made)])


def groups(rows: pa.RecordBatch) -> pa.Table:
    """Counts of stored rows by hour, class, category and verdict. A row of somebody in two classes is in both."""
    some = rows.filter(pc.not_equal(rows.column("groups"), ""))
    split = pc.split_pattern(some.column("groups"), " ")
    at = pc.list_parent_indices(split)
    made = {name: some.column(name).take(at) for name in ("school", "day", "category", "verdict")}
    made |= {
        "hour": _hour(some).take(at),
        "group": pc.list_flatten(split),
        "rows": pa.repeat(pa.scalar(1, pa.int64()), len(at)),
        "alarms": pc.not_equal(some.column("alarm"), "").cast(pa.int64()).take(at),
    }
    return added("groups", [pa.table(made)])


def added(kind: str, tables: Iterable[pa.Table]) -> pa.Table:
    """Counts of several added up, of the kind's schema and in the order of its keys."""
    keys, summed = _KEYS[kind], _SUMMED[kind]
    wanted = schema(kind)
    some = [table.select(wanted.names) for table in tables if table.num_rows]
    if not some:
        return wanted.empty_table()
    whole = pa.concat_tables(table.cast(wanted) for table in some)
    sums: Sequence[Any] = [(name, "sum") for name in summed]
    told = whole.group_by(list(keys), use_threads=False).aggregate(sums)
    named = told.rename_columns([*keys, *summed]).select(wanted.names).cast(wanted)
    return named.sort_by([(name, "ascending") for name in keys])


def _hour(rows: pa.RecordBatch) -> Any:
    return pc.divide(rows.column("minute"), pa.scalar(60, pa.int16()))
