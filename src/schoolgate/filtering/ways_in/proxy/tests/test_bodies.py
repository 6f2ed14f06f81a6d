"""Where bodies end, however the bytes arrive."""

from itertools import pairwise

import httptools
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.ways_in.proxy.bodies import Body, Chunked, Counted, Endless, body
from schoolgate.filtering.ways_in.proxy.fields import CHUNKED
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError

HEAD = b"POST / HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n"


def fed(reading: Body, pieces: list[bytes]) -> tuple[bytes, bytes | None]:
    """What went on, and what was behind the end."""
    out = b""
    for number, piece in enumerate(pieces):
        passed, rest = reading.feed(piece)
        out += passed
        if rest is not None:
            return out, rest + b"".join(pieces[number + 1 :])
    return out, None


def cut(data: bytes, places: list[int]) -> list[bytes]:
    marks = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in pairwise(marks)]


class Read:
    """What llhttp makes of a message, to compare with."""

    def __init__(self) -> None:
        self.body, self.whole = b"", False

    def on_body(self, data: bytes) -> None:
        self.body += data

    def on_message_complete(self) -> None:
        self.whole = True


def test_a_body_of_known_length_ends_there() -> None:
    assert Counted(3).feed(b"abcGET") == (b"abc", b"GET")
    assert fed(Counted(5), [b"ab", b"cd", b"e"]) == (b"abcde", b"")
    assert Endless().feed(b"abc") == (b"abc", None)


def test_chunks_go_on_without_their_extensions_and_with_their_trailers() -> None:
    came = b"3;a=b\r\nabc\r\n0;c\r\nX-Sum: 1\r\nContent-Length: 9\r\n\r\nGET"
    assert Chunked().feed(came) == (b"3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n", b"GET")
    assert Chunked(bare=True).feed(came) == (b"abc", b"GET")


@given(
    st.lists(st.binary(min_size=1, max_size=40), max_size=6),
    st.lists(st.integers(0, 10_000), max_size=30),
    st.sampled_from([b"", b";x=1", b" ;x"]),
    st.sampled_from([b"", b"X-Sum: 1\r\n"]),
)
def test_however_they_are_cut_chunks_say_the_same_to_us_and_to_llhttp(
    chunks: list[bytes], places: list[int], extension: bytes, trailers: bytes
) -> None:
    came = b"".join(b"%x%b\r\n%b\r\n" % (len(each), extension, each) for each in chunks)
    came += b"0\r\n" + trailers + b"\r\n"
    passed, rest = fed(Chunked(), cut(came + b"GET", places))
    bare, _ = fed(Chunked(bare=True), cut(came + b"GET", places))
    assert (bare, rest) == (b"".join(chunks), b"GET")
    read = Read()
    httptools.HttpRequestParser(read).feed_data(HEAD + passed)
    assert (read.body, read.whole) == (b"".join(chunks), True)


@given(st.lists(st.sampled_from([b"3", b"0", b"a", b"\r\n", b"\r", b"\n", b" ", b";", b"x", b"+", b"ffff", b"abc"])))
def test_what_ends_for_us_ends_there_for_llhttp(parts: list[bytes]) -> None:
    came = b"".join(parts)
    try:
        passed, rest = Chunked().feed(came)
    except RefusedError:
        return
    read = Read()
    httptools.HttpRequestParser(read).feed_data(HEAD + passed)
    assert read.whole == (rest is not None)


@pytest.mark.parametrize(
    "chunks",
    [
        *(b"0x3\r\nabc\r\n", b"+3\r\nabc\r\n", b"-3\r\nabc\r\n", b" 3\r\nabc\r\n", b"3 \r\nabc\r\n", b"3_0\r\nabc\r\n"),
        *(b"\r\nabc\r\n", b"g\r\nabc\r\n", b"3\nabc\r\n", b"3;a\nb\r\nabc\r\n", b"3;a\rb\r\nabc\r\n"),
        *(b"3\r\nabcd\r\n", b"3\r\nabc\n0\r\n\r\n", b"3\r\nabcX", b"1000000000000000\r\n", b"3" * 2000),
        *(b"0\r\nX\r\n\r\n", b"0\r\n X: a\r\n\r\n", b"0\r\nX : a\r\n\r\n", b"0\r\nX: a\nY: b\r\n\r\n"),
    ],
)
def test_chunks_that_cannot_be_read_are_refused(chunks: bytes) -> None:
    with pytest.raises(RefusedError):
        Chunked().feed(chunks)


def test_a_body_beyond_the_limit_is_refused() -> None:
    assert body(CHUNKED, 5).feed(b"5\r\nabcde\r\n")[1] is None
    with pytest.raises(RefusedError) as raised:
        body(CHUNKED, 5).feed(b"6\r\nabcdef\r\n")
    assert raised.value.status == 413
