"""Heads of requests and answers: what is read, what goes on, and all that has two readings refused."""

import pytest

from schoolgate.filtering.ways_in.proxy.fields import CHUNKED
from schoolgate.filtering.ways_in.proxy.heads import UNTIL_CLOSED, Request, read_answer, read_request
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError

LINE = b"POST http://a.example/ HTTP/1.1\r\n"
HOST = b"Host: a.example\r\n"


def request(*fields: bytes, line: bytes = LINE) -> Request:
    return read_request(line + b"".join(each + b"\r\n" for each in fields) + b"\r\n", 50)


def test_a_request_is_read() -> None:
    read = request(b"Host: a.example", b"Accept: text/html", b"Content-Length: 3")
    assert (read.method, read.target, read.minor, read.host) == (b"POST", "http://a.example/", 1, "a.example")
    assert (read.body, read.keep) == (3, True)
    assert read.fields.text() == b"Accept: text/html\r\n"


# Each is read in two ways by some two programs: the ways in which a request is hidden behind another.
SMUGGLED = {
    "both lengths": b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
    "two lengths": b"Content-Length: 3\r\nContent-Length: 4\r\n",
    "the same length twice": b"Content-Length: 3\r\nContent-Length: 3\r\n",
    "a list of lengths": b"Content-Length: 3, 3\r\n",
    "a length with a sign": b"Content-Length: +3\r\n",
    "a length below nothing": b"Content-Length: -1\r\n",
    "a length in hex": b"Content-Length: 0x3\r\n",
    "a length with a space": b"Content-Length: 3 3\r\n",
    "a length beyond all numbers": b"Content-Length: 99999999999999999999\r\n",
    "a length that is empty": b"Content-Length: \r\n",
    "another coding": b"Transfer-Encoding: xchunked\r\n",
    "a coding that ends otherwise": b"Transfer-Encoding: chunked, identity\r\n",
    "a coding before it": b"Transfer-Encoding: gzip, chunked\r\n",
    "coding twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
    "a coding with a tab in it": b"Transfer-Encoding: \x0bchunked\r\n",
    "a coding in quotes": b'Transfer-Encoding: "chunked"\r\n',
    "a folded field": b"X: a\r\n b\r\n",
    "a folded coding": b"Transfer-Encoding:\r\n chunked\r\n",
    "a bare line feed": b"X: a\nY: b\r\n",
    "a bare carriage return": b"X: a\rY: b\r\n",
    "a space before the colon": b"Content-Length : 3\r\n",
    "a tab before the colon": b"Transfer-Encoding\t: chunked\r\n",
    "a nothing in a value": b"X: a\0b\r\n",
    "a nothing in a name": b"X\0: a\r\n",
    "no name": b": a\r\n",
    "no colon": b"nothing\r\n",
    "a first field that begins with a space": b" X: a\r\n",
    "another host": b"Host: b.example\r\n",
    "a host taken away": b"Connection: close, host\r\n",
    "a length taken away": b"Content-Length: 3\r\nConnection: Content-Length\r\n",
    "a coding taken away": b"Transfer-Encoding: chunked\r\nConnection: transfer-encoding\r\n",
}


@pytest.mark.parametrize("fields", SMUGGLED.values(), ids=SMUGGLED)
def test_what_has_two_readings_is_refused(fields: bytes) -> None:
    with pytest.raises(RefusedError) as raised:
        read_request(LINE + HOST + fields + b"\r\n", 50)
    assert raised.value.status == 400


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"POST http://a.example/\r\n", 505),  # HTTP/0.9 has no heads
        (b"POST http://a.example/ HTTP/2.0\r\n", 505),
        (b"POST http://a.example/ HTTP/1.2\r\n", 400),
        (b"POST http://a.example/\tHTTP/1.1\r\n", 400),
        (b"POST http://a.example/ a HTTP/1.1\r\n", 400),
        (b"POST http://a.example/\xe9 HTTP/1.1\r\n", 400),
        (b"P\x01ST http://a.example/ HTTP/1.1\r\n", 400),
        (b"\r\n\r\n", 400),
    ],
)
def test_a_first_line_that_cannot_be_read_is_refused(line: bytes, status: int) -> None:
    with pytest.raises(RefusedError) as raised:
        request(b"Host: a.example", line=line)
    assert raised.value.status == status


def test_chunks_are_not_believed_in_http_1_0() -> None:
    with pytest.raises(RefusedError):
        request(b"Transfer-Encoding: chunked", line=b"POST http://a.example/ HTTP/1.0\r\n")


def test_what_is_between_neighbours_does_not_go_on() -> None:
    read = request(
        *(b"Host: a.example", b"Connection: keep-alive, X-Mine", b"X-Mine: 1", b"X-Theirs: 2", b"TE: trailers"),
        *(b"Proxy-Authorization: Basic eDp5", b"Proxy-Connection: keep-alive", b"Keep-Alive: timeout=5"),
    )
    assert read.fields.text() == b"X-Theirs: 2\r\n"
    assert read.keep


def test_too_many_fields_are_refused() -> None:
    with pytest.raises(RefusedError) as raised:
        request(*(b"X-%d: 1" % number for number in range(51)))
    assert raised.value.status == 431


def test_only_a_websocket_may_go_on_as_something_else() -> None:
    get = b"GET http://a.example/ HTTP/1.1\r\n"
    assert request(b"Host: a.example", b"Connection: Upgrade", b"Upgrade: websocket", line=get).upgrades
    assert not request(b"Host: a.example", b"Connection: Upgrade", b"Upgrade: h2c", line=get).upgrades
    assert not request(b"Host: a.example", b"Upgrade: websocket", line=get).upgrades
    with pytest.raises(RefusedError) as raised:
        request(b"Expect: a miracle")
    assert raised.value.status == 417


def answer(*fields: bytes, line: bytes = b"HTTP/1.1 200 OK", to: bytes = b"GET") -> tuple[int, int, bool]:
    read = read_answer(line + b"\r\n" + b"".join(each + b"\r\n" for each in fields) + b"\r\n", 50, to=to)
    return read.status, read.body, read.keep


def test_where_an_answer_ends() -> None:
    assert answer(b"Content-Length: 3") == (200, 3, True)
    assert answer(b"Transfer-Encoding: chunked") == (200, CHUNKED, True)
    assert answer() == (200, UNTIL_CLOSED, False)
    assert answer(b"Content-Length: 3", to=b"HEAD") == (200, 0, True)
    assert answer(line=b"HTTP/1.1 304 Not Modified") == (304, 0, True)
    assert answer(b"Content-Length: 3", line=b"HTTP/1.0 200 OK") == (200, 3, False)


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 3\r\nTransfer-Encoding: chunked",
        b"Content-Length: 3\r\nContent-Length: 4",
        b"X: a\nSet-Cookie: b",  # an answer split in two
        b"X: a\rSet-Cookie: b",
        b"X: a\r\n b",
        b"X : a",
        b"Transfer-Encoding: gzip",
    ],
)
def test_an_answer_with_two_readings_is_refused(fields: bytes) -> None:
    with pytest.raises(RefusedError) as raised:
        answer(fields)
    assert raised.value.status == 502
