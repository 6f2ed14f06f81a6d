"""Ranges of addresses: laid side by side when compiled, so that one search finds what an address is in."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from socket import inet_aton
from typing import Final, NamedTuple

_V4: Final = 0xFFFF << 32  # where RFC 4291 2.5.5.2 puts IPv4 among the numbers of IPv6


class Span(NamedTuple):
    """Addresses from ``start`` to ``end``, both of them in it, as numbers; ``value`` is a class or a list."""

    start: int
    end: int
    value: int


def number(address: str | IPv4Address | IPv6Address) -> int:
    """One order of all addresses. Raises ``ValueError`` for what is none."""
    parsed = ip_address(address) if isinstance(address, str) else address
    return int(parsed) + (_V4 if parsed.version == 4 else 0)


def side_by_side(spans: Iterable[Span]) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Ranges that overlap cut into pieces that do not, each with the values of all that cover it."""
    edges: dict[int, list[tuple[bool, int]]] = {}
    for start, end, value in spans:
        edges.setdefault(start, []).append((True, value))
        edges.setdefault(end + 1, []).append((False, value))
    over: dict[int, int] = {}
    begun = 0
    for edge in sorted(edges):
        if over:
            yield begun, edge - 1, frozenset(over)
        for opens, value in edges[edge]:
            over[value] = over.get(value, 0) + (1 if opens else -1)
            if not over[value]:
                del over[value]
        begun = edge


class Networks:
    """Pieces in order, that do not overlap."""

    def __init__(self, pieces: Iterable[Span]) -> None:
        self._pieces = sorted(pieces)
        self._starts = [piece.start for piece in self._pieces]

    def __len__(self) -> int:
        return len(self._pieces)

    def value(self, address: str) -> int | None:
        """The value of the piece that an address, in its one spelling, lies in."""
        try:
            asked = _V4 + int.from_bytes(inet_aton(address)) if ":" not in address else number(address)
        except (OSError, ValueError):
            return None
        piece = self._pieces[place - 1] if (place := bisect_right(self._starts, asked)) else None
        return piece.value if piece is not None and asked <= piece.end else None
