"""What a store answers: every listed host and all below it, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.filtering.store.keys import host_key, host_of
from schoolgate.filtering.store.layout import StoreError
from schoolgate.filtering.store.networks import Networks, Span, number, side_by_side
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.tests.making import ADULT, GAMES, made

LABELS = st.text("ab-0", min_size=1, max_size=3)
NAMES = st.lists(LABELS, min_size=1, max_size=4).map(".".join)
EVERY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def listed(host: str, names: set[str]) -> bool:
    """By the plain definition: the host, or a name above it, is in the list."""
    labels = host.split(".")
    return any(".".join(labels[place:]) in names for place in range(len(labels)))


def test_it_answers_for_a_host_and_all_below_it(tmp_path: Path) -> None:
    store = Store(made(tmp_path / "s", {"games/a": ["owl.example", "a.heron.example"], "adult/b": ["www.owl.example"]}))
    assert store.of("owl.example") == store.of("deep.down.owl.example") == GAMES
    assert store.of("www.owl.example") == store.of("m.www.owl.example") == GAMES | ADULT
    assert store.of("heron.example") == store.of("example") == store.of("") == 0
    assert store.of("snowyowl.example") == store.of("owl.example.test") == 0
    assert len(store) == 3


@EVERY
@given(names=st.sets(NAMES, max_size=12), asked=st.lists(NAMES, max_size=12))
def test_every_listed_host_and_no_other(names: set[str], asked: list[str], tmp_path: Path) -> None:
    store = Store(made(tmp_path / "s", {"games/a": names}))
    for host in (*names, *asked):
        assert bool(store.of(host)) == listed(host, names)
        assert store.of(f"x.{host}") == (GAMES if listed(host, names) or f"x.{host}" in names else 0)
        assert bool(store.of(f"x{host}")) == listed(f"x{host}", names)
    assert {host for host, _, _ in store.entries()} == names
    assert {host_of(host_key(host)) for host in names} == names


@pytest.mark.parametrize(("reach", "itself", "below"), [("all", 1, 1), ("alone", 1, 0), ("below", 0, 1)])
def test_a_row_reaches_as_far_as_its_list_says(reach: str, itself: int, below: int, tmp_path: Path) -> None:
    store = Store(made(tmp_path / "s", {"games/a": ["owl.example"]}, reach=reach))
    assert store.of("owl.example") == GAMES * itself
    assert store.of("a.owl.example") == GAMES * below
    assert bool(store.why("owl.example")) == bool(itself)
    assert bool(store.why("a.owl.example")) == bool(below)


def test_it_says_which_list_of_which_day_speaks_for_a_host(tmp_path: Path) -> None:
    lists = {"games/a": ["owl.example"], "adult/b": ["owl.example", "www.owl.example"]}
    store = Store(made(tmp_path / "s", lists, networks=[("192.0.2.0", "192.0.2.63")]))
    told = [(name, each.name, each.day) for name, each in store.why("www.owl.example")]
    day = "2026-11-22"
    assert told == [
        ("owl.example", "games/a", day),
        ("owl.example", "adult/b", day),
        ("www.owl.example", "adult/b", day),
    ]
    assert [each.name for _, each in store.why("192.0.2.7")] == ["games/a"]
    assert store.why("heron.example") == []


def test_a_page_is_closed_with_what_is_below_it_and_its_host_is_not(tmp_path: Path) -> None:
    store = Store(made(tmp_path / "s", {"games/a": []}, pages=[("owl.example", "/play/"), ("owl.example", "/w?v=1")]))
    for path in ("/play", "/play/", "/play/chess", "/play?level=2", "/w?v=1", "/w?v=1&t=3"):
        assert store.of_page("owl.example", path) == GAMES, path
    for path in ("", "/", "/playground", "/pla", "/w", "/w?v=12", "/other/play"):
        assert store.of_page("owl.example", path) == 0, path
    assert store.of_page("www.owl.example", "/play") == GAMES
    assert store.of_page("snowyowl.example", "/play") == store.of("owl.example") == 0
    assert store.why("owl.example", "/play/chess")[0][0] == "owl.example/play/chess"
    assert [store.has_pages(f"{under}owl.example") for under in ("", "www.", "snowy", "a.")] == [
        True,
        True,
        False,
        False,
    ]


def test_addresses_are_found_in_ranges_and_alone(tmp_path: Path) -> None:
    ranges = [("192.0.2.0", "192.0.2.127"), ("2001:db8::", "2001:db8::ff")]
    store = Store(made(tmp_path / "s", {"games/a": ["198.51.100.4"]}, networks=ranges))
    assert store.of("192.0.2.0") == store.of("192.0.2.127") == store.of("2001:db8::a") == GAMES
    assert store.of("198.51.100.4") == GAMES
    for host in ("192.0.2.128", "192.0.1.255", "2001:db8::1:0", "198.51.100.40", "owl.example2", "::c000:200"):
        assert store.of(host) == 0, host


@EVERY
@given(spans=st.lists(st.builds(lambda a, n, v: Span(a, a + n, v), *[st.integers(0, 30)] * 3), max_size=6))
def test_ranges_laid_side_by_side_hold_what_they_held(spans: list[Span]) -> None:
    pieces = list(side_by_side(spans))
    for place in range(70):
        held = {span.value for span in spans if span.start <= place <= span.end}
        assert [set(values) for start, end, values in pieces if start <= place <= end] == ([held] if held else [])
    assert Networks([]).value("192.0.2.1") is None
    assert number("::1") != number("0.0.0.1")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: b"", "cannot be read"),
        (lambda data: data[:20], "too short"),
        (lambda data: b"PK" + data[2:], "not a store"),
        (lambda data: data[:7] + b"\7" + data[8:], "version 7"),
        (lambda data: data[:60] + b"!" + data[61:], "beginning is damaged"),
        (lambda data: data[:-8], "not whole"),
        (lambda data: data + bytes(8), "not whole"),
        (lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:], "contents are not those"),
    ],
)
def test_a_damaged_file_is_refused_by_name(damage: object, said: str, tmp_path: Path) -> None:
    path = made(tmp_path / "s", {"games/a": ["owl.example"]})
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(StoreError, match=said):
        Store(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        Store(tmp_path / "s")
