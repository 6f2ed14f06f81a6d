"""A device that belongs to no person and no class: what is done on it is nobody's."""

from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import KEPT, hit, taken

KEY: Final = "device-of-nobody"
LEAST: Final = 20


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each such device in a load, once ``LEAST`` rows came of it: somebody is working on it."""
    mask = pc.equal(rows.column("level"), "")
    for column in ("person", "groups"):
        mask = pc.and_(mask, pc.equal(rows.column(column), ""))
    mask = pc.and_(mask, pc.not_equal(rows.column("device"), ""))
    if not pc.any(mask).as_py():
        return []
    counts: dict[str, int] = context.carried.setdefault(KEY, {})
    some = rows.filter(mask)
    hits = []
    for pair in pc.value_counts(some.column("device")):
        device, count = pair["values"].as_py(), pair["counts"].as_py()
        before = counts.get(device, 0)
        counts[device] = before + count
        if before < LEAST <= before + count:
            hits.append(_hit(taken(some, pc.equal(some.column("device"), device))[:KEPT]))
    return hits


def _hit(found: list[dict[str, Any]]) -> Hit:
    return hit(KEY, "low", found, because=RULE.why, four_c="conduct", category="device-of-nobody")


RULE: Final = AlertRule(
    key=KEY,
    words="A device that is nobody’s",
    why="Twenty or more pages on a device that no person and no class is known to use.",
    unless="The device is entered with whoever uses it.",
    severity="low",
    four_c="conduct",
    category="device-of-nobody",
    look=look,
    examples=(
        Tried("Twenty pages.", tuple({"person": "", "groups": "", "level": "", "second": n} for n in range(20)), True),
        Tried("A class’s tablet.", tuple({"person": "", "level": "infant", "second": n} for n in range(30)), False),
    ),
)
