"""Whole addresses and request lines: the host, and the path where it can be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.web.addresses import UNSEEN, Address, is_under, one_address, one_target
from schoolgate.gates.web.tests.spellings import names
from schoolgate.gates.web.unreadable import Reason, UnreadableError


def test_an_address_is_taken_apart() -> None:
    assert one_address("http://Puzzles.example:8080/times/../tables?n=7#top") == Address(
        "puzzles.example", "/tables", 8080, "http"
    )
    assert one_address("puzzles.example") == Address("puzzles.example", "/", 80, "http")
    assert one_address("HTTPS://puzzles.example/") == Address("puzzles.example", "/", 443, "https")
    assert one_address("puzzles.example:443/x").port == 443
    assert one_address("//puzzles.example/x").path == "/x"
    assert one_address("amara:secret@puzzles.example/x") == Address("puzzles.example", "/x", 80, "http")


def test_a_path_has_one_spelling_too() -> None:
    assert one_address("http://puzzles.example/%6daths/%2e%2E/%7ex%2f%c3%A9").path == "/~x%2F%C3%A9"
    assert one_address("http://puzzles.example\\maths").path == "/maths"


@pytest.mark.parametrize(
    "text",
    [
        "http://puzzles.example\\@other.example/",
        "http://puzzles.example\\.other.example/",
        "http://amara@puzzles.example@other.example/",
    ],
)
def test_what_two_programs_read_as_two_hosts_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        one_address(text)
    assert caught.value.reason is Reason.TWO_READINGS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.NO_HOST),
        (" \t", Reason.NO_HOST),
        ("/maths", Reason.NO_HOST),
        ("http://", Reason.NOT_A_HOST),
        ("mailto:amara", Reason.SCHEME),
        ("gopher://puzzles.example/", Reason.SCHEME),
        ("data:text/html,hello", Reason.SCHEME),
        ("puzzles.example:99999/", Reason.NOT_A_HOST),
        ("http://a b.example/", Reason.NOT_A_HOST),
    ],
)
def test_what_is_no_web_address_is_refused(text: str, reason: Reason) -> None:
    with pytest.raises(UnreadableError) as caught:
        one_address(text)
    assert caught.value.reason is reason


def test_request_lines_in_their_four_forms() -> None:
    assert one_target("GET", "/maths", "Puzzles.example:8080") == Address("puzzles.example", "/maths", 8080, "http")
    assert one_target("GET", "http://puzzles.example/maths", "other.example").host == "puzzles.example"
    assert one_target("connect", "puzzles.example:8443") == Address("puzzles.example", UNSEEN, 8443)
    assert one_target("CONNECT", "puzzles.example").port == 443
    assert one_target("OPTIONS", "*", "puzzles.example").host == "puzzles.example"


@pytest.mark.parametrize(
    ("method", "target", "host"),
    [
        ("GET", "/maths", ""),
        ("GET", "/maths", "puzzles.example/other.example"),
        ("GET", "/maths", "amara@puzzles.example"),
        ("CONNECT", "http://puzzles.example/", ""),
        ("CONNECT", "amara@puzzles.example:443", ""),
        ("OPTIONS", "*", ""),
    ],
)
def test_a_request_line_that_names_no_site_is_refused(method: str, target: str, host: str) -> None:
    with pytest.raises(UnreadableError):
        one_target(method, target, host)


def test_a_prefix_holds_what_lies_under_it_and_no_more() -> None:
    assert is_under("/maths", "/maths")
    assert is_under("/maths/1", "/maths/")
    assert is_under("/anything", "/")
    assert not is_under("/mathsgames", "/maths")
    assert not is_under("/Maths/1", "/maths")
    assert not is_under(UNSEEN, "/maths")


@pytest.mark.parametrize(
    "path",
    ["/maths/..%2Fother", "/maths/%252e%252e/other", "/maths/..;/other", "/maths/%5C", "/maths/%00", "/maths/.."],
)
def test_where_servers_differ_about_a_path_nothing_is_under_a_prefix(path: str) -> None:
    assert not is_under(path, "/maths")


@given(names, st.sampled_from(("", ":80", ":65535", ":0", ":0443")), st.text("ab/.-~%?#@:;'*A2e", max_size=12))
def test_the_quick_way_reads_an_address_as_the_browsers_way_does(host: str, port: str, rest: str) -> None:
    text = f"http://{host}{port}/{rest}"
    assert one_address(text) == one_address(f"\t{text}")  # what has to be tidied is never read the quick way


def test_what_is_longer_than_any_address_is_refused_before_it_is_read() -> None:
    for text in (f"{' ' * 70_000}puzzles.example", f"http://puzzles.example/{'%61' * 30_000}", "a." * 500_000):
        with pytest.raises(UnreadableError) as refused:
            one_address(text)
        assert refused.value.reason is Reason.TOO_LONG
