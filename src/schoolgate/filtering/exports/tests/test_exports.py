"""What is exported closes and opens what the gate itself does, as far as names can say it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.filtering.exports import cdb, rpz
from schoolgate.filtering.exports.closed import Closed
from schoolgate.filtering.exports.tests.servers import Database, Zone
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.tests.making import made
from schoolgate.filtering.store.writing import Builder
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.requests import Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.sites import Site
from schoolgate.kernel.verdicts import Verdict

NOW = 1_795_000_000
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
CATEGORIES = ("gambling", "games", "children", "child-abuse-images", "dating", "news")
HOSTS = st.lists(st.sampled_from(["a", "b", "owl"]), min_size=1, max_size=3).map(
    lambda each: ".".join([*each, "example"])
)
LISTS = st.dictionaries(st.sampled_from(CATEGORIES).map("{}/x".format), st.sets(HOSTS, max_size=5), min_size=1)


def closed(store: Store, level: str, rules: Rules | None = None) -> Closed:
    return Closed(store, rules or Rules(), Who(level), NOW)


def zone(found: Closed) -> Zone:
    return Zone(b"".join(rpz.zone(found, "rpz.wren.example")).decode())


def database(found: Closed) -> Database:
    return Database(b"".join(cdb.database(cdb.entries(found.names()))))


def is_open(store: Store, level: str, host: str, rules: Rules | None = None) -> bool:
    decision = decide(Request(host, Who(level), NOW), rules or Rules(), store)
    return decision.verdict in (Verdict.ALLOW, Verdict.WARN)


def exception(host: str) -> SiteException:
    return SiteException("exc_1", Site(host), SINCE, UNTIL, ("per_1", "per_2"), "for a lesson")


@settings(max_examples=80, deadline=None)
@given(
    lists=LISTS,
    reach=st.sampled_from(["all", "alone", "below"]),
    level=st.sampled_from(["infant", "junior", "staff", "guest"]),
    asked=st.lists(HOSTS, min_size=1, max_size=6),
    opened=st.none() | HOSTS,
)
def test_a_zone_and_a_database_answer_as_the_gate_decides(
    tmp_path_factory: pytest.TempPathFactory,
    lists: dict[str, set[str]],
    reach: str,
    level: str,
    asked: list[str],
    opened: str | None,
) -> None:
    store = Store(made(tmp_path_factory.mktemp("lists") / "s", lists, reach=reach))
    rules = Rules(exceptions=(exception(opened),) if opened else ())
    found = closed(store, level, rules)
    answers, kept = zone(found), None if found.everything_else else database(found)
    for host in {*asked, *(f"x.{each}" for each in asked), *(each for some in lists.values() for each in some)}:
        expected = is_open(store, level, host, rules)
        assert (answers.answer(host) != ".") == expected, host
        assert kept is None or kept.is_closed(host) != expected, host


def test_a_garden_closes_all_but_itself_and_what_is_closed_in_it(tmp_path: Path) -> None:
    lists = {"children/a": ["wren.example", "bad.wren.example"], "adult/b": ["bad.wren.example"]}
    answers = zone(closed(Store(made(tmp_path / "s", lists)), "infant"))
    assert answers.answer("www.wren.example") == "rpz-passthru."
    assert answers.answer("bad.wren.example") == answers.answer("owl.example") == answers.answer("google.com") == "."


def test_search_engines_go_to_their_safe_names_as_the_two_switches_say(tmp_path: Path) -> None:
    store = Store(made(tmp_path / "s", {"games/a": ["owl.example"]}))
    junior, staff, guest = (zone(closed(store, level)) for level in ("junior", "staff", "guest"))
    assert junior.answer("www.google.co.uk") == "forcesafesearch.google.com."
    assert (junior.answer("www.youtube.com"), guest.answer("youtube.com")) == (
        "restrict.youtube.com.", "restrictmoderate.youtube.com.",
    )  # fmt: skip
    assert staff.answer("www.google.com") == staff.answer("www.youtube.com") == ""
    assert junior.answer("use-application-dns.net") == junior.answer("_dns.resolver.arpa") == "."


def test_what_is_closed_at_once_is_closed_and_a_locked_site_is_never_opened(tmp_path: Path) -> None:
    store = Store(made(tmp_path / "s", {"terrorist-content/a": ["bad.example"]}))
    closure = Closure("clo_1", Site("kite.example"), SINCE, UNTIL, "per_1", "seen in class")
    found = closed(store, "staff", Rules(exceptions=(exception("bad.example"),), closures=(closure,)))
    assert zone(found).answer("www.kite.example") == zone(found).answer("bad.example") == "."
    assert database(found).is_closed("kite.example")


def test_what_a_name_server_cannot_close_is_counted(tmp_path: Path) -> None:
    long = ".".join(["o" * 60] * 4)
    path = made(tmp_path / "s", {"adult/a": ["198.51.100.4", long, "owl.example"]}, pages=[("heron.example", "/x")])
    found = closed(Store(path), "guest")
    assert zone(found).answer("owl.example") == "."
    assert found.left_out == {"addresses": 1, "pages": 1, "too_long": 1}


def test_a_database_finds_every_key_among_many_and_no_other() -> None:
    keys = [cdb.wire(f"n{number}.example") for number in range(3_000)]
    kept = Database(b"".join(cdb.database((key, key[::-1]) for key in keys)))
    assert all(kept.get(key) == key[::-1] for key in keys)
    assert kept.get(cdb.wire("n3000.example")) is None
    assert Database(b"".join(cdb.database([]))).get(b"x") is None
    assert cdb.mix(b"") == 5381


def test_a_store_of_nothing_closes_only_what_needs_no_list(tmp_path: Path) -> None:
    Builder().write(tmp_path / "s", [])
    names = {each.host: each[1:] for each in closed(Store(tmp_path / "s"), "staff").names()}
    assert names["use-application-dns.net"] == (True, False, False)
    assert names["dns.google"] == (True, True, False)


def test_a_path_with_marks_of_its_own_stays_one_text_in_the_configuration() -> None:
    told = cdb.configuration("guest", 'a"\\b\n', https_records=False)
    assert 'newCDBKVStore("a\\"\\\\b\\n", 5)' in told
    assert "QTypeRule" not in told
