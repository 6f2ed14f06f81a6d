"""Syslog as it comes: cut into messages however a connection breaks it up, and read in the old form and the new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.intake.streams.syslog.framing import Framing
from schoolgate.intake.streams.syslog.messages import read

SQUID = b"1795424400.120     45 10.20.3.7 TCP_MISS/200 4120 GET http://heron.example/nests - HIER_NONE/- text/html"


def all_of(*pieces: bytes, longest: int = 1 << 20) -> list[bytes]:
    framing = Framing(longest)
    found = [message for piece in pieces for message in framing.take(piece)]
    return found + framing.close()


def test_it_works() -> None:
    assert all_of(b"<134>Nov 23 09:00:00 gate squid: one\n<134>two\n") == [
        b"<134>Nov 23 09:00:00 gate squid: one",
        b"<134>two",
    ]


def test_both_ways_of_framing_on_one_connection() -> None:
    assert all_of(b"6 <1>one<1>two\n6 <1>red") == [b"<1>one", b"<1>two", b"<1>red"]


def test_lines_of_squid_itself_begin_with_a_number_and_are_no_count() -> None:
    assert all_of(SQUID + b"\n" + SQUID + b"\r\n") == [SQUID, SQUID]


def test_a_counted_message_may_hold_ends_of_line_and_a_nul_ends_one_too() -> None:
    assert all_of(b"9 <1>a\nb\nc\n<1>d\x00<1>e\n") == [b"<1>a\nb\nc", b"<1>d", b"<1>e"]


def test_what_a_connection_said_last_counts_when_it_had_no_end() -> None:
    assert all_of(b"<1>one\n<1>tw", b"o") == [b"<1>one", b"<1>two"]


@pytest.mark.parametrize("long", [b"<1>" + b"x" * 500 + b"\n", b"503 <1>" + b"x" * 500])
def test_what_is_too_long_is_cut_and_the_next_message_is_whole(long: bytes) -> None:
    framing = Framing(longest=100)
    found = [message for at in range(len(long)) for message in framing.take(long[at : at + 1])]
    found += framing.take(b"<1>after\n")
    assert found == [b"<1>" + b"x" * 97, b"<1>after"]
    assert framing.cut == 1


@given(
    st.lists(st.tuples(st.binary(min_size=1, max_size=40), st.booleans()), max_size=8),
    st.lists(st.integers(1, 30), min_size=1, max_size=40),
)
def test_however_it_is_broken_up_it_says_the_same(messages: list[tuple[bytes, bool]], sizes: list[int]) -> None:
    said, sent = [], b""
    for body, counted in messages:
        text = b"<1>" + body.translate(None, b"\n\x00\r")
        said.append(text)
        sent += b"%d %s" % (len(text), text) if counted else text + b"\n"
    pieces: list[bytes] = []
    at = 0
    while at < len(sent):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(sent[at : at + size])
        at += size
    assert all_of(*pieces) == said


@pytest.mark.parametrize(
    ("message", "host", "app"),
    [
        (b"<134>1 2026-11-23T09:00:00.003Z gate.example squid 812 access - ", "gate.example", "squid"),
        (b'<134>1 2026-11-23T09:00:00Z gate squid - - [a@1 b="c \\] d"][e@2] \xef\xbb\xbf', "gate", "squid"),
        (b"<134>1 - - - - - - ", "", ""),
        (b"<134>Nov 23 09:00:00 gate squid[812]: ", "gate", "squid"),
        (b"<134>Nov  3 09:00:00 gate (squid-1): ", "gate", "(squid-1)"),
        (b"<134>Nov 23 2026 09:00:00 gate squid: ", "gate", "squid"),
        (b"<134>2026-11-23T09:00:00.003+00:00 gate squid[812]: ", "gate", "squid"),
        (b"<134>Nov 23 09:00:00 squid[812]: ", "", "squid"),
        (b"<134>Nov 23 09:00:00 ", "", ""),
        (b"<134>squid: ", "", "squid"),
        (b"<134>", "", ""),
        (b"", "", ""),
    ],
)
def test_the_line_of_the_log_is_found_in_either_form(message: bytes, host: str, app: str) -> None:
    found = read(message + SQUID)
    assert (found.text, found.host, found.app) == (SQUID, host, app)
    assert found.facility == (16 if message else None)


def test_a_message_stays_one_line() -> None:
    assert read(b"<134>gate: one\r\ntwo\x00three\n").text == b"one two three"


@pytest.mark.parametrize(
    "odd", [b"<999>x", b"<>x", b"<134", b"<134>1 cut", b"\xff\xfe<1>", b"<134>1 - - - - - [unfinished"]
)
def test_what_has_no_header_that_is_known_keeps_its_text(odd: bytes) -> None:
    assert read(odd).text


@given(st.binary(max_size=200))
def test_nothing_that_comes_fails(data: bytes) -> None:
    assert b"\n" not in read(data).text
