"""What rules share: rows taken out by a mask, and a hit made of some of them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

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


def whose(row: Row) -> str:
    """Whom repeats are put together for: the person where one is known, else the device."""
    return str(row["person"] if row["person"] and not row["shared"] else row["device"])
