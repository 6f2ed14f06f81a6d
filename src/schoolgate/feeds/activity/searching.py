"""The words searched for, from the addresses of known search engines: on the web, for pictures and for films.

It is asked for one request at a time by a filter that decides, and so loads nothing and looks at the host first.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus

LONGEST: Final = 512  # characters of what was searched for
# Which part of the question holds the words, by the name of the site without what stands before and behind it.
_ENGINES: Final = {
    "google": "q",
    "bing": "q",
    "youtube": "search_query",
}
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)*?([a-z0-9-]+)\.(?:com?\.[a-z]{2}|org\.[a-z]{2}|[a-z]{2,})").fullmatch


@lru_cache(1 << 14)
def _part(host: str) -> str:
    found = _HOST(host)
    return _ENGINES.get(found[1], "") if found else ""


def is_engine(host: str) -> bool:
    """Whether searches can be told from addresses of this host (in its one spelling)."""
    return bool(_part(host))


def searched(host: str, path: str) -> str:
    """The words searched for by a request for ``path`` (with its query) of ``host``; nothing where it is no search."""
    part = _part(host)
    if not part or "?" not in path:
        return ""
    for pair in path.partition("?")[2].partition("#")[0].split("&"):
        name, _, value = pair.partition("=")
        if name == part:
            return " ".join(unquote_plus(value, errors="replace").split())[:LONGEST]
    return ""
