"""Where a message ends: by its length, by its chunks, or by the end of the connection (RFC 9112 6 and 7).

Chunks are read and written anew, without extensions, so that whoever comes next reads the same. A body is passed on as
it comes: nothing here holds more than one line of it.
"""

import re
from http import HTTPStatus
from typing import Final, Protocol

from schoolgate.filtering.ways_in.proxy.fields import CHUNKED
from schoolgate.filtering.ways_in.proxy.heads import UNTIL_CLOSED
from schoolgate.filtering.ways_in.proxy.refusing import RefusedError, bad

LONGEST_LINE: Final = 1024
LONGEST_TRAILERS: Final = 8192
_TOKEN: Final = rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]++"
_SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,12})(?:[ \t]*;[\t\x20-\x7e\x80-\xff]*)?").fullmatch
_TRAILER: Final = re.compile(rb"(" + _TOKEN + rb"):[ \t]*([\t\x20-\x7e\x80-\xff]*)").fullmatch
# Trailers come when all is decided: none of these may change it afterwards (RFC 9110 6.5.1).
_NO_TRAILER: Final = frozenset(
    {
        *(b"transfer-encoding", b"content-length", b"host", b"trailer", b"te", b"connection", b"upgrade", b"via"),
        *(b"proxy-connection", b"keep-alive", b"content-encoding", b"content-type", b"content-range", b"expect"),
        *(b"authorization", b"proxy-authorization", b"proxy-authenticate", b"www-authenticate", b"max-forwards"),
        *(b"set-cookie", b"cookie", b"cache-control", b"age", b"expires", b"date", b"location", b"vary", b"range"),
    }
)


class Body(Protocol):
    """A body that is being passed on."""

    def feed(self, data: bytes) -> tuple[bytes, bytes | None]:
        """What goes on, and what came behind the end: None while the end has not come. Raises ``RefusedError``."""
        ...


class Counted:
    """A body of a known length."""

    __slots__ = ("left",)

    def __init__(self, length: int) -> None:
        self.left = length

    def feed(self, data: bytes) -> tuple[bytes, bytes | None]:
        if len(data) < self.left:
            self.left -= len(data)
            return data, None
        place, self.left = self.left, 0
        return (data, b"") if len(data) == place else (data[:place], data[place:])


class Endless:
    """A body that ends with its connection."""

    __slots__ = ()

    def feed(self, data: bytes) -> tuple[bytes, bytes | None]:
        return data, None


class Chunked:
    """A body in chunks. ``most`` bytes at most (0: any); ``bare``: only what is in the chunks goes on, for HTTP/1.0."""

    __slots__ = ("_bare", "_ending", "_held", "_left", "_most", "_passed", "_trailers")

    def __init__(self, most: int = 0, *, bare: bool = False) -> None:
        self._most, self._bare = most, bare
        self._held = b""
        self._left, self._passed = 0, 0  # of this chunk; of all
        self._ending = False  # the data of a chunk is through, its line end is not
        self._trailers: list[bytes] | None = None

    def feed(self, data: bytes) -> tuple[bytes, bytes | None]:
        if self._held:
            data, self._held = self._held + data, b""
        out: list[bytes] = []
        place = 0
        while place < len(data):
            if self._left:
                piece = data[place : place + self._left]
                out += (piece,) if self._bare else (b"%x\r\n" % len(piece), piece, b"\r\n")
                place += len(piece)
                self._left -= len(piece)
                self._ending = not self._left
                continue
            end = data.find(b"\r\n", place)
            if end < 0:
                self._hold(data[place:])
                break
            line, place = data[place:end], end + 2
            if self._line(line):
                if not self._bare:
                    out += (b"0\r\n", *(self._trailers or ()), b"\r\n")
                return b"".join(out), data[place:]
        return b"".join(out), None

    def _hold(self, part: bytes) -> None:
        if len(part) > (LONGEST_TRAILERS if self._trailers is not None else LONGEST_LINE):
            raise bad("A line between its chunks is too long.")
        if self._ending and part != b"\r":
            raise bad("A chunk is longer than it says.")
        self._held = part

    def _line(self, line: bytes) -> bool:
        """Take one line that is not data; whether it was the last of all."""
        if self._trailers is not None:
            return self._trailer(self._trailers, line)
        if self._ending:
            if line:
                raise bad("A chunk is longer than it says.")
            self._ending = False
            return False
        found = _SIZE(line)
        if found is None or len(line) > LONGEST_LINE:
            raise bad("The size of a chunk cannot be read.")
        self._left = int(found[1], 16)
        self._passed += self._left
        if self._most and self._passed > self._most:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "More is sent than the filter lets through.")
        if not self._left:
            self._trailers = []
        return False

    def _trailer(self, trailers: list[bytes], line: bytes) -> bool:
        if not line:
            return True
        found = _TRAILER(line)
        if found is None or sum(map(len, trailers)) + len(line) > LONGEST_TRAILERS:
            raise bad("What stands behind its last chunk cannot be read.")
        if found[1].lower() not in _NO_TRAILER:
            trailers.append(line + b"\r\n")
        return False


def body(length: int, most: int = 0, *, bare: bool = False) -> Body:
    """What passes on a body of ``length``. ``most`` and ``bare`` as ``Chunked`` takes them."""
    if length == CHUNKED:
        return Chunked(most, bare=bare)
    return Endless() if length == UNTIL_CLOSED else Counted(length)
