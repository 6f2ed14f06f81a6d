"""Which addresses may be gone to: the internet, of the school's own network what it named, and never the filter itself.

A site's name may be made to lead anywhere, and to lead elsewhere a moment later. So what is judged here is the address
that is then connected to, and no name.
"""

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final, NamedTuple

from schoolgate.filtering.ways_in.proxy.refusing import RefusedError
from schoolgate.kernel.errors import BadInputError

WEB_PORTS: Final = frozenset({80, 8080, 8000, 8008, 8888})
TUNNEL_PORTS: Final = frozenset({443})
# Out on the internet by number, and no site: where a cloud keeps its machines' secrets.
_METADATA: Final = frozenset({IPv4Address("168.63.129.16")})
_INSIDE: Final = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::ffff:0:0/96", "::/96")))
_IPV4: Final = 0xFFFFFFFF


class OwnPages(NamedTuple):
    """Where Schoolgate's own pages are, by which a site is asked for: open to whoever is behind the filter, wherever in
    the school's network they lie. ``host`` in its one spelling.
    """

    host: str
    port: int
    tunnel: bool  # https


class Reach:
    """``allowed`` are networks that may be gone to though they are not on the internet; ``ours`` where we listen."""

    def __init__(
        self,
        allowed: Iterable[str] = (),
        web_ports: Iterable[int] = WEB_PORTS,
        tunnel_ports: Iterable[int] = TUNNEL_PORTS,
        own: OwnPages | None = None,
    ) -> None:
        """Raises ``BadInputError`` for what is no network."""
        self.allowed = tuple(map(network, allowed))
        self.web_ports, self.tunnel_ports = frozenset(web_ports), frozenset(tunnel_ports)
        self.own = own
        self.ours: set[int] = set()
        self._may = lru_cache(16_384)(self._judged)

    def is_own(self, host: str, port: int, *, tunnel: bool) -> bool:
        """Whether Schoolgate's own pages are asked for."""
        return self.own is not None and self.own == (host, port, tunnel)

    def check_port(self, port: int, *, tunnel: bool) -> None:
        """Raises ``RefusedError`` (403) for a port that is not the web's."""
        if port not in (self.tunnel_ports if tunnel else self.web_ports):
            kind = "tunnels" if tunnel else "pages"
            raise RefusedError(HTTPStatus.FORBIDDEN, f"The filter opens no {kind} at port {port}.")

    def open(self, addresses: Iterable[str], port: int, host: str = "") -> list[str]:
        """Those that may be gone to. ``host`` is what they were found by: Schoolgate's own pages may be in the network.

        Raises ``RefusedError``: 403 where there is none, 508 for the filter itself.
        """
        given = list(addresses)
        own = self.own is not None and self.own[:2] == (host, port)
        may = [each for each in given if self._may(each) or (own and _is_inside(each))]
        if not may:
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "It is inside the school's network or not on the internet, and not named as open."
            )
        if port in self.ours and any(self._is_this_machine(each) for each in may):
            raise itself()
        return may

    def _judged(self, text: str) -> bool:
        try:
            address = _reached(ipaddress.ip_address(text))
        except ValueError:
            return False
        if any(address in each for each in self.allowed):
            return True
        if address.is_multicast or address.is_reserved or address in _METADATA:
            return False
        return address.is_global and not (address.version == 6 and address.is_site_local)

    def _is_this_machine(self, text: str) -> bool:
        address = ipaddress.ip_address(text)
        return address.is_loopback or address.is_unspecified


def _is_inside(text: str) -> bool:
    """Whether an address is of the school's network or of this machine."""
    try:
        address = _reached(ipaddress.ip_address(text))
    except ValueError:
        return False
    return (address.is_private or address.is_loopback) and not (address.is_reserved or address.is_unspecified)


def itself() -> RefusedError:
    """The filter was asked to ask itself, by whatever way round."""
    return RefusedError(HTTPStatus.LOOP_DETECTED, "The request came round to the filter again.")


def network(text: str) -> IPv4Network | IPv6Network:
    """A network, or one address as the network of it alone. Raises ``BadInputError``."""
    try:
        return ipaddress.ip_network(text.strip())
    except ValueError as error:
        raise BadInputError(f"{text!r}", f"this is no network ({error}).", "Write it as 10.2.0.0/16.") from error


def _reached(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, where it does (RFC 4291 2.5.5, RFC 6052 2.1)."""
    if isinstance(address, IPv6Address) and any(address in each for each in _INSIDE) and int(address) > 1:
        return IPv4Address(int(address) & _IPV4)
    return address
