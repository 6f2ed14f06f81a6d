"""Minutes in which anything was heard, as an Arrow batch of the columns that alert rules take. Loads late."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def batch(table: pa.Table) -> pa.RecordBatch:
    """An answer as one batch."""
    return (table.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], schema=table.schema)])[0]


def newest(rows: Any) -> dict[str, datetime]:
    """By source, the last moment of such a batch."""
    table = pa.Table.from_batches([rows]).group_by("source").aggregate([("at", "max")])
    return {one["source"]: one["at_max"] for one in table.to_pylist()}


def shown_by(rows: Any, sources: Collection[str]) -> frozenset[str]:
    """The devices, classes and persons of such a batch that come by any of some sources."""
    some = rows.filter(pc.is_in(rows.column("source"), value_set=pa.array(sorted(sources), pa.string())))
    found = {value for column in ("device", "groups", "person") for value in pc.unique(some.column(column)).to_pylist()}
    return frozenset(word for value in found for word in value.split())
