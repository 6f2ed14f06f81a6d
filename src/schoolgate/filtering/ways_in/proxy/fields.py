"""The fields of a head: those that go on, and those that are between two neighbours only (RFC 9110 7.6.1)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Final

from schoolgate.filtering.ways_in.proxy.refusing import RefusedError

CHUNKED: Final = -1
type Line = tuple[bytes, bytes]

# For one neighbour, or written anew by us.
_OURS: Final = frozenset(
    {
        *(b"connection", b"proxy-connection", b"keep-alive", b"te", b"upgrade", b"transfer-encoding"),
        *(b"content-length", b"host", b"proxy-authorization", b"proxy-authenticate", b"via", b"max-forwards"),
        *(b"proxy-authentication-info", b"http2-settings", b"expect"),
    }
)
_LISTS: Final = frozenset({b"connection", b"proxy-connection", b"via", b"te", b"upgrade", b"keep-alive"})
# ``Connection`` must not take away what says where a message goes, where it ends, or whose it is.
_STAYS: Final = frozenset(
    {
        *(b"host", b"content-length", b"transfer-encoding", b"content-type", b"content-encoding", b"content-range"),
        *(b"authorization", b"cookie", b"set-cookie", b"location", b"cache-control", b"range", b"trailer", b"via"),
        *(b"max-forwards", b"expect", b"proxy-authorization"),
    }
)
_SIGNING_IN: Final = frozenset({b"authorization", b"www-authenticate"})
_NOTED: Final = _OURS | _SIGNING_IN
_BY_CONNECTION: Final = (b"ntlm", b"negotiate")
_LENGTH: Final = re.compile(rb"[0-9]{1,15}").fullmatch
_USUAL: Final = frozenset({b"close", b"keep-alive", b"upgrade", b"te"})
_CLOSE: Final = b"close"
_NOTHING: Final[frozenset[bytes]] = frozenset()


@dataclass(slots=True, eq=False)
class Fields:
    """Not to be changed: several messages may share one. ``kept`` go on as they are. ``ours`` by lower-case name; a
    list said in several lines is joined by commas.

    ``named`` is what ``Connection`` names, in lower case. ``length`` is the body's in bytes, ``CHUNKED``, or None where
    nothing was said of it. ``bound``: who signs in by this is known to the site by the connection alone.
    """

    kept: list[Line]
    ours: dict[bytes, bytes]
    named: frozenset[bytes]
    length: int | None
    bound: bool
    _text: bytes | None = None

    def keeps(self, minor: int) -> bool:
        """Whether the connection is to stay open behind this message."""
        return _CLOSE not in self.named and (minor == 1 or b"keep-alive" in self.named)

    def text(self) -> bytes:
        """Those that go on, as lines; made once."""
        if self._text is None:
            self._text = b"".join([b"%b: %b\r\n" % line for line in self.kept])
        return self._text


def sorted_out(lines: Iterable[Line], minor: int, refuse: Callable[[str], RefusedError]) -> Fields:
    """The fields of a head. Raises what ``refuse`` makes of what has two readings."""
    kept: list[Line] = []
    ours: dict[bytes, bytes] = {}
    bound = False
    for line in lines:
        low = line[0].lower()
        if low not in _NOTED:
            kept.append(line)
        elif low in _SIGNING_IN:
            kept.append(line)
            bound = bound or line[1].strip(b" \t").lower().startswith(_BY_CONNECTION)
        elif low not in ours:
            ours[low] = line[1].strip(b" \t")
        elif low in _LISTS:
            ours[low] += b", " + line[1].strip(b" \t")
        else:
            raise refuse(f"{line[0].decode('ascii', 'replace')} is said twice.")
    named = _NOTHING
    if b"connection" in ours or b"proxy-connection" in ours:
        named = _named(ours.get(b"connection", b""), ours.get(b"proxy-connection", b""))
    if named and not named <= _USUAL:
        if named & _STAYS:
            raise refuse("Connection names a field that must not be taken away.")
        kept = [line for line in kept if line[0].lower() not in named]
    return Fields(kept, ours, named, _length(ours, minor, refuse), bound)


@lru_cache(256)
def _named(connection: bytes, proxy_connection: bytes) -> frozenset[bytes]:
    said = connection + b"," + proxy_connection
    return frozenset(each.strip(b" \t").lower() for each in said.split(b",")) - {b""}


def _length(ours: dict[bytes, bytes], minor: int, refuse: Callable[[str], RefusedError]) -> int | None:
    coding, length = ours.get(b"transfer-encoding"), ours.get(b"content-length")
    if coding is not None:
        if length is not None or not minor:
            raise refuse("It says in two ways how long it is, or in one that its version does not have.")
        if coding.lower() != b"chunked":
            raise refuse("It is coded in a way that is not known here.")
        return CHUNKED
    if length is None:
        return None
    if not _LENGTH(length):
        raise refuse("Its length is no number.")
    return int(length)


def check_count(lines: list[Line], most: int) -> None:
    """Raises ``RefusedError`` (431) for more fields than any browser sends."""
    if len(lines) > most:
        raise RefusedError(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"It has more than {most} fields.")
