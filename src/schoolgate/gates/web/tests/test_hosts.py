"""Every spelling of a host is one host, and what is no host is refused with its reason."""

import pickle
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from schoolgate.gates.web.addresses import one_address
from schoolgate.gates.web.hosts import is_address, is_public_address, one_authority, one_host
from schoolgate.gates.web.tests.spellings import around, ipv4, names, number_spelt, spelt
from schoolgate.gates.web.unreadable import WORDS, Reason, UnreadableError


@pytest.mark.parametrize(
    ("spelling", "host"),
    [
        ("puzzles.example", "puzzles.example"),
        ("PUZZLES.Example.", "puzzles.example"),
        ("ｐｕｚｚｌｅｓ。example", "puzzles.example"),
        ("puz%7Ales%2Eexample", "puzzles.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("XN--Bcher-KVA.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("STRA\u1e9eE.example", "xn--strae-oqa.example"),
        ("stra%e1%ba%9ee.example", "xn--strae-oqa.example"),
        ("my\u00adpage.example", "mypage.example"),
        ("_dns.resolver.arpa", "_dns.resolver.arpa"),
        ("intranet", "intranet"),
        ("0x7f.1", "127.0.0.1"),
        ("0300.0250.1", "192.168.0.1"),
        ("3232235521", "192.168.0.1"),
        ("192.168.0.1.", "192.168.0.1"),
        ("１９２.168.0.1", "192.168.0.1"),
        ("[2001:DB8:0:0::0:1]", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("[::ffff:192.0.2.7]", "192.0.2.7"),
        ("::ffff:c000:207", "192.0.2.7"),
        ("64:ff9b::192.0.2.7", "192.0.2.7"),
        ("::", "::"),
    ],
)
def test_it_finds_the_one_spelling(spelling: str, host: str) -> None:
    assert one_host(spelling) == host
    assert one_host(host) == host


@pytest.mark.parametrize(
    ("spelling", "reason"),
    [
        ("", Reason.NO_HOST),
        ("two..dots.example", Reason.EMPTY_LABEL),
        (".", Reason.EMPTY_LABEL),
        ("puzzles.example..", Reason.EMPTY_LABEL),
        (".example", Reason.EMPTY_LABEL),
        (f"{'a' * 64}.example", Reason.LONG_LABEL),
        (".".join(["abcdefg"] * 32), Reason.TOO_LONG),
        ("a" * 70_000, Reason.TOO_LONG),
        ("puz!zles.example", Reason.CHARACTERS),
        ("*.example", Reason.CHARACTERS),
        ("puzzles.example:80", Reason.CHARACTERS),
        ("amara@puzzles.example", Reason.CHARACTERS),
        ("puzzles.example/x", Reason.CHARACTERS),
        ("puzz\nles.example", Reason.CHARACTERS),
        ("puz%zzles.example", Reason.NOT_A_HOST),
        ("puz%257Ales.example", Reason.NOT_A_HOST),  # twice encoded
        ("puzzles%2Fother.example", Reason.NOT_A_HOST),
        ("puzzles%00.example", Reason.NOT_A_HOST),
        ("puzzles.1", Reason.NOT_A_HOST),
        ("1.2.3.4.5", Reason.NOT_A_HOST),
        ("256.1.1.1", Reason.NOT_A_HOST),
        ("xn--a.example", Reason.NOT_A_HOST),
        ("puz\ud800zles.example", Reason.NOT_A_HOST),
        ("a\u200db.example", Reason.NOT_A_HOST),  # a joiner nobody sees
        ("fe80::1%eth0", Reason.ZONE),
        ("[fe80::1%25eth0]", Reason.ZONE),
        ("[1::2::3]", Reason.NOT_A_HOST),
        ("[not-a-number]", Reason.NOT_A_HOST),
    ],
)
def test_what_is_no_host_is_refused_with_its_reason(spelling: str, reason: Reason) -> None:
    with pytest.raises(UnreadableError) as caught:
        one_host(spelling)
    assert caught.value.reason is reason
    assert caught.value.cause == WORDS[reason]


def test_a_name_may_be_as_long_as_a_name_may_be_and_no_longer() -> None:
    longest = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 61])
    assert one_host(longest) == longest
    assert one_host(f"{longest.upper()}.") == longest
    with pytest.raises(UnreadableError):
        one_host(f"{longest}d")


@given(st.data())
def test_all_spellings_of_a_name_are_one(data: st.DataObject) -> None:
    host = data.draw(names)
    assert one_address(data.draw(around(data.draw(spelt(host))))).host == host


@given(st.data())
def test_all_spellings_of_an_ipv4_address_are_one(data: st.DataObject) -> None:
    parts = data.draw(ipv4)
    host = ".".join(map(str, parts))
    spelling = data.draw(number_spelt(parts))
    assert one_host(spelling) == one_address(f"http://{spelling}/x").host == host
    assert one_host(f"::ffff:{host}") == host


@given(st.text() | st.text(string.printable) | st.text("a.:/\\@%[]x0n-1 "))
@example("http://[::1%25")
@example("//")
@example("https:\ud800")
@example("a:b@c")
def test_anything_at_all_gives_one_settled_host_or_our_error(text: str) -> None:
    for read in (one_host, lambda given: one_authority(given)[0], lambda given: one_address(given).host):
        try:
            host = read(text)
        except UnreadableError:
            continue
        assert one_host(host) == host
        assert one_address(f"https://[{host}]/" if ":" in host else f"https://{host}/").host == host


@given(names)
def test_the_quick_way_says_what_the_browsers_way_says(host: str) -> None:
    for spelling in (host, host.upper(), host.title(), f"{host}.", f"{host.upper()}."):
        assert one_host(spelling) == one_address(f"http://{spelling}/").host == host


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("puzzles.example:443", "puzzles.example", 443),
        ("Puzzles.Example", "puzzles.example", None),
        ("puzzles.example:65535", "puzzles.example", 65_535),
        ("puzzles.example:0", "puzzles.example", 0),
        ("puzzles.example:", "puzzles.example", None),
        ("[2001:db8::1]:8443", "2001:db8::1", 8443),
        ("0x7f.1:80", "127.0.0.1", 80),
    ],
)
def test_the_form_connect_uses(text: str, host: str, port: int | None) -> None:
    assert one_authority(text) == (host, port)


@pytest.mark.parametrize(
    "text",
    [
        "puzzles.example:65536",
        "puzzles.example:-1",
        "a:b@puzzles.example:443",
        "puzzles.example/",
        "2001:db8::1:443",
        ":443",
    ],
)
def test_connect_takes_nothing_else(text: str) -> None:
    with pytest.raises(UnreadableError):
        one_authority(text)


def test_bare_addresses_are_told_from_names() -> None:
    assert is_address("192.0.2.7")
    assert is_address("2001:db8::1")
    assert not is_address("4.example")
    assert is_public_address("8.8.8.8")
    assert not is_public_address("10.0.0.8")
    assert not is_public_address("puzzles.example")


def test_the_error_travels_between_processes_and_shows_little() -> None:
    error = pickle.loads(pickle.dumps(UnreadableError("a" * 500, Reason.ZONE)))
    assert error.reason is Reason.ZONE
    assert len(str(error)) < 200
