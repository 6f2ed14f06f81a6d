"""An AI tool that was not used here before: what is typed into it leaves the school."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit_of, is_in, masked, together

KEY: Final = "new-ai-tool"


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each tool, once for ever: what is known is in ``context.known`` as ``new-ai-tool:SITE``."""
    told: set[str] = context.carried.setdefault(KEY, set())
    found = masked(rows, pc.equal(rows.column("category"), "ai-chat"))
    seen = [site for site in pc.unique(found.column("site")).to_pylist() if f"{KEY}:{site}" in context.known]
    new = found.filter(pc.invert(is_in(found, "site", [*told, *seen])))
    told.update(pc.unique(new.column("site")).to_pylist())
    return [_hit(some) for some in together(new, new.column("site"))]


def _hit(some: pa.RecordBatch) -> Hit:
    site = some.column("site")[0].as_py()
    because = "An AI tool was asked for that was not seen here before. What is typed into one leaves the school."
    return hit_of(KEY, "low", some, words=site, because=because, four_c="conduct", category="ai-chat")


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
