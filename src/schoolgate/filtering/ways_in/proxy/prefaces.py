"""The PROXY protocol, version 2: how a load balancer in front says whose connection it passes on."""

import ipaddress
from typing import Final

from schoolgate.filtering.ways_in.proxy.refusing import bad

_SIGNATURE: Final = b"\r\n\r\n\x00\r\nQUIT\n"
_HEAD: Final = 16
_LONGEST: Final = 2048
_LOCAL: Final = 0x20
_PASSED_ON: Final = 0x21
_FAMILIES: Final = {0x11: 4, 0x21: 16}


def read_preface(data: bytes) -> tuple[str | None, bytes] | None:
    """The client's address and what comes behind; None while more is needed. The address is None for the balancer's own
    connection, to see whether we are there. Raises ``RefusedError`` (400) for what is none: a trusted address must
    send it, since without it everybody would be the balancer.
    """
    if not _SIGNATURE.startswith(data[:12]):
        raise bad("The load balancer does not say whose connection this is.")
    if len(data) < _HEAD:
        return None
    command, family, size = data[12], data[13], int.from_bytes(data[14:_HEAD])
    if command not in (_LOCAL, _PASSED_ON) or size > _LONGEST:
        raise bad("What the load balancer says cannot be read.")
    if len(data) < _HEAD + size:
        return None
    rest = data[_HEAD + size :]
    if command == _LOCAL:
        return None, rest
    width = _FAMILIES.get(family)
    if width is None or size < 2 * width + 4:
        raise bad("The load balancer says no address.")
    return plain(str(ipaddress.ip_address(data[_HEAD : _HEAD + width]))), rest


def plain(address: str) -> str:
    """An address in its one spelling: without a network card, and IPv4 as such."""
    read = ipaddress.ip_address(address.partition("%")[0])
    inside = read.ipv4_mapped if isinstance(read, ipaddress.IPv6Address) else None
    return str(inside or read)
