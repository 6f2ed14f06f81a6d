"""The words searched for, out of addresses."""

from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.feeds.activity.searching import LONGEST, is_engine, searched


@pytest.mark.parametrize(
    ("host", "path", "words"),
    [
        ("www.google.co.uk", "/search?q=barn+owls&safe=active", "barn owls"),
        ("www.google.com", "/search?hl=en&tbm=isch&q=owl%20chicks", "owl chicks"),
        ("www.google.com", "/maps/search/owl+sanctuary/@54,-1,12z", "owl sanctuary"),
        ("www.bing.com", "/images/search?q=owls&form=X", "owls"),
        ("www.youtube.com", "/results?search_query=how+owls+fly", "how owls fly"),
        ("m.youtube.com", "/results?sp=1&search_query=owls", "owls"),
        ("duckduckgo.com", "/?q=owls&ia=images", "owls"),
        ("www.ecosia.org", "/search?method=index&q=owls", "owls"),
        ("uk.search.yahoo.com", "/search?p=owls&fr=x", "owls"),
        ("www.kiddle.co", "/s.php?q=owls", "owls"),
        ("swiggle.org.uk", "/?q=owls", "owls"),
        ("en.wikipedia.org", "/w/index.php?search=owls&go=Go", "owls"),
        ("www.google.com", "/search?q=%C5%82%C4%99g%20sowy", "łęg sowy"),
        ("www.google.com", "/search?q=&oq=owl", ""),
        ("www.google.com", "/accounts?q=owls", ""),
        ("www.youtube.com", "/watch?v=abc", ""),
        ("google.com.robinhill.example", "/search?q=owls", ""),
        ("notgoogle.com", "/search?q=owls", ""),
        ("www.robinhill.example", "/search?q=owls", ""),
    ],
)
def test_searches_are_told(host: str, path: str, words: str) -> None:
    assert searched(host, path) == words


def test_what_was_typed_is_kept_on_one_line_and_cut_short() -> None:
    assert searched("www.bing.com", "/search?q=a%0Ab%09c") == "a b c"
    assert len(searched("www.bing.com", f"/search?q={'o' * 5000}")) == LONGEST


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_address_is_too_strange(host: str, path: str) -> None:
    assert isinstance(searched(host, path), str)
    assert is_engine(host) or not searched(host, path)


@given(st.text(max_size=40))
def test_what_is_typed_comes_back(words: str) -> None:
    typed = quote_plus(words, errors="replace")
    assert searched("www.google.co.uk", f"/search?q={typed}") == " ".join(
        words.encode(errors="replace").decode().replace("\0", " ").split()
    )
