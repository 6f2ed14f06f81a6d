"""What came of each class, device and person lately, in one small table read from the parts of the log."""

import importlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from schoolgate.activity.queries import parts
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows of one source with the same classes, device and person (pseudonyms), and the last moment of any."""

    source: str
    groups: str
    device: str
    person: str
    rows: int
    last: datetime


def seen(school: School, *, first: date, last: date, until: datetime) -> list[Seen]:
    """Every meeting of class, device and person in those days, until a moment. Raises ``LogUnreadableError``."""
    named = parts(school, "rows", first=first, last=last)
    if not named:
        return []
    return [
        Seen(row["source"], row["groups"], row["device"], row["person"], row["rows"], row["last"].astimezone(UTC))
        for row in reading().meetings([one.path for one in named], until)
    ]


def reading() -> Any:
    """The module that reads parts, loaded when first wanted: DuckDB takes long to load, and most pages read no row."""
    return importlib.import_module("schoolgate.monitoring.coverage.reading")
