"""A response policy zone (draft-vixie-dnsop-dns-rpz): Unbound, BIND, PowerDNS and Knot load it.

A closed name has no such name (``CNAME .``); search engines and YouTube are answered with their safe name.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Final

from schoolgate.filtering.exports.closed import Closed, Said

SECONDS: Final = 60  # how long a device may keep an answer
_ANSWERS: Final = {True: ".", False: "rpz-passthru."}
_LONGEST: Final = 253
_SERIALS: Final = 1 << 32


def zone(closed: Closed, origin: str) -> Iterator[bytes]:
    """The zone file for a zone called ``origin``. What would be too long with that name behind it is left out."""
    serial = int(datetime.fromisoformat(closed.store.header.made_on).timestamp()) % _SERIALS
    yield (
        f"$TTL {SECONDS}\n$ORIGIN {origin}.\n"
        f"@ SOA localhost. hostmaster.localhost. ( {serial} 3600 600 86400 {SECONDS} )\n@ NS localhost.\n"
    ).encode()
    if closed.everything_else:
        yield b"* CNAME .\n"
    safe = dict(closed.safer())
    yield from (f"{host} CNAME {instead}.\n".encode() for host, instead in safe.items())
    room, told = _LONGEST - len(origin) - len(".*."), set[str]()
    for found in chain(closed.names(), map(closed.said, safe)):
        if len(found.host) > room:
            closed.left_out["too_long"] += 1
            continue
        for said in (found, *_above(closed, found.host)):
            if said.host not in told:
                told.add(said.host)
                yield _rows(said, its_own=said.host not in safe)


def _above(closed: Closed, host: str) -> Iterator[Said]:
    """The names above one of which something is said, where they are closed.

    A star speaks only for names with nothing longer in the zone above them (RFC 4592, 3.3.1): with ``a.b.example`` in
    it, ``*.example`` says nothing of ``x.b.example``. So each name on the way is said again.
    """
    above = host.partition(".")[2]
    while above:
        if (said := closed.said(above)).below:
            yield said
        above = above.partition(".")[2]


def _rows(said: Said, *, its_own: bool) -> bytes:
    """``its_own``: whether the name's own answer is ours to give, and is not given already."""
    rows = ""
    if its_own and (said.itself or said.usual):
        rows += f"{said.host} CNAME {_ANSWERS[said.itself]}\n"
    if said.below or said.usual:
        rows += f"*.{said.host} CNAME {_ANSWERS[said.below]}\n"
    return rows.encode()
