"""What rules share: rows taken out by a mask, put together by what they have in common, and a hit made of some.

Rows stay columns until something was noticed in them: a load has millions, and of those that alarm there are few.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit

KEPT: Final = 20  # ids of rows in one hit: enough to find them again, whatever a page repeats
_WHOSE: Final = ("id", "at", "minute", "level", "person", "device", "groups", "place", "shared", "site", "verdict")
type Row = Mapping[str, Any]


def taken(rows: pa.RecordBatch, mask: Any, *more: str) -> list[dict[str, Any]]:
    """The rows of a mask as dictionaries of whose they are, and the columns ``more``."""
    if not pc.any(mask).as_py():
        return []
    found: list[dict[str, Any]] = rows.select([*_WHOSE, *more]).filter(mask).to_pylist()
    return found


def masked(rows: pa.RecordBatch, mask: Any, *more: str) -> pa.RecordBatch:
    """The rows of a mask, still columns: whose they are, and the columns ``more``."""
    return rows.select([*_WHOSE, *more]).filter(mask)


def together(rows: pa.RecordBatch, *by: Any) -> list[pa.RecordBatch]:
    """Rows with the same values in the columns ``by``, in their order; those first that came first."""
    if not rows.num_rows:
        return []
    codes = joined(*by).dictionary_encode().indices.to_numpy(zero_copy_only=False)
    order = np.argsort(codes, kind="stable")
    ordered = rows.take(pa.array(order))
    ends = [0, *(np.flatnonzero(np.diff(codes[order])) + 1).tolist(), len(codes)]
    return [ordered.slice(start, end - start) for start, end in pairwise(ends)]


def joined(*columns: Any) -> Any:
    """Columns of texts as one that differs where any of them does."""
    return columns[0] if len(columns) == 1 else pc.binary_join_element_wise(*columns, "\0")


def is_in(rows: pa.RecordBatch, column: str, values: Sequence[str]) -> Any:
    return pc.is_in(rows.column(column), value_set=pa.array(values, pa.string()))


def hit(rule: str, severity: str, found: Sequence[Row], **more: Any) -> Hit:
    """What was noticed in ``found``, rows of one device or person in the order of time. A shared log-in names nobody,
    and rows of several persons are nobody's."""
    first = found[0]
    persons = {row["person"] for row in found}
    shared = any(row["shared"] for row in found)
    return Hit(
        rule=rule,
        severity=severity,
        first_at=min(row["at"] for row in found),
        last_at=max(row["at"] for row in found),
        row_ids=tuple(row["id"] for row in found[:KEPT]),
        count=len(found),
        person="" if shared or len(persons) > 1 else first["person"],
        device=first["device"],
        groups=tuple(first["groups"].split()),
        place=first["place"],
        shared=shared,
        **more,
    )


def hit_of(rule: str, severity: str, some: pa.RecordBatch, *, ids: int = KEPT, **more: Any) -> Hit:
    """The same as ``hit``, of rows that are columns. ``ids`` is how many of them it names."""
    times = pc.min_max(some.column("at")).as_py()
    persons = pc.unique(some.column("person"))
    shared = bool(pc.any(some.column("shared")).as_py())
    return Hit(
        rule=rule,
        severity=severity,
        first_at=times["min"],
        last_at=times["max"],
        row_ids=tuple(some.column("id").slice(0, ids).to_pylist()),
        count=some.num_rows,
        person="" if shared or len(persons) > 1 else persons[0].as_py(),
        device=some.column("device")[0].as_py(),
        groups=tuple(some.column("groups")[0].as_py().split()),
        place=some.column("place")[0].as_py(),
        shared=shared,
        **more,
    )


def whose_of(rows: pa.RecordBatch) -> Any:
    """Whom repeats are put together for, of each row: the person where one is known, else the device."""
    named = pc.and_not(pc.not_equal(rows.column("person"), ""), rows.column("shared"))
    return pc.if_else(named, rows.column("person"), rows.column("device"))
