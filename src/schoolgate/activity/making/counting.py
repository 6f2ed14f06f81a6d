"""The counts kept of a made day, as ``rows.HOURS``, ``GROUPS`` and ``SITES`` say. Each row is in one class at most."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.rows import schema

_ENOUGH: Final = 5  # different devices, for a site to be counted by itself


def counts(rows: pa.Table) -> dict[str, pa.Table]:
    """Of the rows of one day of one school: a table for each kind of count, in the order of its own columns."""
    hour = pc.cast(pc.divide(rows["minute"], pa.scalar(60, pa.int16())), pa.int16())
    noticed = pc.cast(pc.not_equal(rows["alarm"], ""), pa.int64())
    asked = (
        rows.append_column("hour", hour)
        .append_column("noticed", noticed)
        .rename_columns(
            {"groups": "group", **{name: name for name in (*rows.column_names, "hour", "noticed") if name != "groups"}}
        )
    )
    in_class = asked.filter(pc.not_equal(asked["group"], ""))
    return {
        "hours": _counted("hours", asked, bytes=("bytes", "sum"), alarms=("noticed", "sum")),
        "groups": _counted("groups", in_class, alarms=("noticed", "sum")),
        "sites": _counted("sites", _by_enough(asked)),
    }


def _counted(kind: str, rows: pa.Table, **sums: tuple[str, str]) -> pa.Table:
    keys = [name for name in schema(kind).names if name not in {"rows", *sums}]
    found = rows.group_by(keys, use_threads=False).aggregate([("id", "count"), *sums.values()])
    renamed = {"id_count": "rows"} | {f"{column}_{how}": name for name, (column, how) in sums.items()}
    told = found.rename_columns([renamed.get(name, name) for name in found.column_names])
    return told.select(schema(kind).names).cast(schema(kind)).sort_by([(key, "ascending") for key in keys])


def _by_enough(rows: pa.Table) -> pa.Table:
    devices = rows.select(["site", "device"]).group_by(["site", "device"], use_threads=False).aggregate([])
    met = devices.group_by("site", use_threads=False).aggregate([("device", "count")])
    enough = met.filter(pc.greater_equal(met["device_count"], _ENOUGH))["site"]
    words = pc.cast(enough, pa.string()).combine_chunks()
    column = rows["site"].combine_chunks()
    kept = np.asarray(pc.is_in(column.dictionary, words))[np.asarray(column.indices)]
    return rows.filter(pa.array(kept))
