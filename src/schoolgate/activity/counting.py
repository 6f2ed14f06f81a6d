"""Counts by the hour: what is kept for years, of rows that are not. They add up, whichever parts they lie in."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.coding import coded, dense, firsts, plain
from schoolgate.activity.rows import schema

_BY_LEVEL: Final = ("school", "day", "hour", "level", "kind", "category", "verdict")
_BY_GROUP: Final = ("school", "day", "hour", "group", "category", "verdict")
_BY_ALL: Final = (*_BY_LEVEL, "groups")
_SUMMED: Final = {"hours": ("rows", "bytes", "alarms"), "groups": ("rows", "alarms"), "sites": ("rows",)}
_KEYS: Final = {
    "hours": _BY_LEVEL,
    "groups": _BY_GROUP,
    "sites": ("school", "day", "level", "site", "category", "verdict"),
}


def counts(rows: pa.RecordBatch) -> dict[str, pa.Table]:
    """Counts of stored rows, ``hours`` and ``groups``: by hour, level, kind, category and verdict; and by hour, class,
    category and verdict. A row of somebody in two classes is in both."""
    summed = _summed(rows)
    some = summed.filter(pc.not_equal(summed.column("groups"), ""))
    split = pc.split_pattern(some.column("groups"), " ")
    by_group = some.take(pc.list_parent_indices(split)).append_column("group", pc.list_flatten(split))
    return {
        "hours": added("hours", [pa.Table.from_batches([summed])]),
        "groups": added("groups", [pa.Table.from_batches([by_group])]),
    }


def _summed(rows: pa.RecordBatch) -> pa.RecordBatch:
    """A row for each school, day, hour, level, kind, category, verdict and groups that there is among rows."""
    keys = {name: rows.column(name) for name in _BY_ALL if name != "hour"}
    keys["hour"] = pc.divide(rows.column("minute"), pa.scalar(60, pa.int16()))
    encoded = {name: coded(column) for name, column in keys.items()}
    code = np.zeros(rows.num_rows, np.int64)
    for one in encoded.values():
        if len(one.dictionary) > 1:
            code = dense(code * len(one.dictionary) + one.indices.to_numpy(zero_copy_only=False))
    first = firsts(code)
    made = {name: plain(one.take(pa.array(first))) for name, one in encoded.items()}
    alarms = pc.not_equal(plain(rows.column("alarm")), "").to_numpy(zero_copy_only=False)
    made["rows"] = pa.array(np.bincount(code, minlength=len(first)))
    made["alarms"] = pa.array(np.bincount(code[alarms], minlength=len(first)))
    sums = np.zeros(len(first), np.int64)
    np.add.at(sums, code, np.maximum(rows.column("bytes").to_numpy(), 0))
    return pa.RecordBatch.from_pydict({**made, "bytes": pa.array(sums)})


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
