"""A closed site asked for again and again: somebody tries, or a page tries by itself."""

from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import KEPT, hit, is_in, taken

KEY: Final = "blocked-again"
TRIES: Final = 6
WITHIN: Final = timedelta(minutes=5)
# Parts of pages that nobody types.
_BY_ITSELF: Final = ("adverts", "updates", "malware", "phishing")
_MOST: Final = 20_000  # devices and sites that are remembered at once


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """A hit when a device has asked ``TRIES`` times within ``WITHIN``; what follows at once adds to it."""
    blocked = pc.and_(pc.equal(rows.column("verdict"), "block"), pc.invert(is_in(rows, "category", _BY_ITSELF)))
    open_: dict[tuple[str, str], list[dict[str, Any]]] = context.carried.setdefault(KEY, {})
    hits = []
    for row in taken(rows, blocked, "category"):
        key = (row["device"], row["site"])
        before = [one for one in open_.get(key, ()) if abs(row["at"] - one["at"]) <= WITHIN]
        if any(one["id"] == row["id"] for one in before):
            continue  # a load that failed and came again
        recent = open_[key] = [*before, row][-KEPT:]
        if len(recent) >= TRIES:
            fresh = recent if not before or not before[-1].get("told") else [row]
            row["told"] = True
            hits.append(_hit(fresh))
    if len(open_) > _MOST:
        newest = max(some[-1]["at"] for some in open_.values())
        for key in [key for key, some in open_.items() if newest - some[-1]["at"] > WITHIN]:
            del open_[key]
    return hits


def _hit(found: list[dict[str, Any]]) -> Hit:
    category = found[-1]["category"]
    because = f"{TRIES} or more tries at one closed site within five minutes. It may be a page trying by itself."
    grave = "medium" if category in ("self-harm", "extremism", "adult") else "low"
    return hit(KEY, grave, found, words=found[-1]["site"], because=because, four_c="conduct", category=category)


_ROW: Final = {"verdict": "block", "site": "puzzles.example", "host": "puzzles.example", "category": "games"}
RULE: Final = AlertRule(
    key=KEY,
    words="A closed site asked for again and again",
    why="Six or more tries at one closed site within five minutes.",
    unless="Fewer tries, or more time between them.",
    severity="medium",
    four_c="conduct",
    category="",
    look=look,
    examples=(
        Tried("Six tries in a minute.", tuple({**_ROW, "second": 10 * n} for n in range(6)), True),
        Tried("Five.", tuple({**_ROW, "second": 10 * n} for n in range(5)), False),
        Tried("Six in an hour.", tuple({**_ROW, "second": 600 * n} for n in range(6)), False),
        Tried("Adverts.", tuple({**_ROW, "category": "adverts", "second": n} for n in range(9)), False),
    ),
)
