"""Where the proxy listens, under which names, and whom it believes there."""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import Final

from schoolgate.filtering.ways_in.proxy.reach import network
from schoolgate.kernel.errors import BadInputError

PORT: Final = 3128
LOOPBACK: Final = "127.0.0.1"
_MOST: Final = 65_535


@dataclass(frozen=True, slots=True)
class Listener:
    """``name`` is the way by which somebody asks, and may have a level of its own. ``accounts``: whoever comes by it
    must prove who they are. ``behind`` are load balancers, which say by the PROXY protocol whose connection it is.
    """

    host: str = LOOPBACK
    port: int = PORT
    name: str = ""
    accounts: bool = False
    behind: tuple[IPv4Network | IPv6Network, ...] = ()

    def is_behind(self, address: str) -> bool:
        if not self.behind or not address:
            return False
        read = ipaddress.ip_address(address)
        return any(read in each for each in self.behind)

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def listener(text: str, *, name: str = "", accounts: bool = False, behind: Iterable[str] = ()) -> Listener:
    """A listener of ``host:port``, ``[v6]:port``, a port alone (of this machine only), or an address alone.

    Port 0 is any that is free. Raises ``BadInputError``.
    """
    said = text.strip()
    if said.isascii() and said.isdigit():
        host, port = LOOPBACK, said
    elif said.startswith("["):
        host, _, rest = said[1:].partition("]")
        port = rest.removeprefix(":") or str(PORT)
    elif said.count(":") == 1:
        host, _, port = said.partition(":")
    else:
        host, port = said, str(PORT)
    try:
        address = str(ipaddress.ip_address(LOOPBACK if host == "localhost" else host))
        number = int(port) if port.isascii() and port.isdigit() else _MOST + 1
    except ValueError:
        address, number = "", 0
    if not address or number > _MOST:
        raise BadInputError(
            f"{text!r}", "this is no address to listen at.", "Write 127.0.0.1:3128, [::1]:3128 or a port alone."
        )
    return Listener(address, number, name, accounts, tuple(map(network, behind)))
