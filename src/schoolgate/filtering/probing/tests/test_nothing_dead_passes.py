"""Whatever a dead way does, it proves nothing: for every combination of what can be seen."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.probing.judging import GOOD, Tried, Verdict, judge_tried, judged_as, together
from schoolgate.filtering.probing.plans import (
    BLOCK,
    CONTROL,
    DIRECT,
    FAIR,
    ILLEGAL,
    PAC,
    PROXY,
    RESOLVER,
    ROUND,
    SEARCH,
    STAND_IN,
    Plan,
    Trial,
    Way,
)
from schoolgate.filtering.probing.reaching import Seen, seen_document, seen_from
from schoolgate.filtering.probing.running import Done, _done_document, done_from, judge_done
from schoolgate.filtering.probing.saying import sentence

ZONE = "filter-test.robinhill.example"
TESTS = (
    Trial("control", CONTROL, f"http://children.{ZONE}/", whole=STAND_IN),
    Trial("swgfl", CONTROL, "http://testfiltering.com/faq", whole="text:x"),
    Trial("adult", BLOCK, f"http://adult.{ZONE}/", "adult", "control", STAND_IN),
    Trial("iwf", ILLEGAL, "http://iwf.testfiltering.com/", "child-abuse-images", "swgfl"),
    Trial("crossed", ILLEGAL, "http://iwf.testfiltering.com/", "child-abuse-images", "control"),
    Trial("outside", CONTROL, "http://outside.example/", whole="text:x"),
    Trial("far", ILLEGAL, "http://iwf.testfiltering.com/", "child-abuse-images", "outside"),
    Trial("own", BLOCK, "http://games.example/", "own", "swgfl", harmless=True),
    Trial("fair", FAIR, "http://help.example/", "support", "swgfl"),
    Trial("doh", ROUND, "doh:dns.example", "doh", "swgfl"),
    Trial("quic", ROUND, "quic:www.example", "quic", "swgfl"),
    Trial("other", ROUND, "resolver:192.0.2.1", "resolver", "swgfl"),
    Trial("canary", ROUND, "canary:use-application-dns.net", "canary", "swgfl"),
    Trial("bare", ROUND, "bare:http://192.0.2.9/", "bare", "control"),
    Trial("search", SEARCH, "search:a.example=b.example", "search", "swgfl"),
)
PLAN = Plan("prb_x", "Hall", "tablet", "junior", TESTS, (Way(DIRECT),), zone=ZONE, block_hosts=("block.example",))

ways = st.sampled_from([Way(DIRECT), Way(PROXY, "http://192.0.2.1:8080"), Way(RESOLVER, "192.0.2.1")])
seens = st.builds(
    Seen,
    how=st.sampled_from(["answered", "no-name", "timed-out", "cut-off", "refused", "no-route", "tls", "garbled"]),
    at=st.sampled_from(["proxy", "site"]),
    status=st.sampled_from([0, 2, 3, 5, 200, 204, 302, 403, 404, 407, 451, 500, 503, 511]),
    to=st.sampled_from(["", "https://block.example/why", "https://portal.example/"]),
    whole=st.booleans(),
    words=st.sampled_from([(), ("blocked",)]),
    own_words=st.sampled_from([(), ("ask mr fell",)]),
    addresses=st.sampled_from([(), ("192.0.2.7",), ("0.0.0.0",), ("198.51.100.4", "::")]),
    led_through=st.sampled_from([(), ("block.example",)]),
    trusted=st.sampled_from([None, True, False]),
)
dead = seens.map(lambda one: Seen(**{**vars(one), "whole": False}))
KEYS = [test.key for test in TESTS]
everything = st.fixed_dictionaries(dict.fromkeys(KEYS, seens))


def _came(way: Way, seen: Seen) -> bool:
    if way.kind != RESOLVER:
        return seen.how == "answered" and seen.whole
    here = [one not in ("0.0.0.0", "::") for one in seen.addresses]
    return seen.how == "answered" and seen.status == 0 and bool(here) and all(here)


@given(ways, everything, everything, everything)
def test_it_works(way: Way, before: dict[str, Seen], seen: dict[str, Seen], after: dict[str, Seen]) -> None:
    """Nothing is good but beside its own control, which came through to the letter before and after."""
    for key, verdict in judge_tried(PLAN, Tried(way, before, seen, after)).items():
        test = PLAN.test(key)
        assert test is not None
        control = key if test.purpose == CONTROL else test.control
        if verdict.verdict in GOOD:
            assert _came(way, before[control])
            assert _came(way, after[control])
            assert key not in ("crossed", "far")  # the control of another owner is none


@given(ways, st.fixed_dictionaries(dict.fromkeys(KEYS, dead)), everything, everything)
def test_no_combination_of_dead_ways_is_a_pass(
    way: Way, before: dict[str, Seen], seen: dict[str, Seen], after: dict[str, Seen]
) -> None:
    """By a proxy or directly: if no page comes whole, whatever else is seen, nothing is good."""
    if way.kind == RESOLVER:
        before = {key: Seen("timed-out") for key in KEYS}
    for tried in (Tried(way, before, seen, after), Tried(way, after, seen, before)):
        verdicts = list(judge_tried(PLAN, tried).values())
        assert not any(one.good for one in verdicts)
        assert judged_as(verdicts) != "good"


@given(ways, seens)
def test_a_way_that_does_the_same_with_every_page_blocks_none(way: Way, always: Seen) -> None:
    same = dict.fromkeys(KEYS, always)
    found = judge_tried(PLAN, Tried(way, same, same, same))
    blocked = {key for key, one in found.items() if one.verdict == "blocked"}
    assert not blocked


@given(everything, everything, everything, everything)
def test_a_set_up_file_is_never_better_than_any_proxy_it_names(
    one: dict[str, Seen], other: dict[str, Seen], past: dict[str, Seen], before: dict[str, Seen]
) -> None:
    first, second = (
        Tried(Way(PROXY, f"http://192.0.2.{at}:80"), before, seen, before) for at, seen in ((1, one), (2, other))
    )
    direct = Tried(Way(DIRECT), before, past, before)
    found = judge_done(PLAN, Done(Way(PAC, "http://wpad.example/"), (first, second, direct)))
    for key, verdict in found.items():
        alone = [judge_tried(PLAN, part)[key] for part in (first, second)]
        assert not verdict.good or all(each.good for each in alone)
        if verdict.verdict == "blocked":
            assert not judge_tried(PLAN, direct)[key].bad


@given(ways, everything, everything, everything)
def test_whoever_receives_what_was_seen_judges_the_same(
    way: Way, before: dict[str, Seen], seen: dict[str, Seen], after: dict[str, Seen]
) -> None:
    done = Done(way, (Tried(way, before, seen, after),))
    sent: dict[str, Any] = {"ways": [_done_document(done)]}
    assert [judge_done(PLAN, one) for one in done_from(sent)] == [judge_done(PLAN, done)]


@given(seens)
def test_what_was_seen_is_told_whole(seen: Seen) -> None:
    assert seen_from(seen_document(seen)) == seen


@given(st.lists(st.builds(Verdict, st.sampled_from(["blocked", "open", "let-through", "unclear"]), st.just("whole"))))
def test_several_ways_together_are_as_good_as_the_worst(found: list[Verdict]) -> None:
    both = together(found)
    assert both.good == bool(found and all(one.good for one in found))
    assert both.bad == any(one.bad for one in found)
    assert sentence(both).endswith(".")


def test_a_published_page_is_judged_beside_a_page_of_the_same_owner_only() -> None:
    """One that was withdrawn would else pass for ever, beside a stand-in that comes."""
    came, refused = Seen("answered", status=200, whole=True), Seen("answered", at="proxy", status=403)
    controls = {"control": came, "swgfl": came, "outside": came}
    tried = Tried(Way(PROXY, "http://192.0.2.1:8080"), controls, dict.fromkeys(KEYS, refused), controls)
    found = judge_tried(PLAN, tried)
    assert found["iwf"] == Verdict("blocked", "refused")
    assert found["crossed"] == found["far"] == Verdict("unclear", "no-control")
