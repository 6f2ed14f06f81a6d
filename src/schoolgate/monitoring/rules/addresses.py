"""Addresses whose own words alarm. Only those that hold a word worth judging are judged: a log is mostly others."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import masked, together, whose_of
from schoolgate.monitoring.rules.searches import alarming, hit_judged

# Roots found quickly in a whole column; what they find is then judged in full. They only narrow: no alert is by them.
ROOTS: Final = (
    r"(?i)suicid|self[-_+%.]?harm|kill[-_+%.]?(my|your|them)|want[-_+%.]?to[-_+%.]?die|hurt[-_+%.]?my|cut[-_+%.]?my|"
    r"thinspo|pro[-_]?ana|p[o0]rn|xxx|nudes?\b|sexting|groom|run[-_+]?away|nazi|jihad|isis|white[-_]?power|gore|"
    r"bestgore|vape|weed|cocaine|gambl|casino|proxy|unblock|vpn"
)
_MOST: Final = 400  # characters of an address that are judged


def look(rows: pa.RecordBatch, context: Context) -> list[Hit]:
    """One hit for each address that alarms and each person or device that asked for it."""
    mask = pc.and_(pc.equal(rows.column("terms"), ""), pc.or_(_has(rows, "host"), _has(rows, "path")))
    some = masked(rows, mask, "host", "path")
    whole = pc.binary_join_element_wise(some.column("host"), some.column("path"), "")
    address = pc.utf8_slice_codeunits(whole, 0, _MOST)
    said = alarming(address, context.packs)
    if not said:
        return []
    alarms = pc.is_in(address, value_set=pa.array([*said], pa.string()))
    found = some.append_column("address", address).filter(alarms)
    return [
        hit_judged("address", said[one.column("address")[0].as_py()], one)
        for one in together(found, found.column("address"), whose_of(found))
    ]


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
