"""A device that belongs to no person and no class: what is done on it is nobody's."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import KEPT, hit_of, is_in, masked, together

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
    reached = []
    for pair in pc.value_counts(some.column("device")).to_pylist():
        device, count = pair["values"], pair["counts"]
        before = counts.get(device, 0)
        counts[device] = before + count
        if before < LEAST <= before + count:
            reached.append(device)
    found = masked(some, is_in(some, "device", reached))
    return [_hit(each.slice(0, KEPT)) for each in together(found, found.column("device"))]


def _hit(some: pa.RecordBatch) -> Hit:
    return hit_of(KEY, "low", some, because=RULE.why, four_c="conduct", category="device-of-nobody")


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
