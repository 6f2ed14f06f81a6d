"""An AI tool that was not used here before: what is typed into it leaves the school."""

from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit, taken

KEY: Final = "new-ai-tool"


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each tool, once for ever: what is known is in ``context.known`` as ``new-ai-tool:SITE``."""
    told: set[str] = context.carried.setdefault(KEY, set())
    by: dict[str, list[dict[str, Any]]] = {}
    for row in taken(rows, pc.equal(rows.column("category"), "ai-chat")):
        site = row["site"]
        if site not in told and f"{KEY}:{site}" not in context.known:
            by.setdefault(site, []).append(row)
    told.update(by)
    return [_hit(site, found) for site, found in by.items()]


def _hit(site: str, found: list[dict[str, Any]]) -> Hit:
    because = "An AI tool was asked for that was not seen here before. What is typed into one leaves the school."
    return hit(KEY, "low", found, words=site, because=because, four_c="conduct", category="ai-chat")


RULE: Final = AlertRule(
    key=KEY,
    words="A new AI tool",
    why="A site on the list of AI chat tools was asked for, for the first time at this school.",
    unless="It was seen here before.",
    severity="low",
    four_c="conduct",
    category="ai-chat",
    look=look,
    examples=(
        Tried("The first time.", ({"category": "ai-chat", "site": "chat.example"},), True),
        Tried("Something else.", ({"category": "learning", "site": "owls.example"},), False),
    ),
)
