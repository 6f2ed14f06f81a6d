"""A site on a list of illegal content was asked for. Nothing is fetched, and its address is not kept on a page."""

from typing import Final

import pyarrow as pa

from schoolgate.activity.noticing import Hit
from schoolgate.gates.web.categories import LOCKED
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit_of, is_in, masked, together, whose_of

KEY: Final = "illegal-site"
_LOCKED: Final = tuple(one.key for one in LOCKED)


def look(rows: pa.RecordBatch, _context: Context) -> list[Hit]:
    """One hit for each person or device and list. The words are left out: looking it up is itself an offence."""
    found = masked(rows, is_in(rows, "category", _LOCKED), "category")
    return [_hit(some) for some in together(found, whose_of(found), found.column("category"))]


def _hit(some: pa.RecordBatch) -> Hit:
    category = some.column("category")[0].as_py()
    return hit_of(KEY, "high", some, because=RULE.why, four_c="content", category=category, illegal=True)


RULE: Final = AlertRule(
    key=KEY,
    words="A site that is against the law",
    why="A site on a list of illegal content was asked for, by somebody or by a page itself.",
    unless="The site is on no such list.",
    severity="high",
    four_c="content",
    category="csam",
    look=look,
    examples=(
        Tried("A locked list.", ({"category": "child-abuse-images", "verdict": "block"},), True),
        Tried("Another list.", ({"category": "games", "verdict": "block"},), False),
    ),
)
