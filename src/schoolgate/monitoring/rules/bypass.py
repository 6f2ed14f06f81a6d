"""A way round the filter was asked for: a proxy, a private tunnel, encrypted look-up of names."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.gates.web.categories import CATALOGUE, Kind
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit_of, is_in, masked, together, whose_of

KEY: Final = "bypass"
_WAYS: Final = tuple(one.key for one in CATALOGUE if one.kind is Kind.BYPASS and one.key != "unsafe-search")
_OPEN: Final = ("allow", "warn")


def look(rows: pa.RecordBatch, _context: Context) -> list[Hit]:
    """One hit for each person or device and site. What was open is graver than what was closed."""
    found = masked(rows, is_in(rows, "category", _WAYS))
    return [_hit(some) for some in together(found, whose_of(found), found.column("site"))]


def _hit(some: pa.RecordBatch) -> Hit:
    opened, site = pc.any(is_in(some, "verdict", _OPEN)).as_py(), some.column("site")[0].as_py()
    said = "It was open" if opened else "It was closed"
    because = f"A site that leads round the web filter was asked for. {said}. Some apps do so by themselves."
    severity = "medium" if opened else "low"
    return hit_of(KEY, severity, some, words=site, because=because, four_c="conduct", category="bypass")


RULE: Final = AlertRule(
    key=KEY,
    words="A way round the web filter",
    why="A site on the lists of proxies, private tunnels or encrypted look-up of names was asked for.",
    unless="The site is on no such list.",
    severity="medium",
    four_c="conduct",
    category="bypass",
    look=look,
    examples=(
        Tried("A private tunnel.", ({"category": "vpn", "site": "tunnel.example", "verdict": "block"},), True),
        Tried("A game.", ({"category": "games", "site": "puzzles.example", "verdict": "block"},), False),
    ),
)
