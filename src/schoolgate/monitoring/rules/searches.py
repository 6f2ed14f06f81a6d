"""Words searched for that alarm: judged in their context, each different text once."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.judging import Judged, Packs, judge
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit_of, is_in, masked, together, whose_of

_MOST: Final = 1 << 16  # texts that are remembered


@dataclass(slots=True)
class Known:
    """Texts that were judged, as far as they are remembered: children of one class search for the same."""

    alarming: dict[str, Judged] = field(default_factory=dict)
    harmless: set[str] = field(default_factory=set)

    def judged(self, texts: set[str], packs: Packs) -> dict[str, Judged]:
        """The judgements of those that alarm."""
        found: dict[str, Judged] = {}
        for text in texts.difference(self.harmless):
            said = self.alarming.get(text) or judge(text, packs)
            if said.alert:
                found[text] = self.alarming[text] = said
            else:
                self.harmless.add(text)
        return found


@lru_cache(maxsize=16)
def _known(_packs: Packs) -> Known:
    return Known()


def alarming(texts: Any, packs: Packs) -> dict[str, Judged]:
    """The judgements of those that alarm, each different text judged once."""
    known = _known(packs)
    found = known.judged(set(pc.unique(texts).to_pylist()) - {""}, packs)
    if len(known.harmless) + len(known.alarming) > _MOST:
        known.harmless.clear()
        known.alarming.clear()
    return found


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each text that alarms and each person or device that searched for it."""
    said = alarming(rows.column("terms"), context.packs)
    if not said:
        return []
    found = masked(rows, is_in(rows, "terms", [*said]), "terms")
    return [
        hit_judged("searched", said[some.column("terms")[0].as_py()], some)
        for some in together(found, found.column("terms"), whose_of(found))
    ]


def hit_judged(key: str, said: Judged, some: pa.RecordBatch) -> Hit:
    """What a judgement says, of the rows whose text it is."""
    return hit_of(
        said.rule or key,
        said.severity,
        some,
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
