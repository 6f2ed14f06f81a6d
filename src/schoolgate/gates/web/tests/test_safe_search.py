"""Safe search and YouTube's restricted mode are two switches, and each asks for its own rewrites."""

from dataclasses import replace

import pytest

from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.safe_search import Restricted, Rewrite, Rewriting, rewrites
from schoolgate.gates.web.tests.a_filter import GUEST, JUNIOR, LISTS, STAFF, ask

CNAME, HEADER, QUERY = Rewriting.CNAME, Rewriting.HEADER, Rewriting.QUERY


def test_a_search_engine_is_sent_to_its_safe_name() -> None:
    decision = decide(ask("WWW.Google.co.uk"), Rules(), LISTS)
    assert decision.rewrites == (Rewrite(CNAME, "forcesafesearch.google.com"), Rewrite(QUERY, "active", "safe"))
    assert decide(ask("www.google.co.uk", STAFF), Rules(), LISTS).rewrites == ()


@pytest.mark.parametrize(
    ("host", "safe"),
    [
        ("google.com", "forcesafesearch.google.com"),
        ("www.google.com.au", "forcesafesearch.google.com"),
        ("www.google.cat", "forcesafesearch.google.com"),
        ("www.bing.com", "strict.bing.com"),
        ("duckduckgo.com", "safe.duckduckgo.com"),
        ("www.ecosia.org", "strict-safe-search.ecosia.org"),
        ("search.brave.com", "safesearch.brave.com"),
    ],
)
def test_each_engine_has_its_own_safe_name(host: str, safe: str) -> None:
    assert rewrites(host, safe_search=True, youtube=Restricted.OFF)[0] == Rewrite(CNAME, safe)
    assert rewrites(host, safe_search=False, youtube=Restricted.STRICT) == ()


@pytest.mark.parametrize(
    "host", ["mail.google.com", "docs.google.com", "google.example", "www.google.com.evil.example", "notgoogle.com"]
)
def test_what_is_no_search_engine_is_left_alone(host: str) -> None:
    assert rewrites(host, safe_search=True, youtube=Restricted.STRICT) == ()


def test_youtube_is_restricted_by_name_and_by_header_as_its_own_switch_says() -> None:
    strict = (Rewrite(CNAME, "restrict.youtube.com"), Rewrite(HEADER, "Strict", "YouTube-Restrict"))
    moderate = (Rewrite(CNAME, "restrictmoderate.youtube.com"), Rewrite(HEADER, "Moderate", "YouTube-Restrict"))
    assert decide(ask("www.youtube.com", JUNIOR, asked=Asked.CONNECT), Rules(), LISTS).rewrites == strict
    assert decide(ask("m.youtube.com", GUEST), Rules(), LISTS).rewrites == moderate
    assert decide(ask("www.youtube.com", STAFF), Rules(), LISTS).rewrites == ()
    unsafe = Rules(levels=tuple(replace(level, safe_search=False) for level in SHIPPED))
    assert decide(ask("www.youtube.com", JUNIOR), unsafe, LISTS).rewrites == strict
    assert decide(ask("www.google.com", JUNIOR), unsafe, LISTS).rewrites == ()


def test_what_is_closed_is_not_rewritten() -> None:
    from_garden = decide(ask("www.google.com", replace(JUNIOR, level="infant")), Rules(), LISTS)
    assert (from_garden.rule, from_garden.rewrites) == ("garden", ())
