"""Binding a batch of a feed to whose it is: columns in, columns out, and only what is unique is ever looked up."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from publicsuffixlist import PublicSuffixList

from schoolgate.activity.rows import schema
from schoolgate.activity.whose import Asked, Day, Whose

_MICRO: Final = 1_000_000
_BITS: Final = 41  # of the position in time: milliseconds from the beginning of what is looked at
_SUFFIXES: Final = PublicSuffixList(only_icann=True)
type Array = Any  # numpy's arrays and Arrow's are typed by their own stubs too narrowly to pass between them


def bound(rows: pa.RecordBatch, ids: Array, day: Day, of: "Fixed") -> pa.RecordBatch:
    """Rows of the feed's schema, all of one local day, as rows of ``rows.schema()``: bound, with words and paths still
    whole and in clear. ``ids`` are theirs.
    """
    count = rows.num_rows
    whose = _whose(rows, day)
    empty = pa.repeat(pa.scalar(""), count)
    host = rows.column("host").dictionary_encode()
    sites = pa.array([site_of(one) for one in host.dictionary.to_pylist()], pa.string())
    local = pc.local_timestamp(rows.column("at").cast(pa.timestamp("us", tz=of.zone)))
    minute = pc.add(pc.multiply(pc.hour(local), 60), pc.minute(local)).cast(pa.int16())
    made = {
        "id": pa.array(ids.view(np.int64)),
        "school": pa.repeat(pa.scalar(of.school), count),
        "source": pa.repeat(pa.scalar(of.source), count),
        "day": local.cast(pa.date32(), safe=False),
        "minute": minute,
        **whose,
        "site": sites.take(host.indices),
        "alarm": empty,
        "severity": empty,
    }
    wanted = schema()
    columns = [made[name] if name in made else rows.column(name) for name in wanted.names]
    return pa.RecordBatch.from_arrays(columns, schema=wanted)


class Fixed:
    """What is the same for every row of a load: refs of school and source, and the school's time zone."""

    __slots__ = ("school", "source", "zone")

    def __init__(self, school: str, source: str, zone: str) -> None:
        self.school, self.source, self.zone = school, source, zone


@lru_cache(maxsize=100_000)
def site_of(host: str) -> str:
    """The registrable domain of a host, by the part of the Public Suffix List that registries keep; or the host."""
    if not host or host[-1].isdigit() or ":" in host:
        return host
    return str(_SUFFIXES.privatesuffix(host) or host)


def _whose(rows: pa.RecordBatch, day: Day) -> dict[str, Array]:
    """Columns of ``Whose``: each unique asker is looked up once, and each row finds the stretch of time it lies in."""
    codes, askers = _askers(rows)
    stretches = [day.stretches(asked) for asked in askers]
    table: list[Whose] = [whose for some in stretches for _since, whose in some]
    at = codes if len(table) == len(askers) else _in_time(rows, codes, stretches)
    taken = pa.array(at)
    fields = zip(Whose._fields, zip(*table, strict=True), strict=True)
    kinds = {"shared": pa.bool_()}
    return {name: pa.array(values, kinds.get(name, pa.string())).take(taken) for name, values in fields}


def _askers(rows: pa.RecordBatch) -> tuple[Array, list[Asked]]:
    """For each row the number of its asker, and the askers."""
    encoded = [rows.column(name).dictionary_encode() for name in Asked._fields]
    code = np.zeros(rows.num_rows, np.int64)
    for one in encoded:
        if len(one.dictionary) > 1:
            code = _dense(code * len(one.dictionary) + one.indices.to_numpy(zero_copy_only=False))
    dense = _dense(code)
    count = int(dense.max()) + 1 if len(dense) else 0
    first = np.empty(count, np.int64)
    first[dense[::-1]] = np.arange(len(dense))[::-1]  # a row in which each asker is
    values = [one.dictionary.take(one.indices.take(pa.array(first))).to_pylist() for one in encoded]
    return dense, [Asked(*of) for of in zip(*values, strict=True)]


def _dense(code: Array) -> Array:
    """The same numbers counted from 0, so that many columns fit into one number."""
    return pa.array(code).dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _in_time(rows: pa.RecordBatch, codes: Array, stretches: Sequence[Sequence[tuple[float, Whose]]]) -> Array:
    """The position in all stretches of the one each row lies in, by one search."""
    times = rows.column("at").cast(pa.int64()).to_numpy(zero_copy_only=False)
    base = int(times.min())
    number = (times - base) // 1000
    keys = codes * (1 << _BITS) + number
    edges = [
        (code << _BITS) + (0 if at == 0 else max(0, _ahead(since, base)))
        for code, some in enumerate(stretches)
        for at, (since, _whose) in enumerate(some)
    ]
    return np.searchsorted(np.array(edges, np.int64), keys, side="right") - 1


def _ahead(since: float, base: int) -> int:
    """Milliseconds from ``base`` (microseconds since 1970) until a moment, not beyond what fits."""
    return -(-(int(since * _MICRO) - base) // 1000) if abs(since) < (1 << 31) else (1 << _BITS) - 1
