"""The words searched for, from the addresses of known search engines: on the web, for pictures, films and facts.

It is asked for one request at a time by a filter that decides, and so loads nothing and looks at the host first.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote, unquote_plus

LONGEST: Final = 512  # characters kept of what was searched for


class Engine(NamedTuple):
    """``parts`` of the question that hold the words, the first that is there; ``paths`` that a search has, from the
    beginning (empty: any), and ``behind``, the one the words stand behind in the path itself."""

    parts: tuple[str, ...]
    paths: tuple[str, ...] = ()
    behind: str = ""


# By the name of the site without what stands before and behind it (google of www.google.co.uk), or by its whole name.
_ENGINES: Final = {
    "google": Engine(("q", "as_q", "query"), ("/search", "/complete/search", "/images", "/imghp", "/webhp", "/videohp",
        "/books", "/maps", "/scholar", "/s", "/custom", "/cse", "/imgres", "/shopping"), behind="/maps/search/"),
    "bing": Engine(("q",), ("/search", "/images/", "/videos/", "/shop", "/news/", "/maps", "/chat", "/as/",
        "/copilotsearch", "/th")),
    "youtube": Engine(("search_query", "q"), ("/results", "/search")),
    "youtubekids": Engine(("q", "search_query"), ("/search", "/results")),
    "duckduckgo": Engine(("q",)),
    "ecosia": Engine(("q",)),
    "yahoo": Engine(("p", "q"), ("/search", "/image", "/video", "/news")),
    "kiddle": Engine(("q",)),
    "swiggle": Engine(("q", "query", "search"), behind="/search/"),
    "kidrex": Engine(("q",)),
    "kidzsearch": Engine(("q",)),
    "safesearchkids": Engine(("q",)),
    "qwant": Engine(("q",)),
    "qwantjunior": Engine(("q",)),
    "startpage": Engine(("query", "q")),
    "brave": Engine(("q",), ("/search", "/images", "/videos", "/news", "/ask")),
    "yandex": Engine(("text",), ("/search", "/images", "/video")),
    "baidu": Engine(("wd", "word"), ("/s", "/sf")),
    "ask": Engine(("q",), ("/web", "/youtube", "/s", "/pictures")),
    "aol": Engine(("q",), ("/aol", "/search")),
    "wolframalpha": Engine(("i",), ("/input",)),
    "wikipedia": Engine(("search",), ("/w/", "/wiki/Special:Search", "/w/index.php")),
    "vimeo": Engine(("q",), ("/search",)),
    "dailymotion": Engine((), behind="/search/"),
    "pinterest": Engine(("q",), ("/search",)),
    "tiktok": Engine(("q",), ("/search",)),
    "reddit": Engine(("q",), ("/search", "/r/")),
    "amazon": Engine(("k", "field-keywords"), ("/s",)),
    "ebay": Engine(("_nkw",), ("/sch",)),
    "giphy": Engine(("q",), behind="/search/"),
    "tenor": Engine((), behind="/search/"),
    "perplexity": Engine(("q",), ("/search",)),
    "bbc": Engine(("q", "scope"), ("/search", "/cbeebies/search", "/bitesize/search", "/iplayer/search")),
    "britannica": Engine(("query",), ("/search", "/kids/search")),
    "mojeek": Engine(("q",), ("/search",)),
    "dogpile": Engine(("q",), ("/serp",)),
    "lycos": Engine(("q",), ("/web",)),
    "naver": Engine(("query",), ("/search",)),
    "seznam": Engine(("q",)),
    "unsplash": Engine((), behind="/s/photos/"),
    "pixabay": Engine((), behind="/images/search/"),
}  # fmt: skip
_ENDING: Final = re.compile(
    r"(?:[a-z0-9-]+\.)*?([a-z0-9-]+)\.(?:(?:com?|org|net|ac|gov|sch)\.[a-z]{2}|[a-z]{2,12})"
).fullmatch


@lru_cache(1 << 14)
def _engine(host: str) -> Engine | None:
    found = _ENDING(host)
    return _ENGINES.get(found[1]) if found else None


def is_engine(host: str) -> bool:
    """Whether searches can be told from addresses of this host, in its one spelling."""
    return _engine(host) is not None


def searched(host: str, path: str) -> str:
    """The words searched for by a request for ``path``, with its question, of ``host``; nothing where it is no search.

    On one line, white space folded, at most ``LONGEST`` characters.
    """
    engine = _engine(host)
    if engine is None:
        return ""
    way, _, question = path.partition("#")[0].partition("?")
    if engine.behind and way.startswith(engine.behind):
        return _folded(unquote_plus(way[len(engine.behind) :].partition("/")[0], errors="replace"))
    if not question or (engine.paths and not way.startswith(engine.paths)):
        return ""
    said: dict[str, str] = {}
    for pair in question.split("&"):
        name, equals, value = pair.partition("=")
        if equals:
            said.setdefault(unquote(name), value)
    part = next((part for part in engine.parts if said.get(part)), None)
    return _folded(unquote_plus(said[part], errors="replace")) if part else ""


def _folded(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())[:LONGEST].strip()
