"""Lines of a Squid log, given to a school as a file would be, and what is stored of them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from schoolgate.activity.actions.loading import load
from schoolgate.activity.loaded import Loaded
from schoolgate.activity.models import Source
from schoolgate.activity.queries import parts
from schoolgate.activity.sealing import rows_of
from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
from schoolgate.frame.actor import operator

OPERATOR: Final = operator("test")
TUESDAY: Final = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ADDRESS: Final = "10.4.2.17"


def line(second: float = 0, url: str = "http://owls.example/barn?page=2", **more: Any) -> str:
    """One line, so many seconds after ten on Tuesday."""
    said = {"client": ADDRESS, "result": "TCP_MISS/200", "bytes": 1200, "method": "GET", "account": "-"} | more
    at = TUESDAY.timestamp() + second
    return (
        f"{at:.3f}    186 {said['client']} {said['result']} {said['bytes']} {said['method']} {url} {said['account']} "
        "HIER_DIRECT/192.0.2.10 text/html\n"
    )


def give(source: Source, lines: Iterable[str], **more: Any) -> Loaded:
    """Load lines as a file of them would be."""
    batches = ACTIVITY_FEEDS.get("squid").read(iter(["".join(lines).encode()]), Options())
    return load(source.school, source, batches, actor=OPERATOR, **more)


def stored(source: Source, kind: str = "rows") -> list[dict[str, Any]]:
    """What the live parts hold, in the order of time."""
    found = [row for part in parts(source.school, kind) for rows in rows_of(part.path) for row in rows.to_pylist()]
    return sorted(found, key=lambda row: str(row.get("at", row.get("hour"))))
