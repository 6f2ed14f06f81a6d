"""The gate that keeps its answers gives the same as the one that does not, at every moment and in any order."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.gates.web import gate as gates
from schoolgate.gates.web.categories import mask_of
from schoolgate.gates.web.deciding import CANNOT_DECIDE, about, answer, decide, reckoned
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.phases import phase_of, profile_of
from schoolgate.gates.web.requests import Asked, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Scope, Who
from schoolgate.gates.web.tests.a_filter import (
    INFANT,
    JUNIOR,
    LISTED,
    LISTS,
    LONDON,
    NOON,
    OWLS,
    STAFF,
    ask,
    closes,
    night,
    opens,
    pauses,
    play,
    rules,
    said,
)
from schoolgate.gates.web.windows import Hours, Window

CLOCKS_BACK: Final = datetime(2026, 10, 25, 0, 0, tzinfo=LONDON)
CLOCKS_FORWARD: Final = datetime(2026, 3, 29, 0, 0, tzinfo=LONDON)
HOSTS: Final = (
    *LISTED,
    *(
        "www.puzzles.example",
        "library.example",
        "claude.ai",
        "www.google.co.uk",
        "mask.icloud.com",
        "two..dots.example",
    ),
    *("www.blue.co.uk", "green.co.uk", "co.uk"),
    *("8.8.8.8", "192.0.2.7", "2001:db8::1", "intranet", "xn--pple-43d.example", "_dns.resolver.arpa", "m.youtube.com"),
)
PEOPLE: Final = (INFANT, JUNIOR, STAFF, OWLS, Who(), Who("guest", place="place_hall"))
SCOPES: Final = (
    Scope(),
    Scope(levels=frozenset({"junior"})),
    Scope(groups=frozenset({"class_owls"})),
    Scope(persons=frozenset({"person_amara"}), levels=frozenset({"junior"})),
    Scope(places=frozenset({"place_hall"})),
)

SMALL_HOURS: Final = Window(
    "win_small", "small hours", (Hours(time(1, 15), time(1, 45)),), opens=frozenset({"gambling"})
)

moments = st.one_of(
    st.integers(-7200, 7200).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    st.sampled_from((-1, 0, 1)).map(lambda seconds: NOON.replace(hour=13) + timedelta(seconds=seconds)),
    st.integers(0, 30 * 3600).map(lambda seconds: CLOCKS_BACK + timedelta(seconds=seconds)),
    st.integers(0, 30 * 3600).map(lambda seconds: CLOCKS_FORWARD + timedelta(seconds=seconds)),
)
requests = st.builds(
    ask,
    st.sampled_from(HOSTS),
    st.sampled_from(PEOPLE),
    moments,
    st.sampled_from(Asked),
    st.sampled_from(("", "/", "/chance/1", "/chances")),
    st.sampled_from((1, 28, 64, 65)),
)
scopes = st.sampled_from(SCOPES)


some_exceptions = st.builds(
    opens,
    st.sampled_from(("casino.example", "casino.example/chance", "blue.example", "blue.co.uk", "claude.ai")),
    scopes,
    categories=st.sampled_from(((), ("gambling",))),
)
some_closures = st.builds(
    closes, st.sampled_from(("www.puzzles.example", "library.example/chance", "green.co.uk", "co.uk")), scopes
)
some_pauses = st.builds(
    pauses,
    scope=scopes,
    windows=st.sampled_from(((), ("win_night",))),
    categories=st.just(()),
) | st.builds(pauses, scope=scopes, categories=st.just(("games",)))


def few[Part](parts: st.SearchStrategy[Part], prefix: str) -> st.SearchStrategy[tuple[Part, ...]]:
    """None to three of them, each with a ref of its own."""
    return st.lists(parts, max_size=3).map(
        lambda drawn: tuple(replace(part, ref=f"{prefix}_{n}") for n, part in enumerate(drawn))  # type: ignore[type-var]  # all are dataclasses
    )


some_rules = st.builds(
    rules,
    windows=st.builds(lambda one, two: (night(scope=one), play(scope=two), SMALL_HOURS), scopes, scopes),
    exceptions=few(some_exceptions, "exc"),
    closures=few(some_closures, "clo"),
    pauses=few(some_pauses, "pau"),
    unknown=st.sampled_from(("infant", "")),
)


def test_it_answers_as_decide_does() -> None:
    gate = WebGate(rules(), LISTS)
    assert said(gate.decide(ask("puzzles.example"))) == ("block", "level:junior", "games")
    assert gate.decide(ask("puzzles.example")) is gate.decide(ask("PUZZLES.example."))


@settings(max_examples=300)
@given(some_rules, st.lists(requests, min_size=1, max_size=25))
def test_a_kept_answer_is_the_answer(agreed: Rules, asked: list[Request]) -> None:
    gate = WebGate(agreed, LISTS)
    for request in (*asked, *asked):
        assert gate.decide(request) == decide(request, agreed, LISTS)


@given(some_rules, requests)
def test_the_quick_way_by_categories_is_the_way_step_by_step(agreed: Rules, request: Request) -> None:
    host = request.host if ".." not in request.host else "library.example"
    phase = phase_of(agreed, profile_of(agreed, request.who), int(request.at))
    mask = LISTS.of(host)
    asked = (host, request.asked, request.record, request.path)
    assert answer(phase, mask, *asked) == reckoned(phase, about(phase, host), mask, *asked)


class PagedLists:
    """Lists that hold one page too, as compiled lists do."""

    def of(self, host: str) -> int:
        return LISTS.of(host)

    def of_page(self, host: str, path: str) -> int:
        page = mask_of(("gambling",)) if (host, path) == ("library.example", "/chance/1") else 0
        return LISTS.of(host) | page

    def has_pages(self, host: str) -> bool:
        return host == "library.example"


@given(some_rules, st.lists(requests, min_size=1, max_size=25))
def test_a_listed_page_is_seen_where_its_path_is(agreed: Rules, asked: list[Request]) -> None:
    lists = PagedLists()
    gate = WebGate(agreed, lists)
    page = ask("library.example", path="/chance/1")
    assert said(WebGate(rules(), lists).decide(page)) == ("block", "level:junior", "gambling")
    assert said(WebGate(rules(), lists).decide(replace(page, path="")))[0] == "allow"
    for request in (*asked, *asked):
        assert gate.decide(request) == decide(request, agreed, lists)


def test_an_answer_ends_with_its_window_to_the_second() -> None:
    gate = WebGate(rules(windows=(play(),)), LISTS)
    for hour, minute, verdict in (
        (10, 29, "block"),
        (10, 30, "allow"),
        (10, 45, "block"),
        (12, 0, "allow"),
        (13, 0, "block"),
    ):
        moment = NOON.replace(hour=hour, minute=minute)
        assert said(gate.decide(ask("puzzles.example", at=moment)))[0] == verdict
        assert said(gate.decide(ask("puzzles.example", at=moment + timedelta(seconds=59.9))))[0] == verdict


def test_two_people_with_the_same_rules_share_their_answers() -> None:
    gate = WebGate(rules(exceptions=(opens("casino.example", Scope(persons=frozenset({"person_amara"}))),)), LISTS)
    others = [Who("junior", person=f"person_{n}") for n in range(3)]
    assert len({id(gate.decide(ask("puzzles.example", who))) for who in others}) == 1
    assert said(gate.decide(ask("casino.example", others[0])))[0] == "block"
    assert said(gate.decide(ask("casino.example", OWLS)))[0] == "allow"


def test_threads_that_ask_at_different_times_do_not_mix_their_answers() -> None:
    agreed = rules(windows=(play(),), exceptions=(opens("casino.example"),))
    gate = WebGate(agreed, LISTS)
    asked = [
        ask(host, who, NOON + timedelta(minutes=minutes))
        for minutes in (-1, 1, 59, 61)
        for host in ("puzzles.example", "casino.example", "library.example")
        for who in (JUNIOR, OWLS)
    ]
    expected = [decide(request, agreed, LISTS) for request in asked]
    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda _: [gate.decide(request) for request in asked], range(40))
        assert all(each == expected for each in answers)


def test_people_come_and_go_without_end() -> None:
    gate = WebGate(rules(), LISTS)
    for n in range(gates.PEOPLE_KEPT + 10):
        gate.decide(ask("puzzles.example", Who("junior", person=f"person_{n}")))
    assert len(gate._people) <= gates.PEOPLE_KEPT


def test_what_it_cannot_decide_is_closed() -> None:
    class Broken:
        def of(self, host: str) -> int:
            raise ValueError(host)

    assert WebGate(rules(), Broken()).decide(ask("library.example")) is CANNOT_DECIDE
    assert WebGate(rules(), LISTS).decide(Request("library.example", STAFF, float("nan"))) is CANNOT_DECIDE
    assert said(WebGate(rules(), LISTS).decide(ask("a..b")))[1] == "unreadable:empty-label"


def test_one_rule_makes_one_decision_however_many_hosts_it_closes() -> None:
    gate = WebGate(rules(closures=(closes("library.example"),)), LISTS)
    for several in (
        ("8.8.8.8", "9.9.9.9"),
        ("library.example", "www.library.example"),
        ("worst.example", "x.worst.example"),
    ):
        assert len({id(gate.decide(ask(host))) for host in several}) == 1, several


def test_a_gate_that_was_replaced_goes_at_once_with_all_it_kept() -> None:
    gate = WebGate(rules(), LISTS)
    gate.decide(Request("heron.example", Who("junior"), 0))
    seen = weakref.ref(gate)
    gc.disable()
    try:
        del gate
        assert seen() is None
    finally:
        gc.enable()
