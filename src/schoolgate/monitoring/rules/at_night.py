"""A pupil's device at night: a child who is awake, or a device that is not where it should be."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit_of, is_in, masked, together

KEY: Final = "at-night"
FROM, UNTIL = 21 * 60, 6 * 60  # minutes of the school's clock
_PUPILS: Final = ("infant", "junior")
_LEAST: Final = 5  # rows: a device looks for updates by itself


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each device once ``_LEAST`` rows came of it at night; later ones add to it."""
    minute = rows.column("minute")
    night = pc.or_(pc.greater_equal(minute, FROM), pc.less(minute, UNTIL))
    mask = pc.and_(night, pc.and_(is_in(rows, "level", _PUPILS), is_in(rows, "kind", ("web", "search"))))
    mask = pc.and_(mask, pc.invert(is_in(rows, "category", ("updates", "adverts"))))
    before: dict[str, pa.RecordBatch] = context.carried.setdefault(KEY, {})
    found = masked(rows, mask)
    hits = []
    for some in together(found, found.column("device")):
        device = some.column("device")[0].as_py()
        had = before.get(device)
        whole = some if had is None else pa.concat_batches([had, some])
        if had is not None and had.num_rows >= _LEAST:
            hits.append(_hit(some))
        elif whole.num_rows >= _LEAST:
            hits.append(_hit(whole))
        before[device] = whole.take(pa.array(range(max(0, whole.num_rows - _LEAST), whole.num_rows)))
    return hits


def _hit(some: pa.RecordBatch) -> Hit:
    because = "A device for pupils was used between nine in the evening and six in the morning."
    return hit_of(KEY, "low", some, because=because, four_c="conduct", category="at-night")


RULE: Final = AlertRule(
    key=KEY,
    words="A pupil’s device in use at night",
    why="Five or more pages on a device for pupils between nine in the evening and six in the morning.",
    unless="Fewer, or by day.",
    severity="low",
    four_c="conduct",
    category="at-night",
    look=look,
    examples=(
        Tried("Five pages at eleven.", tuple({"minute": 1380, "second": n} for n in range(5)), True),
        Tried("By day.", tuple({"minute": 660, "second": n} for n in range(9)), False),
        Tried("Staff.", tuple({"minute": 1380, "level": "staff", "second": n} for n in range(9)), False),
    ),
)
