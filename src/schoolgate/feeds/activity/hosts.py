"""Hosts and addresses as logs write them, in the one spelling that everything else compares.

Unlike a filter, a log refuses nothing: what no browser could read stays as it was written, in lower case.
"""

import ipaddress
import re
from functools import lru_cache
from typing import Final

import can_ada

LONGEST: Final = 253
_PLAIN: Final = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z][a-z0-9_-]{0,62}").fullmatch
_AUTHORITY: Final = re.compile(r"(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::[0-9]*)?").fullmatch
_MANY: Final = 1 << 16


@lru_cache(_MANY)
def one_host(text: str) -> str:
    """The one spelling of a host, without the port, the person before it or the dot at its end; "-" is none."""
    lower = text.lower().removesuffix(".")
    if lower == "-":
        return ""
    if _is_settled(lower):
        return lower
    if lower.count(":") > 1 and not lower.startswith("["):
        return one_client(lower)
    found = _AUTHORITY(lower)
    bare = (found[1] if found else lower).removesuffix(".")
    return bare if _is_settled(bare) else _read(bare)


@lru_cache(_MANY)
def one_client(text: str) -> str:
    """The one spelling of the address something was asked from; a machine's name in lower case where it is one."""
    bare = text.strip().strip("[]").lower()
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return "" if bare == "-" else bare[:LONGEST]
    inside = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(inside or address)


def _is_settled(host: str) -> bool:
    return len(host) <= LONGEST and "xn--" not in host and _PLAIN(host) is not None


def _read(host: str) -> str:
    try:
        read = can_ada.parse(f"http://{host}/").hostname.removesuffix(".")
    except (ValueError, TypeError):
        return host[:LONGEST]
    return one_client(read) if read.startswith("[") else str(read)[:LONGEST]
