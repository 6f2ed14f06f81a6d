"""What a row of a list names, row by row; and that rows taken thousands at a time are taken as they are one by one."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.feeds.blocklists.contract import Batch, Named, Reach
from schoolgate.filtering.lists.rows import Taken, taken
from schoolgate.filtering.lists.suffixes import Suffixes, suffixes
from schoolgate.filtering.store.keys import host_key, host_of
from schoolgate.filtering.store.networks import number
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.tests.spellings import names

RULES = Suffixes("uk\nco.uk\nexample\n*.sch.uk\n!british.sch.uk\nрф\n// ===END ICANN DOMAINS===\nblogs.example\n")


def rows(texts: Sequence[str]) -> Taken:
    return taken(Batch(list(texts), range(1, len(texts) + 1)), RULES)


def named(found: Taken) -> set[str]:
    return {host_of(key) for keys in found.keys.values() for key in keys}


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("owl.example", "owl.example"),
        ("OWL.Example", "owl.example"),
        ("owl.example.", "owl.example"),
        ("http://owl.example/", "owl.example"),
        ("https://owl.example:8443", "owl.example"),
        ("owl.example:443", "owl.example"),
        ("//owl.example", "owl.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("under_score.owl.example", "under_score.owl.example"),
        ("0----0.example", "0----0.example"),
        ("blogs.example", "blogs.example"),  # a platform's own suffix: whoever lists it means it
        ("british.sch.uk", "british.sch.uk"),
        ("198.51.100.7", "198.51.100.7"),
        ("0xC6.51.100.7", "198.51.100.7"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("2001:DB8:0::1", "2001:db8::1"),
    ],
)
def test_a_host_in_any_spelling_is_one_host(text: str, host: str) -> None:
    found = rows([text])
    assert found.keys[Reach.ALL] == [host_key(host)]
    assert found.refused == found.narrowed == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("exa mple.example", "junk"),
        ("owl..example", "junk"),
        ("xn--a.example", "junk"),
        ("<html>", "junk"),
        ("?", "junk"),
        ("uk", "one-word"),
        ("localhost", "one-word"),
        ("o" * 64 + ".example", "long-label"),
        (("o" * 60 + ".") * 5 + "example", "long-label"),
        ("10.1.2.3", "own-network"),
        ("127.0.0.1", "own-network"),
        ("192.168.0.0/16", "own-network"),
        ("fe80::1", "own-network"),
        ("0.0.0.0/0", "wide-range"),
        ("2001::/8", "wide-range"),
        ("owl.*.example", "wildcard"),
        ("owl*.example", "wildcard"),
        ("owl.example/*/play", "wildcard"),
    ],
)
def test_a_row_that_cannot_be_believed_is_refused_by_kind_with_its_line(text: str, kind: str) -> None:
    found = rows(["heron.example", text])
    assert [(row.line, row.kind, row.text) for row in found.refused] == [(2, kind, text)]
    assert named(found) == {"heron.example"}
    assert found.rows == 2


@pytest.mark.parametrize("text", ["co.uk", "CO.UK", "wren.sch.uk", "xn--p1ai", "http://co.uk/"])
def test_a_name_under_which_names_are_sold_never_closes_them(text: str) -> None:
    found = rows([text, "owl.example"])
    assert all(host_of(key) == "owl.example" for key in found.keys[Reach.ALL])
    assert text == "xn--p1ai" or [row.text for row in found.narrowed] == [text]
    below = taken(Batch(others=[Named(1, "co.uk", Reach.BELOW)]), RULES)
    assert [row.kind for row in below.refused] == ["public-suffix"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("198.51.100.0/30", "198.51.100.0", "198.51.100.3"),
        ("198.51.100.5/30", "198.51.100.4", "198.51.100.7"),
        ("198.51.100.4-198.51.100.9", "198.51.100.4", "198.51.100.9"),
        ("2001:db8::/120", "2001:db8::", "2001:db8::ff"),
    ],
)
def test_a_range_of_addresses_is_kept_as_one(text: str, first: str, last: str) -> None:
    assert rows([text]).networks == [(number(first), number(last))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("owl.example/play/", "elpmaxe.lwo./play"),
        ("http://www.owl.example/Play", "elpmaxe.lwo./Play"),
        ("owl.example/w?v=1", "elpmaxe.lwo./w?v=1"),
        ("owl.example/a/../b", "elpmaxe.lwo./b"),
        ("owl.example/play/*", "elpmaxe.lwo./play"),
        ("198.51.100.7/42", "7.001.15.891./42"),
    ],
)
def test_a_page_is_kept_with_its_path_and_closes_no_host(text: str, key: str) -> None:
    found = rows([text])
    assert found.pages == [key]
    assert named(found) == set()


@settings(max_examples=80, deadline=None)
@given(texts=st.lists(st.one_of(names, st.text("ab.*/:-1 é", max_size=9), st.sampled_from(["co.uk", "10.0.0.1"]))))
def test_rows_taken_together_are_those_taken_one_by_one(texts: list[str]) -> None:
    together, apart = rows(texts), [rows([text]) for text in texts]
    assert together.rows == sum(each.rows for each in apart) == len(texts)
    assert named(together) == set().union(*map(named, apart))
    assert sorted(together.pages) == sorted(page for each in apart for page in each.pages)
    assert len(together.refused) == sum(len(each.refused) for each in apart)


@settings(max_examples=200, deadline=None)
@given(host=names)
def test_a_plain_row_is_spelt_as_requests_are(host: str) -> None:
    assert named(rows([host])) == {one_host(host)} or not_kept(host)


def not_kept(host: str) -> bool:
    """Whether it is a single word or a public suffix."""
    found = rows([host])
    return bool(found.refused or found.narrowed)


def test_the_list_that_is_carried_knows_what_british_schools_have() -> None:
    carried = suffixes()
    asked = [
        "co.uk",
        "leeds.sch.uk",
        "robinhill.leeds.sch.uk",
        "blogspot.com",
        "example.com",
        "uk",
        "xn--p1ai",
        "www.ck",
    ]
    assert {host_of(key) for key in carried.among([host_key(each) for each in asked])} == {
        "co.uk", "leeds.sch.uk", "uk", "xn--p1ai",
    }  # fmt: skip
