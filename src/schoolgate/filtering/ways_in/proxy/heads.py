"""The heads of requests and answers, read strictly: what two programs could read in two ways is refused.

The reading is llhttp's (by ``httptools``), which refuses folded fields, bare line ends, spaces before colons, both ways
of saying a length and several lengths. ``fields`` refuses what it lets pass. Nothing is passed on as it came: each head
is written anew from what was read (RFC 9112 11.2).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Final

import httptools

from schoolgate.filtering.ways_in.proxy.fields import Fields, Line, check_count, sorted_out
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError, bad, no_good

UNTIL_CLOSED: Final = -2
_SHORT: Final = 1024
_KEPT: Final = 1024
_REQUEST_LINE: Final = re.compile(rb"([A-Z]+) ([!-~]+) HTTP/1\.([01])\r\n").match
_METHODS: Final = frozenset({b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS", b"CONNECT", b"TRACE"})
_NO_BODY: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


@dataclass(slots=True, eq=False)
class Request:
    """``target`` as it was sent. ``body`` is its length in bytes, or ``fields.CHUNKED``."""

    method: bytes
    target: str
    minor: int
    fields: Fields
    body: int
    keep: bool

    @property
    def host(self) -> str | None:
        found = self.fields.ours.get(b"host")
        return None if found is None else found.decode("latin-1")

    @property
    def upgrades(self) -> bool:
        """Whether it asks to go on as a websocket (RFC 6455 4.1), the one other protocol that is passed on."""
        fields = self.fields
        asked = b"upgrade" in fields.named and fields.ours.get(b"upgrade", b"").lower() == b"websocket"
        return asked and self.method == b"GET" and self.minor == 1 and not self.body


@dataclass(slots=True, eq=False)
class Answer:
    """``body`` is its length in bytes, ``fields.CHUNKED`` or ``UNTIL_CLOSED``."""

    status: int
    reason: bytes
    fields: Fields
    body: int
    keep: bool


class _Said:
    """What the parser reports."""

    __slots__ = ("lines", "reason", "url", "whole")

    def __init__(self) -> None:
        self.url, self.reason, self.whole = b"", b"", False
        self.lines: list[Line] = []

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_status(self, reason: bytes) -> None:
        self.reason += reason

    def on_header(self, name: bytes, value: bytes) -> None:
        self.lines.append((name, value))

    def on_headers_complete(self) -> None:
        self.whole = True


def read_request(head: bytes, most_fields: int) -> Request:
    """A request from its head and the empty line behind. Raises ``RefusedError`` (400, 417, 431, 505).

    A browser says the same fields again and again, for each picture on a page; those that are short are read once.
    """
    line = _REQUEST_LINE(head)
    if line is not None and line[1] in _METHODS and len(head) - line.end() <= _SHORT:
        method, target, minor = line[1], line[2].decode("ascii"), int(line[3])
        fields = _short_fields(head[line.end() :], minor, most_fields)
    else:
        said = _Said()
        parser = httptools.HttpRequestParser(said)
        _feed(parser, said, head, bad)
        minor = _minor(parser, HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
        if not said.url.isascii():
            raise bad("Its address holds characters that none can hold.")
        method, target = parser.get_method(), said.url.decode("ascii")
        fields = _fields_of_request(said.lines, minor, most_fields)
    return Request(method, target, minor, fields, fields.length or 0, fields.keeps(minor))


@lru_cache(_KEPT)
def _short_fields(block: bytes, minor: int, most: int) -> Fields:
    said = _Said()
    _feed(httptools.HttpRequestParser(said), said, b"POST / HTTP/1.%d\r\n%b" % (minor, block), bad)
    return _fields_of_request(said.lines, minor, most)


def _fields_of_request(lines: list[Line], minor: int, most: int) -> Fields:
    check_count(lines, most)
    fields = sorted_out(lines, minor, bad)
    if fields.ours.get(b"expect", b"100-continue").lower() != b"100-continue":
        raise RefusedError(HTTPStatus.EXPECTATION_FAILED, "It expects what the filter cannot do.")
    return fields


def read_answer(head: bytes, most_fields: int, *, to: bytes) -> Answer:
    """The answer to a request of the method ``to``, from its head and the empty line. Raises ``RefusedError`` (502)."""
    status, reason, minor, fields = (_short_answer if len(head) <= _SHORT else _read_answer)(head, most_fields)
    body = UNTIL_CLOSED if fields.length is None else fields.length
    if to == b"HEAD" or status in _NO_BODY or status < HTTPStatus.OK:
        body = 0
    return Answer(status, reason, fields, body, body != UNTIL_CLOSED and fields.keeps(minor))


def _read_answer(head: bytes, most: int) -> tuple[int, bytes, int, Fields]:
    said = _Said()
    parser = httptools.HttpResponseParser(said)
    _feed(parser, said, head, no_good)
    if len(said.lines) > most:
        raise no_good(f"It has more than {most} fields.")
    minor = _minor(parser, HTTPStatus.BAD_GATEWAY)
    return parser.get_status_code(), said.reason, minor, sorted_out(said.lines, minor, no_good)


_short_answer: Final = lru_cache(_KEPT)(_read_answer)


def _feed(
    parser: httptools.HttpRequestParser | httptools.HttpResponseParser,
    said: _Said,
    head: bytes,
    refuse: Callable[[str], RefusedError],
) -> None:
    try:
        parser.feed_data(head)
    except httptools.HttpParserUpgrade:
        pass  # CONNECT, or a wish to go on otherwise: the head was read to its end
    except httptools.HttpParserError as error:
        raise refuse("It cannot be read as HTTP.") from error
    if not said.whole:
        raise refuse("It cannot be read as HTTP.")


def _minor(parser: httptools.HttpRequestParser | httptools.HttpResponseParser, status: HTTPStatus) -> int:
    version = parser.get_http_version()
    if version not in ("1.0", "1.1"):
        raise RefusedError(status, "Its version of HTTP is not spoken here.")
    return int(version == "1.1")
