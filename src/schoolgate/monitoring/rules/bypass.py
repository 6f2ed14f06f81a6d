"""A way round the filter was asked for: a proxy, a private tunnel, encrypted look-up of names."""

from typing import Any, Final

import pyarrow as pa

from schoolgate.activity.noticing import Hit
from schoolgate.gates.web.categories import CATALOGUE, Kind
from schoolgate.monitoring.rules.contract import AlertRule, Context, Tried
from schoolgate.monitoring.rules.rows import hit, is_in, taken, whose

KEY: Final = "bypass"
_WAYS: Final = tuple(one.key for one in CATALOGUE if one.kind is Kind.BYPASS and one.key != "unsafe-search")
_OPEN: Final = ("allow", "warn")


def look(rows: pa.RecordBatch, _context: Context) -> list[Hit]:
    """One hit for each person or device and site. What was open is graver than what was closed."""
    by: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in taken(rows, is_in(rows, "category", _WAYS)):
        by.setdefault((whose(row), row["site"]), []).append(row)
    return [_hit(site, found) for (_, site), found in by.items()]


def _hit(site: str, found: list[dict[str, Any]]) -> Hit:
    opened = any(row["verdict"] in _OPEN for row in found)
    said = "It was open" if opened else "It was closed"
    because = f"A site that leads round the web filter was asked for. {said}. Some apps do so by themselves."
    severity = "medium" if opened else "low"
    return hit(KEY, severity, found, words=site, because=because, four_c="conduct", category="bypass")


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
