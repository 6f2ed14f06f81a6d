"""One person's log-in in two places at once: somebody else may be using it."""

from datetime import timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit_of, masked

KEY: Final = "two-places"
WITHIN: Final = timedelta(minutes=2)
_MOST: Final = 20_000  # persons that are remembered at once
_WITHIN: Final = WITHIN // timedelta(microseconds=1)


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """A hit where a person's rows come from two known places within ``WITHIN``."""
    mask = pc.and_(pc.not_equal(rows.column("person"), ""), pc.not_equal(rows.column("place"), ""))
    new = masked(rows, pc.and_not(mask, rows.column("shared")))
    if not new.num_rows:
        return []
    before: pa.RecordBatch | None = context.carried.get(KEY)
    if before is not None and before.num_rows > _MOST:
        before = None
    pool = _in_order(new, before)
    person, place = (pool.column(name).dictionary_encode().indices.to_numpy() for name in ("person", "place"))
    at, fresh = pool.column("at").cast(pa.int64()).to_numpy(), pool.column("fresh").to_numpy(zero_copy_only=False)
    same = person[1:] == person[:-1]
    moved = same & (place[1:] != place[:-1]) & (np.abs(np.diff(at)) <= _WITHIN) & fresh[1:]
    last = np.append(~same, True)
    context.carried[KEY] = pool.filter(pa.array(last)).drop_columns("fresh")
    return [_hit(pool, some) for some in _by_person(person, np.flatnonzero(moved) + 1)]


def _in_order(new: pa.RecordBatch, before: pa.RecordBatch | None) -> pa.RecordBatch:
    """The rows of each person together, the one that is remembered first, then by time; ``fresh`` are the new ones."""
    new = new.append_column("fresh", pa.repeat(pa.scalar(True), new.num_rows))
    if before is not None:
        old = before.append_column("fresh", pa.repeat(pa.scalar(False), before.num_rows))
        new = pa.concat_batches([old, new])
    at = new.column("at").cast(pa.int64()).to_numpy()
    person = new.column("person").dictionary_encode().indices.to_numpy()
    fresh = new.column("fresh").to_numpy(zero_copy_only=False)
    return new.take(pa.array(np.lexsort((at, fresh, person))))


def _by_person(person: Any, rows: Any) -> list[list[int]]:
    """The rows at which each person had moved, after the one before the first of them."""
    found: dict[int, list[int]] = {}
    for row in rows.tolist():
        found.setdefault(person[row], [row - 1]).append(row)
    return list(found.values())


def _hit(pool: pa.RecordBatch, some: list[int]) -> Hit:
    rows = pool.take(pa.array(some))
    return hit_of(KEY, "low", rows, because=RULE.why, four_c="conduct", category="two-places")


RULE: Final = AlertRule(
    key=KEY,
    words="One log-in in two places at once",
    why="One person’s log-in was used in two places within two minutes: somebody else may be using it.",
    unless="The log-in is shared, or there was time to walk.",
    severity="low",
    four_c="conduct",
    category="two-places",
    look=look,
    examples=(
        Tried("Two rooms in a minute.", ({"place": "plc_a"}, {"place": "plc_b", "second": 60}), True),
        Tried("A quarter of an hour between.", ({"place": "plc_a"}, {"place": "plc_b", "second": 900}), False),
        Tried(
            "A class log-in.",
            ({"place": "plc_a", "shared": True}, {"place": "plc_b", "second": 60, "shared": True}),
            False,
        ),
    ),
)
