"""Whole addresses answered from a store: the gate's own decision, with pages, and with the lists behind it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.filtering.answers import Answers
from schoolgate.filtering.store.reading import Store
from schoolgate.filtering.store.tests.making import made
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.requests import Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.tests.spellings import around, names, spelt
from schoolgate.kernel.verdicts import Verdict

NOW = 1_795_000_000
LISTED = {"games/a": ["owl.example"], "gambling/b": ["casino.example"], "children/c": ["wren.example"]}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("lists") / "s"
    return Store(made(path, LISTED, pages=[("kite.example", "/play"), ("kite.example", "/w?v=1")]))


def verdict(store: Store, level: str, url: str) -> tuple[Verdict, str]:
    decision = Answers(store, Rules(), Who(level)).of(url, NOW).decision
    return decision.verdict, decision.category or decision.rule


def test_a_listed_site_is_closed_at_the_levels_that_close_its_category(store: Store) -> None:
    assert verdict(store, "junior", "https://WWW.Owl.Example./chess") == (Verdict.BLOCK, "games")
    assert verdict(store, "staff", "owl.example") == (Verdict.ALLOW, "level:staff")
    assert verdict(store, "staff", "http://casino.example:8080/x") == (Verdict.BLOCK, "gambling")
    assert verdict(store, "infant", "wren.example") == (Verdict.ALLOW, "level:infant")
    assert verdict(store, "infant", "heron.example") == (Verdict.BLOCK, "garden")
    assert verdict(store, "guest", "snowyowl.example") == (Verdict.ALLOW, "level:guest")


def test_a_listed_page_is_closed_and_its_neighbours_are_not(store: Store) -> None:
    for url in ("kite.example/play", "http://www.kite.example/play/chess?x=1", "kite.example/w?v=1#top"):
        assert verdict(store, "junior", url) == (Verdict.BLOCK, "games"), url
    for url in ("kite.example", "kite.example/plays", "kite.example/w?v=12", "kite.example/w#?v=1"):
        assert verdict(store, "junior", url) == (Verdict.ALLOW, "level:junior"), url


def test_it_says_which_lists_speak_for_a_site_even_where_it_is_open(store: Store) -> None:
    answer = Answers(store, Rules(), Who("staff")).of("www.owl.example", NOW)
    assert answer.decision.verdict is Verdict.ALLOW
    assert [(entry, each.name) for entry, each in answer.listed] == [("owl.example", "games/a")]


@pytest.mark.parametrize("url", ["", " ", "http://", "owl..example", "http://[::1", "a b.example", "\ud800", "data:x"])
def test_what_cannot_be_read_is_closed_and_answered(store: Store, url: str) -> None:
    answer = Answers(store, Rules(), Who("staff")).of(url, NOW)
    assert (answer.decision.verdict, answer.host, answer.url) == (Verdict.BLOCK, "", url)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), host=st.sampled_from(["owl.example", "casino.example", "a.owl.example"]))
def test_no_spelling_of_a_listed_host_gets_through(store: Store, data: st.DataObject, host: str) -> None:
    url = data.draw(around(data.draw(spelt(host))))
    assert verdict(store, "junior", url)[0] is Verdict.BLOCK, url


@settings(max_examples=60, deadline=None)
@given(listed=st.sets(names, min_size=1, max_size=8), asked=names)
def test_the_store_answers_the_gate_as_a_dictionary_would(
    listed: set[str], asked: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(made(tmp_path_factory.mktemp("lists") / "s", {"gambling/a": listed}))
    table = HostTable(dict.fromkeys(listed, store.of(min(listed))))
    for host in (*listed, asked, f"a.{asked}"):
        assert store.of(host) == table.of(host)
    request = Request(asked, Who("staff"), NOW)
    expected = Verdict.BLOCK if table.of(asked) else Verdict.ALLOW
    assert Answers(store, Rules(), Who("staff")).of(request.host, NOW).decision.verdict is expected
