"""Binding a batch of a feed to whose it is: columns in, columns out, and only what is unique is ever looked up."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from publicsuffixlist import PublicSuffixList

from schoolgate.activity.coding import TEXTS, Column, coded, dense, firsts, plain, same
from schoolgate.activity.rows import schema
from schoolgate.activity.whose import Asked, Day, Whose

_MICRO: Final = 1_000_000
_BITS: Final = 41  # of the position in time: milliseconds from the beginning of what is looked at
_SUFFIXES: Final = PublicSuffixList(only_icann=True)


def bound(rows: pa.RecordBatch, ids: Column, day: Day, of: "Fixed") -> pa.RecordBatch:
    """Rows of the feed's schema, all of one local day, as rows of ``rows.schema(coded=True)``: bound, with words and
    paths still whole and in clear. ``ids`` are theirs.
    """
    count = rows.num_rows
    host = coded(rows.column("host"))
    sites = pa.array([site_of(one) for one in host.dictionary.to_pylist()], pa.string())
    local = pc.local_timestamp(rows.column("at").cast(pa.timestamp("us", tz=of.zone)))
    made = {
        "id": pa.array(ids.view(np.int64)),
        "school": same(of.school, count),
        "source": same(of.source, count),
        "day": local.cast(pa.date32(), safe=False),
        "minute": pc.add(pc.multiply(pc.hour(local), 60), pc.minute(local)).cast(pa.int16()),
        **_whose(rows, day),
        "host": host,
        "site": pa.DictionaryArray.from_arrays(host.indices, sites),
        "alarm": same("", count),
        "severity": same("", count),
    }
    wanted = schema(coded=True)
    columns = (made[name] if name in made else rows.column(name) for name in wanted.names)
    fit = [coded(one) if each.type == TEXTS else one for one, each in zip(columns, wanted, strict=True)]
    return pa.RecordBatch.from_arrays(fit, schema=wanted)


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


def _whose(rows: pa.RecordBatch, day: Day) -> dict[str, Column]:
    """Columns of ``Whose``: each unique asker is looked up once, and each row finds the stretch of time it lies in."""
    codes, askers = _askers(rows)
    stretches = [day.stretches(asked) for asked in askers]
    table: list[Whose] = [whose for some in stretches for _since, whose in some]
    at = codes if len(table) == len(askers) else _in_time(rows, codes, stretches)
    taken = pa.array(at.astype(np.int32))
    fields = zip(Whose._fields, zip(*table, strict=True), strict=True)
    return {name: _taken(values, taken) for name, values in fields}


def _taken(values: Sequence[Any], taken: Column) -> Column:
    """What each row has of some values, several of which may be the same."""
    if isinstance(values[0], bool):
        return pa.array(values).take(taken)
    once = pa.array(values, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(once.indices.take(taken), once.dictionary)


def _askers(rows: pa.RecordBatch) -> tuple[Column, list[Asked]]:
    """For each row the number of its asker, and the askers."""
    encoded = [coded(rows.column(name)) for name in Asked._fields]
    code = np.zeros(rows.num_rows, np.int64)
    for one in encoded:
        if len(one.dictionary) > 1:
            code = dense(code * len(one.dictionary) + one.indices.to_numpy(zero_copy_only=False))
    code = dense(code)
    values = [plain(one.take(pa.array(firsts(code)))).to_pylist() for one in encoded]
    return code, [Asked(*of) for of in zip(*values, strict=True)]


def _in_time(rows: pa.RecordBatch, codes: Column, stretches: Sequence[Sequence[tuple[float, Whose]]]) -> Column:
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
