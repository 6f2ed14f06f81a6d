"""The tricks by which filters are got round, tried one by one on a listed site: every one of them finds it closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.web import closing
from schoolgate.gates.web.addresses import one_address, one_target
from schoolgate.gates.web.deciding import decide
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.lists import HostTable
from schoolgate.gates.web.requests import Asked, Decision, Request
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.tests.a_filter import LISTED, LISTS, NOON, STAFF, opens, rules, said
from schoolgate.gates.web.tests.spellings import around, ipv4, names, number_spelt, spelt
from schoolgate.gates.web.unreadable import UnreadableError
from schoolgate.kernel.verdicts import Verdict

RULES = Rules()
CLOSED_TO_STAFF = ("casino.example", "blue.example", "worst.example", "tunnel.example")


def whole(url: str, agreed: Rules = RULES, lists: HostTable = LISTS) -> Decision:
    """The decision for staff on a whole address, as a proxy would ask for it."""
    try:
        read = one_address(url)
    except UnreadableError as error:
        return closing.unreadable(error, agreed.epoch)
    return decide(Request(read.host, STAFF, NOON.timestamp(), Asked.GET, read.path), agreed, lists)


@pytest.mark.parametrize(
    "url",
    [
        "http://casino.example",
        "HTTP://CASINO.EXAMPLE/",
        "casino.example",
        "casino.example:8080/x",
        "//casino.example/x",
        "http:casino.example",
        "http:/casino.example",
        "http:\\\\casino.example\\x",
        "http:///casino.example/",
        "http://casino.example./",
        "http://www.casino.example/",
        "http://a.b.c.d.casino.example/",
        "http://_x.casino.example/",
        "http://library.example@casino.example/",
        "http://library.example:80@casino.example/",
        "http://library.example%2F@casino.example/",
        "http://casino%2Eexample/",
        "http://c%61sino.example/",
        "http://c%41sino.example/",
        "http://cas\tino.example/",
        "http://cas\nino.ex\rample/",
        " \x01http://casino.example/ ",
        "http://casino\u3002example/",
        "http://casino\uff0eexample/",
        "http://\uff43\uff41\uff53\uff49\uff4e\uff4f.example/",
        "http://\u24d2\u24d0\u24e2\u24d8\u24dd\u24de.example/",  # circled letters
        "http://\U0001d41c\U0001d41a\U0001d42c\U0001d422\U0001d427\U0001d428.example/",  # mathematical letters
        "http://casi\u00adno.example/",  # a soft hyphen
        "http://casi\u200bno.example/",  # a space of no width
        "http://casino.example/%2e%2e/library.example",
        "http://casino.example?library.example",
        "http://casino.example#@library.example/",
        "http://casino.example\\library",
        "https://casino.example:443/",
        "wss://casino.example/",
        "ftp://casino.example/",
    ],
)
def test_a_listed_site_is_closed_in_every_spelling(url: str) -> None:
    assert said(whole(url)) == ("block", "level:staff", "gambling")


@pytest.mark.parametrize(
    "url",
    [
        "http://c%2561sino.example/",  # encoded twice
        "http://casino..example/",
        "http://casino.example../",
        "http://.casino.example/",
        "http://casino.example%00.library.example/",
        "http://casino.example%20/",
        "http://casino.example%0d%0ahost:library.example/",
        "http://casino.example\\@library.example/",
        "http://library.example\\@casino.example/",
        "http://library.example\\.casino.example/",
        "http://library.example@x@casino.example/",
        "http://library.example:80:80@casino.example:x/",
        "http://[casino.example]/",
        "http://casino.example:99999/",
        "http://casi no.example/",
        "http://cas\u200dino.example/",  # a joiner
        "http://ca\ud800sino.example/",
        "http://casino.example,library.example/",
        "http://*.casino.example/",
        "javascript:location='http://casino.example'",
        "data:text/html,casino.example",
        "gopher://casino.example/",
        "http://",
        "http:",
        "",
    ],
)
def test_what_is_no_spelling_of_anything_is_closed_as_well(url: str) -> None:
    decision = whole(url)
    assert decision.verdict is Verdict.BLOCK
    assert decision.rule.startswith("unreadable:")
    assert not decision.askable


@pytest.mark.parametrize(
    "url",
    [
        "http://casino.example.library.example/",
        "http://casino-example.example/",
        "http://notcasino.example/",
        "http://library.example/casino.example",
        "http://library.example/?u=http://casino.example/",
        "http://casino.example@library.example/",
        "http://library.example#http://casino.example/",
    ],
)
def test_a_site_that_only_mentions_it_is_open(url: str) -> None:
    assert said(whole(url)) == ("allow", "level:staff", "")


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.7"])
@pytest.mark.parametrize("scheme", ["http://", "https://", ""])
def test_a_listed_number_is_closed_in_every_spelling(host: str, scheme: str) -> None:
    table = HostTable({host: LISTS.of("192.0.2.7")})
    a, b, c, d = map(int, host.split("."))
    one = a << 24 | b << 16 | c << 8 | d
    for spelling in (
        *(host, f"{host}.", f"0{a:o}.{b}.{c}.{d}", f"0x{a:x}.{b}.{c}.{d}", f"{a}.{b << 16 | c << 8 | d}"),
        *(str(one), f"0x{one:x}", f"0{one:o}", f"[::ffff:{host}]", f"[::ffff:{one >> 16:x}:{one & 0xFFFF:x}]"),
        *(f"[64:ff9b::{host}]", f"[0:0:0:0:0:FFFF:{host}]", host.replace(".", "%2e"), host.replace(".", "\u3002")),
    ):
        assert said(whole(f"{scheme}{spelling}/x", lists=table))[2] == "malware", spelling


@given(st.data(), st.sampled_from(CLOSED_TO_STAFF))
def test_no_spelling_gets_round_a_list(data: st.DataObject, host: str) -> None:
    below = data.draw(st.sampled_from(("", "www.", "a.b.")))
    decision = whole(data.draw(around(data.draw(spelt(f"{below}{host}")))))
    assert (decision.verdict, decision.category) == (Verdict.BLOCK, LISTED[host][0])


@given(st.data())
def test_every_spelling_of_a_host_gives_one_decision(data: st.DataObject) -> None:
    host = data.draw(names | st.sampled_from(sorted(LISTED)).filter(lambda each: not each[0].isdecimal()))
    gate = WebGate(RULES, LISTS)
    found = {
        gate.decide(Request(one_address(data.draw(around(data.draw(spelt(host))))).host, STAFF, NOON.timestamp()))
        for _ in range(4)
    }
    assert found == {gate.decide(Request(host, STAFF, NOON.timestamp()))}


@given(st.data())
def test_no_spelling_of_a_number_gets_round_a_list(data: st.DataObject) -> None:
    parts = data.draw(ipv4)
    table = HostTable({".".join(map(str, parts)): LISTS.of("casino.example")})
    assert whole(f"http://{data.draw(number_spelt(parts))}/", lists=table).category == "gambling"


@given(st.text() | st.text("a.:/\\@%[]x0n-1e "))
def test_whatever_is_asked_the_gate_answers(text: str) -> None:
    gate = WebGate(RULES, LISTS)
    for asked in Asked:
        request = Request(text, STAFF, NOON.timestamp(), asked, text)
        assert gate.decide(request) == decide(request, RULES, LISTS)
        assert decide(request, RULES, LISTS).because.endswith(".")


def test_the_header_of_a_request_does_not_outweigh_its_target() -> None:
    for method, target, header in (
        ("GET", "http://casino.example/", "library.example"),
        ("CONNECT", "casino.example:443", "library.example"),
        ("GET", "/x", "casino.example"),
        ("OPTIONS", "*", "casino.example"),
    ):
        host = one_target(method, target, header).host
        assert said(decide(Request(host, STAFF, NOON.timestamp()), RULES, LISTS))[2] == "gambling"


def test_an_exception_is_not_widened_by_a_spelling() -> None:
    agreed = rules(exceptions=(opens("https://CASINO.example./chance/"),))
    for path in ("/chance/1", "/ch%61nce/1", "/./chance/1", "/x/../chance/1"):
        assert whole(f"http://casino.example{path}", agreed).verdict is Verdict.ALLOW, path
    for path in ("/chance/../x", "/chance/%2e%2e/x", "/chance/..%2fx", "/chance/%252e%252e/x", "/chances", "/CHANCE/1"):
        assert whole(f"http://casino.example{path}", agreed).verdict is Verdict.BLOCK, path
