"""The minutes around an alert: what was open, a line a minute and site, with no word that was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from schoolgate.gates.web.categories import CATEGORIES

# Kinds of site whose names are better not read aloud from a screen.
_UNREAD: Final = ("adult", "mixed-adult", "self-harm", "extremism")


@dataclass(frozen=True, slots=True)
class Minute:
    """``now`` is what alarmed."""

    at: str
    words: str
    now: bool


def minutes(rows: Iterable[Mapping[str, Any]], zone: ZoneInfo) -> tuple[Minute, ...]:
    """Rows in order, those of one site within one minute together."""

    def place(row: Mapping[str, Any]) -> tuple[str, str, str, bool]:
        return f"{row['at'].astimezone(zone):%H:%M}", row["site"], row["verdict"], bool(row["alarm"])

    found = []
    for (at, site, verdict, alarm), some in groupby(rows, place):
        several = list(some)
        what = "This search" if several[0]["terms"] else "This page"
        said = what if alarm else _site(site, several[0])
        blocked = ", blocked" if verdict == "block" else ""
        times = f" ({len(several)})" if len(several) > 1 else ""
        found.append(Minute(at, f"{said}{blocked}{times}", alarm))
    return tuple(found)


def _site(site: str, row: Mapping[str, Any]) -> str:
    """The site, or what kind it is where its name is better not read aloud; a search without its words."""
    known = CATEGORIES.get(row["category"])
    if row["terms"]:
        return f"A search on {site}"
    if known is not None and (known.key in _UNREAD or known.locked):
        return f"A site on the list of {known.words}"
    return site
