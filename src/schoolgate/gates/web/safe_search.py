"""Search engines' safe setting and YouTube's restricted mode: what is done to a request that is let through.

Two switches, never one. Each engine publishes a name that always answers safely: a resolver or proxy goes
there in place of the name asked for. YouTube also takes a header. Where the words of a search can be seen a setting is
added to the query.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Rewriting(StrEnum):
    CNAME = "cname"  # go to this name instead; the request still says the name asked for
    HEADER = "header"  # add this header
    QUERY = "query"  # set this in the query, on pages of results


class Restricted(StrEnum):
    """YouTube's restricted mode."""

    OFF = "off"
    MODERATE = "moderate"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """``name`` is the header's or the query setting's; empty for a name to go to."""

    kind: Rewriting
    value: str
    name: str = ""


def _to(host: str) -> Rewrite:
    return Rewrite(Rewriting.CNAME, host)


_GOOGLE: Final = re.compile(r"(?:www\.)?google\.(?:com|cat|[a-z]{2}|com?\.[a-z]{2})").fullmatch
_GOOGLES: Final = (_to("forcesafesearch.google.com"), Rewrite(Rewriting.QUERY, "active", "safe"))
_BINGS: Final = (_to("strict.bing.com"), Rewrite(Rewriting.QUERY, "strict", "adlt"))
_DUCKS: Final = (_to("safe.duckduckgo.com"), Rewrite(Rewriting.QUERY, "1", "kp"))
_ENGINES: Final[dict[str, tuple[Rewrite, ...]]] = {
    "bing.com": _BINGS,
    "www.bing.com": _BINGS,
    "edgeservices.bing.com": _BINGS,
    "duckduckgo.com": _DUCKS,
    "www.duckduckgo.com": _DUCKS,
    "start.duckduckgo.com": _DUCKS,
    "www.ecosia.org": (_to("strict-safe-search.ecosia.org"),),
    "search.brave.com": (_to("safesearch.brave.com"),),
    "pixabay.com": (_to("safesearch.pixabay.com"),),
    "yandex.com": (_to("familysearch.yandex.ru"),),
    "www.yandex.com": (_to("familysearch.yandex.ru"),),
}
_YOUTUBE: Final = frozenset(
    {
        "www.youtube.com",
        "youtube.com",
        "m.youtube.com",
        "www.youtube-nocookie.com",
        "youtubei.googleapis.com",
        "youtube.googleapis.com",
    }
)
_RESTRICTED: Final[dict[Restricted, tuple[Rewrite, ...]]] = {
    Restricted.OFF: (),
    Restricted.MODERATE: (
        _to("restrictmoderate.youtube.com"),
        Rewrite(Rewriting.HEADER, "Moderate", "YouTube-Restrict"),
    ),
    Restricted.STRICT: (_to("restrict.youtube.com"), Rewrite(Rewriting.HEADER, "Strict", "YouTube-Restrict")),
}


SAFER: Final = _YOUTUBE | _ENGINES.keys()  # and Google under each of its tops


def rewrites(host: str, *, safe_search: bool, youtube: Restricted) -> tuple[Rewrite, ...]:
    """What is done to a request for this host, in its one spelling; nothing for all hosts but a few."""
    if host in _YOUTUBE:
        return _RESTRICTED[youtube]
    if not safe_search:
        return ()
    return _GOOGLES if "google." in host and _GOOGLE(host) else _ENGINES.get(host, ())
