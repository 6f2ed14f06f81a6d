"""A filter that works by names: what a name server answers, and what that shows."""

import socket
import struct

import pytest

from schoolgate.filtering.probing.names import NoAnswerError, ask_name_server, name_question, read_name_answer
from schoolgate.filtering.probing.plans import CONTROL, ILLEGAL, RESOLVER, ROUND, SEARCH, Trial, Way
from schoolgate.filtering.probing.tests.lab import ZONE, name_server, plan
from schoolgate.filtering.probing.tests.test_through_a_proxy import found

HERE = "192.0.2.7"  # where the stand-ins are


def answered(said: str, **more: object) -> tuple[str, str]:
    """The verdict on a page for adults, where its name is answered so, and all others with where they are."""
    with name_server(lambda name: said if name.startswith("adult.") else HERE) as server:
        return found(plan(Way(RESOLVER, server), **more))["adult"]  # type: ignore[arg-type]  # words of the plan


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("3", ("blocked", "no-such-name")),
        ("none", ("blocked", "no-such-name")),
        ("5", ("blocked", "name-refused")),
        ("0.0.0.0", ("blocked", "nowhere")),
        ("198.51.100.9", ("blocked", "other-address")),
        ("to block.opendns.com 198.51.100.9", ("blocked", "block-host")),
        (HERE, ("let-through", "name-given")),
        ("2", ("unclear", "other-page")),
        ("silence", ("unclear", "timed-out")),
    ],
)
def test_it_works(said: str, what: tuple[str, str]) -> None:
    assert answered(said) == what


def test_the_schools_own_address_for_what_is_blocked_can_be_named() -> None:
    assert answered("198.51.100.9", block_addresses=("198.51.100.9",)) == ("blocked", "block-address")


@pytest.mark.parametrize("said", ["0.0.0.0", "3", "5", "2", "silence", "none"])
def test_a_name_server_that_answers_every_name_so_proves_nothing(said: str) -> None:
    with name_server(lambda name: said) as server:
        told = found(plan(Way(RESOLVER, server)))
    assert {verdict for verdict, _ in told.values()} == {"unclear"}


def test_one_that_leads_every_name_to_its_own_page_has_let_everything_through() -> None:
    with name_server(lambda name: "198.51.100.9") as server:
        assert found(plan(Way(RESOLVER, server)))["adult"] == ("let-through", "name-given")


def test_a_published_page_that_is_gone_is_not_taken_for_blocked() -> None:
    tests = (
        Trial("swgfl", CONTROL, "http://testfiltering.com/faq", whole="text:TestFiltering"),
        Trial("iwf", ILLEGAL, "http://iwf.testfiltering.com/", "child-abuse-images", "swgfl"),
    )
    with name_server(lambda name: "3" if name.startswith("iwf") else HERE) as server:
        assert found(plan(Way(RESOLVER, server), tests=tests))["iwf"][0] == "unclear"


def test_canary_names_and_safe_search_are_seen_by_name() -> None:
    tests = (
        *plan(Way(RESOLVER, "x")).tests,
        Trial("canary", ROUND, "canary:use-application-dns.net", "canary", "children"),
        Trial("relay", ROUND, "canary:mask.icloud.com", "canary", "children"),
        Trial("doh", ROUND, "doh:dns.example", "doh", "children"),
        Trial("safe", SEARCH, "search:www.google.com=forcesafesearch.google.com", "search", "children"),
        Trial("unsafe", SEARCH, "search:www.bing.com=strict.bing.com", "search", "children"),
    )
    says = {
        "use-application-dns.net": "3",
        "www.google.com": "to forcesafesearch.google.com 198.51.100.1",
        "forcesafesearch.google.com": "198.51.100.1",
        "strict.bing.com": "198.51.100.2",
    }
    with name_server(lambda name: says.get(name, HERE)) as server:
        told = found(plan(Way(RESOLVER, server), tests=tests))
    assert told["canary"] == ("closed", "no-such-name")
    assert told["relay"] == ("way-open", "way-answered")
    assert told["safe"] == ("safe", "safe-name")
    assert told["unsafe"] == ("unclear", "not-by-name")
    assert "doh" not in told, "a name server opens no page, so nothing is said of ways that need one"


def test_answers_that_are_none_are_refused_and_pointers_without_end_end() -> None:
    head = struct.pack(">HHHHHH", 7, 0x8180, 1, 1, 0, 0)
    loop = (
        head + name_question("a.example", number=7)[12:] + b"\xc0\x0c" + struct.pack(">HHIH", 5, 1, 5, 2) + b"\xc0\x27"
    )
    with pytest.raises(ValueError, match="no end"):
        read_name_answer(loop, 7)
    with pytest.raises(ValueError, match="no answer"):
        read_name_answer(name_question("a.example", number=7), 7)
    with pytest.raises(ValueError, match="no name"):
        name_question("a..example")


def test_nobody_there_is_told_as_that() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    with pytest.raises(NoAnswerError, match=r"refused|timed-out"):
        ask_name_server(f"127.0.0.1:{port}", f"adult.{ZONE}", timeout=0.2)
