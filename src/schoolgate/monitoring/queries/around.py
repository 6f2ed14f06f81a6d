"""Rows between two moments, read from the parts that the manifest names. Call it only by what was entered as a look."""

import importlib
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import parts
from schoolgate.people.models import School

MOST: Final = 2_000
_COLUMNS: Final = (
    "id", "at", "kind", "level", "person", "device", "groups", "place", "shared", "host", "site", "path", "terms",
    "verdict", "category", "rule", "alarm",
)  # fmt: skip


def rows_between(
    school: School, since: datetime, until: datetime, *, device: str = "", person: str = ""
) -> list[dict[str, Any]]:
    """Rows of a person, or of a device where no person is known (pseudonyms), in order, words unsealed; at most
    ``MOST``. None where neither is said: it would be everybody's."""
    if not (device or person) or not since < until:
        return []
    zone = ZoneInfo(school.time_zone)
    days = since.astimezone(zone).date(), until.astimezone(zone).date()
    named = parts(school, "rows", first=days[0], last=days[1])
    named = [one for one in named if one.first_at < until and since <= one.last_at]
    if not named:
        return []
    reading: Any = importlib.import_module("pyarrow.parquet")  # long to load, and most pages read no row
    column, value = ("person", person) if person else ("device", device)
    found: list[dict[str, Any]] = []
    for one in named:
        wanted = [("at", ">=", since), ("at", "<", until), (column, "=", value)]
        found += reading.read_table(one.path, columns=list(_COLUMNS), filters=wanted).to_pylist()
    found.sort(key=lambda row: (row["at"], row["id"]))
    pseudonyms = Pseudonyms.of(school)
    return [row | {"terms": pseudonyms.unseal(row["terms"])} for row in found[:MOST]]
