"""One person's log-in in two places at once: somebody else may be using it."""

from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit, taken

KEY: Final = "two-places"
WITHIN: Final = timedelta(minutes=2)
_MOST: Final = 20_000


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """A hit where a person's rows come from two known places within ``WITHIN``."""
    mask = pc.and_(pc.not_equal(rows.column("person"), ""), pc.not_equal(rows.column("place"), ""))
    mask = pc.and_(mask, pc.invert(rows.column("shared")))
    last: dict[str, dict[str, Any]] = context.carried.setdefault(KEY, {})
    if len(last) > _MOST:
        last.clear()
    found: dict[str, list[dict[str, Any]]] = {}
    if not pc.any(mask).as_py():
        return []
    # Only where something changes: a person who stays in one place is not looked at row by row.
    several = _moved(rows.filter(mask), last)
    for row in several:
        before = last.get(row["person"])
        if before and before["place"] != row["place"] and abs(row["at"] - before["at"]) <= WITHIN:
            found.setdefault(row["person"], [before]).append(row)
        last[row["person"]] = row
    return [hit(KEY, "low", some, because=RULE.why, four_c="conduct", category="two-places") for some in found.values()]


def _moved(rows: pa.RecordBatch, last: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    table = pa.Table.from_batches([rows])
    pairs = table.group_by(["person"]).aggregate([("place", "count_distinct"), ("place", "min")]).to_pylist()
    there = [
        one["person"]
        for one in pairs
        if one["place_count_distinct"] > 1
        or (one["person"] in last and last[one["person"]]["place"] != one["place_min"])
    ]
    stay = {one["person"] for one in pairs}.difference(there, last)
    wanted = pc.is_in(rows.column("person"), value_set=pa.array([*there], pa.string()))
    some = taken(rows, wanted)
    if stay:  # one row of each is enough to know where they were
        ends = table.group_by(["person"]).aggregate([("at", "max"), ("place", "min"), ("id", "max"), ("device", "min")])
        for one in ends.to_pylist():
            if one["person"] in stay:
                last[one["person"]] = {
                    "id": one["id_max"], "at": one["at_max"], "place": one["place_min"], "person": one["person"],
                    "device": one["device_min"], "groups": "", "shared": False,
                }  # fmt: skip
    return sorted(some, key=lambda row: row["at"])


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
