"""The name of the site in a TLS greeting (RFC 8446 4.1.2, RFC 6066 3), read before a byte of it goes on."""

from collections.abc import Iterator
from typing import Final

LONGEST: Final = 65_536
_RECORD: Final = 5
_HANDSHAKE: Final = 22
_HELLO: Final = 1
_NAMES: Final = 0  # the extension server_name
# "access denied" (RFC 8446 6.2): the end of a tunnel, as a browser understands it.
DENIED: Final = bytes((21, 3, 3, 0, 2, 2, 49))


class NoGreetingError(Exception):
    """These bytes begin no TLS connection."""


def named_in(data: bytes) -> str | None:
    """The site that a greeting names; empty where it names none; None where more bytes are needed.

    Raises ``NoGreetingError`` for what is no greeting, and for one that names two sites.
    """
    hello = bytearray()
    place = 0
    while True:
        if place >= LONGEST:
            raise NoGreetingError
        if data[place : place + 1] not in (b"", bytes((_HANDSHAKE,))) or data[place + 1 : place + 2] not in (
            b"",
            b"\3",
        ):
            raise NoGreetingError
        if len(data) < place + _RECORD:
            return None
        size = int.from_bytes(data[place + 3 : place + _RECORD])
        if not 0 < size <= 1 << 14:
            raise NoGreetingError
        hello += data[place + _RECORD : place + _RECORD + size]
        place += _RECORD + size
        if hello and hello[0] != _HELLO:
            raise NoGreetingError
        if len(hello) >= 4 and len(hello) >= (need := 4 + int.from_bytes(hello[1:4])):
            return _named(bytes(hello[4:need]))
        if len(data) < place:
            return None


def _named(hello: bytes) -> str:
    try:
        names = [_first(body) for kind, body in _extensions(hello) if kind == _NAMES]
        if len(names) > 1:
            raise NoGreetingError
        return names[0].decode("ascii") if names else ""
    except (IndexError, ValueError) as error:
        raise NoGreetingError from error


def _extensions(hello: bytes) -> Iterator[tuple[int, bytes]]:
    place = 34  # the version and 32 random bytes
    place += 1 + hello[place]  # the session
    place += 2 + int.from_bytes(_whole(hello, place, 2))  # the ciphers
    place += 1 + hello[place]  # the compressions
    if place == len(hello):
        return
    end = place + 2 + int.from_bytes(_whole(hello, place, 2))
    place += 2
    if end != len(hello):
        raise ValueError("the lengths disagree")
    while place < end:
        kind = int.from_bytes(_whole(hello, place, 2))
        size = int.from_bytes(_whole(hello, place + 2, 2))
        yield kind, _whole(hello, place + 4, size)
        place += 4 + size


def _first(body: bytes) -> bytes:
    """The name in a list of names, which holds one (RFC 6066 3: no two of a kind, and there is one kind)."""
    whole = _whole(body, 2, int.from_bytes(_whole(body, 0, 2)))
    if len(body) != 2 + len(whole) or whole[0] != 0:
        raise ValueError("no list of names")
    name = _whole(whole, 3, int.from_bytes(_whole(whole, 1, 2)))
    if len(whole) != 3 + len(name):
        raise ValueError("more names than one")
    return name


def _whole(data: bytes, place: int, size: int) -> bytes:
    found = data[place : place + size]
    if len(found) != size:
        raise ValueError("cut short")
    return found
