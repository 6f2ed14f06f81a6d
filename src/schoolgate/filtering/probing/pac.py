"""What a proxy set-up file (PAC) names, without running it: it is a program, and this is no browser."""

from __future__ import annotations

import re

_PIECE = re.compile(r"//[^\n]*|/\*.*?\*/|\"([^\"\n]*)\"|'([^'\n]*)'", re.DOTALL)
_NAMED = re.compile(r"^(PROXY|HTTPS|HTTP|SOCKS[45]?|DIRECT)(?:\s+(\S+))?$", re.IGNORECASE)
GOES_DIRECT, SOCKS, UNREADABLE = "direct", "socks", "unreadable"


def ways_of_pac(text: str) -> list[str]:
    """The proxies a PAC names, in order and each once, as ``http://host:port`` or ``https://host:port``; ``direct``
    where it sends something past them, ``socks`` where it names a kind that is not tried here, and ``unreadable`` where
    it puts a proxy's name together as it goes.

    Which it would choose for an address is not worked out: every way it names is tried.
    """
    found: list[str] = []
    for piece in _PIECE.finditer(text):
        for part in (piece.group(1) or piece.group(2) or "").split(";"):
            named = _NAMED.match(part.strip())
            way = _way_named(named.group(1).upper(), named.group(2) or "") if named else ""
            if way and way not in found:
                found.append(way)
    return found


def _way_named(kind: str, place: str) -> str:
    if kind == "DIRECT":
        return "" if place else GOES_DIRECT
    if kind.startswith("SOCKS"):
        return SOCKS
    if not place:
        return UNREADABLE
    port = "" if re.search(r":\d+$", place) else (":443" if kind == "HTTPS" else ":80")
    return "%s://%s%s" % ("https" if kind == "HTTPS" else "http", place, port)
