"""Words searched for that alarm: judged in their context, each different text once."""

from functools import lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.judging import Judged, Packs, judge
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit, taken, whose


@lru_cache(maxsize=65_536)
def judged(text: str, packs: Packs) -> Judged:
    """The judgement of a text, remembered: children of one class search for the same."""
    return judge(text, packs)


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each text that alarms and each person or device that searched for it."""
    terms = rows.column("terms")
    if not pc.any(pc.not_equal(terms, "")).as_py():
        return []
    alarming = {
        text: said for text in pc.unique(terms).to_pylist() if text and (said := judged(text, context.packs)).alert
    }
    if not alarming:
        return []
    mask = pc.is_in(terms, value_set=pa.array(list(alarming), pa.string()))
    by: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in taken(rows, mask, "terms"):
        by.setdefault((row["terms"], whose(row)), []).append(row)
    return [_hit(alarming[text], found) for (text, _), found in by.items()]


def _hit(said: Judged, found: list[dict[str, object]]) -> Hit:
    return hit(
        said.rule or "searched",
        said.severity,
        found,
        words=said.text,
        because=" ".join(filter(None, (said.because, said.unless))),
        four_c=said.four_c,
        category=said.category,
        illegal=said.illegal,
    )


_SEARCH: Final = {"kind": "search", "host": "www.google.co.uk", "site": "google.co.uk", "path": "/search"}
RULE: Final = AlertRule(
    key="searched",
    words="A search that alarms",
    why="The words of a search, judged together with what stands around them, may mean harm.",
    unless="Other words around them, as in a lesson’s topic or of a thing that is not a person.",
    severity="high",
    four_c="content",
    category="",
    look=look,
    examples=(
        Tried("A child may want to die.", ({**_SEARCH, "terms": "i want to die"},), True),
        Tried("A topic in class.", ({**_SEARCH, "terms": "how do tadpoles grow"},), False),
    ),
)
