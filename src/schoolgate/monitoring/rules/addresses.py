"""Addresses whose own words alarm. Only those that hold a word worth judging are judged: a log is mostly others."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit, taken, whose
from schoolgate.monitoring.rules.searches import judged

# Roots found quickly in a whole column; what they find is then judged in full. They only narrow: no alert is by them.
ROOTS: Final = (
    r"(?i)suicid|self[-_+%.]?harm|kill[-_+%.]?(my|your|them)|want[-_+%.]?to[-_+%.]?die|hurt[-_+%.]?my|cut[-_+%.]?my|"
    r"thinspo|pro[-_]?ana|p[o0]rn|xxx|nudes?\b|sexting|groom|run[-_+]?away|nazi|jihad|isis|white[-_]?power|gore|"
    r"bestgore|vape|weed|cocaine|gambl|casino|proxy|unblock|vpn"
)


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each address that alarms and each person or device that asked for it."""
    found = pc.and_(
        pc.equal(rows.column("terms"), ""),
        pc.or_(_has(rows, "host"), _has(rows, "path")),
    )
    by: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in taken(rows, found, "host", "path"):
        by.setdefault((f"{row['host']}{row['path']}"[:400], whose(row)), []).append(row)
    hits = []
    for (address, _), some in by.items():
        said = judged(address, context.packs)
        if said.alert:
            hits.append(
                hit(
                    said.rule or "address",
                    said.severity,
                    some,
                    words=address,
                    because=" ".join(filter(None, (said.because, said.unless))),
                    four_c=said.four_c,
                    category=said.category,
                    illegal=said.illegal,
                )
            )
    return hits


def _has(rows: pa.RecordBatch, column: str) -> pa.Array:
    """Judged by each different value once: a column repeats itself."""
    encoded = rows.column(column).dictionary_encode()
    return pc.match_substring_regex(encoded.dictionary, ROOTS).take(encoded.indices)


RULE: Final = AlertRule(
    key="address",
    words="An address that alarms",
    why="The words of an address, judged as a search is, may mean harm.",
    unless="Other words around them.",
    severity="high",
    four_c="content",
    category="",
    look=look,
    examples=(
        Tried("The words are in the path.", ({"host": "talk.example", "path": "/i-want-to-die"},), True),
        Tried("An ordinary page.", ({"host": "owls.example", "path": "/barn"},), False),
    ),
)
