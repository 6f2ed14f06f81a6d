"""What a rule names: a host with its sub-domains, or a path on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.lists import HostTable, is_top, parents, site_of
from schoolgate.gates.web.scopes import EVERYONE, Scope, Who
from schoolgate.gates.web.sites import Site, is_public_suffix
from schoolgate.gates.web.unreadable import UnreadableError


def test_a_site_is_read_from_a_pasted_address() -> None:
    assert Site.read("https://Puzzles.example./tables/../times?n=1") == Site("puzzles.example", "/times")
    assert str(Site.read("puzzles.example/")) == "puzzles.example"
    assert Site.read("http://[2001:DB8::1]/x") == Site("2001:db8::1", "/x")
    assert Site("PUZZLES.example", "/%74imes").path == "/times"
    with pytest.raises(UnreadableError):
        Site.read("mailto:amara")


def test_suffixes_under_which_anybody_can_have_a_name() -> None:
    for host in ("uk", "co.uk", "sch.uk", "github.io", "com"):
        assert is_public_suffix(host), host
    for host in ("robinhill.example", "bbc.co.uk", "intranet", "192.0.2.7", "2001:db8::1"):
        assert not is_public_suffix(host), host


def test_parents_of_names_and_of_numbers() -> None:
    assert list(parents("a.b.example")) == ["a.b.example", "b.example", "example"]
    assert list(parents("192.0.2.7")) == ["192.0.2.7"]
    assert [site_of(host) for host in ("a.b.example", "b.example", "example", "2001:db8::1")] == [
        *("b.example", "b.example", "example", "2001:db8::1")
    ]


def test_a_table_gives_what_a_host_and_all_its_parents_are_listed_as() -> None:
    table = HostTable({"b.example": 1, "a.b.example": 2, "example": 4, "2.7": 8, "192.0.2.7": 16})
    assert [table.of(host) for host in ("x.a.b.example", "b.example", "c.example", "192.0.2.7", "other")] == [
        *(7, 5, 4, 16, 0)
    ]
    assert table.of(one_host("A.B.Example.")) == 7


def test_whom_a_rule_is_for() -> None:
    amara = Who("junior", frozenset({"owls", "year-4"}), "amara", "tablet", "hall")
    assert EVERYONE.holds(amara)
    assert EVERYONE.is_everyone
    assert Scope(groups=frozenset({"owls", "wrens"})).holds(amara)
    assert Scope(frozenset({"junior"}), frozenset({"owls"}), frozenset({"amara"})).holds(amara)
    for other in (
        Scope(levels=frozenset({"infant"})),
        Scope(groups=frozenset({"wrens"})),
        Scope(persons=frozenset({"ben"})),
        Scope(devices=frozenset({"laptop"})),
        Scope(places=frozenset({"library"})),
        Scope(groups=frozenset({"owls"}), places=frozenset({"library"})),
    ):
        assert not other.holds(amara)
        assert not other.is_everyone


@given(st.lists(st.sampled_from(("a", "b", "co", "org", "uk", "com")), min_size=1, max_size=5))
def test_whatever_lies_under_a_host_shares_its_site_unless_it_is_a_whole_top(labels: list[str]) -> None:
    host = ".".join(labels)
    for below in (host, f"x.{host}", f"co.x.{host}"):
        assert is_top(host) or site_of(below) == site_of(host), below
    assert [is_top(each) for each in ("uk", "co.uk", "wren.co.uk", "bbc.com", "co.uk.example")] == [
        True,
        True,
        False,
        False,
        False,
    ]
