"""Ways round the filter, closed at each level as its switches say."""

from dataclasses import replace

import pytest

from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.levels import SHIPPED, STAFF
from schoolgate.gates.web.requests import Asked
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.tests import a_filter
from schoolgate.gates.web.tests.a_filter import JUNIOR, LISTS, ask, opens, rules, said
from schoolgate.gates.web.ways import WAYS, is_look_alike

OPEN_LEVELS = tuple(replace(level, closed_ways=frozenset(), garden=frozenset()) for level in SHIPPED)


@pytest.mark.parametrize(
    ("host", "asked", "record", "way"),
    [
        ("use-application-dns.net", Asked.DNS, 1, "canary-names"),
        ("mask.icloud.com", Asked.DNS, 1, "canary-names"),
        ("MASK-H2.icloud.com.", Asked.CONNECT, 1, "canary-names"),
        ("_dns.resolver.arpa", Asked.DNS, 64, "resolver-discovery"),
        ("resolver.arpa", Asked.DNS, 1, "resolver-discovery"),
        ("library.example", Asked.DNS, 65, "https-records"),
        ("library.example", Asked.DNS, 64, "https-records"),
        ("library.example", Asked.QUIC, 1, "quic"),
        ("8.8.8.8", Asked.CONNECT, 1, "bare-addresses"),
        ("0x08080808", Asked.GET, 1, "bare-addresses"),
        ("[2606:4700::1111]", Asked.GET, 1, "bare-addresses"),
        ("p\u0430ypal.example", Asked.GET, 1, "look-alikes"),
    ],
)
def test_a_way_round_is_closed_and_open_where_its_switch_is(host: str, asked: Asked, record: int, way: str) -> None:
    request = ask(host, JUNIOR, asked=asked, record=record)
    decision = decide(request, rules(clauses={way: "clause_9"}), LISTS)
    assert said(decision) == ("block", f"way:{way}", "")
    assert decision.because == f"{WAYS[way].words} is closed: {WAYS[way].why}"
    assert decision.askable == (way in ("bare-addresses", "look-alikes"))
    assert decision.clause == "clause_9"
    assert said(decide(request, Rules(levels=OPEN_LEVELS), LISTS)) == ("allow", "level:junior", "")


def test_ordinary_questions_are_no_way_round() -> None:
    for asked, record in ((Asked.DNS, 1), (Asked.DNS, 28), (Asked.GET, 65), (Asked.SNI, 64)):
        assert said(decide(ask("library.example", asked=asked, record=record), rules(), LISTS))[0] == "allow"
    assert said(decide(ask("icloud.com"), rules(), LISTS))[0] == "allow"
    assert said(decide(ask("notresolver.arpa"), rules(), LISTS))[0] == "allow"
    assert said(decide(ask("10.0.0.8"), rules(), LISTS))[0] == "allow"


def test_a_bare_address_is_a_site_that_may_be_opened_and_staff_need_not_ask() -> None:
    assert said(decide(ask("8.8.8.8"), rules(exceptions=(opens("8.8.8.8"),)), LISTS))[1] == "exception:exc_1"
    assert said(decide(ask("8.8.8.8", a_filter.STAFF), rules(), LISTS)) == ("allow", f"level:{STAFF}", "")


def test_questions_and_connections_are_closed_even_for_an_excepted_site() -> None:
    agreed = rules(exceptions=(opens("library.example"),))
    assert said(decide(ask("library.example", asked=Asked.QUIC), agreed, LISTS))[1] == "way:quic"
    assert said(decide(ask("library.example", asked=Asked.DNS, record=65), agreed, LISTS))[1] == "way:https-records"


@pytest.mark.parametrize(
    ("host", "mixed"),
    [
        ("xn--bcher-kva.example", False),
        ("xn--e1afmkfd.example", False),  # Cyrillic only
        ("xn--wgv71a119e.example", False),  # kanji
        ("xn--pple-43d.example", True),  # a Cyrillic a before Latin letters
        ("www.xn--pple-43d.example", True),
        ("apple.example", False),
    ],
)
def test_letters_of_two_alphabets_in_one_word(host: str, mixed: bool) -> None:
    assert is_look_alike(host) is mixed


def test_private_tunnels_proxies_and_encrypted_look_up_are_closed_by_their_lists() -> None:
    assert said(decide(ask("tunnel.example", a_filter.STAFF), rules(), LISTS)) == ("block", "level:staff", "vpn")
    assert said(decide(ask("dns.google", a_filter.STAFF), rules(), LISTS))[2] == "encrypted-dns"
    assert said(decide(ask("dns.google", a_filter.GUEST), rules(), LISTS))[2] == "encrypted-dns"


def test_ai_chat_tools_are_a_category_of_their_own() -> None:
    assert said(decide(ask("claude.ai"), rules(), LISTS)) == ("block", "level:junior", "ai-chat")
    assert said(decide(ask("chatgpt.com", a_filter.STAFF), rules(), LISTS)) == ("warn", "level:staff", "ai-chat")
    assert said(decide(ask("claude.ai"), rules(listed=()), LISTS))[0] == "allow"
