"""Addresses in one spelling: of networks (IPv4 and IPv6), of hardware, and of directory accounts."""

import ipaddress
import re
from typing import Final

from schoolgate.kernel.errors import BadInputError

type Net = ipaddress.IPv4Network | ipaddress.IPv6Network
_HEX: Final = re.compile(r"[0-9a-f]{12}")
_RANDOM_BIT: Final = 0x02


def ip(text: str) -> str:
    """As ``ipaddress`` spells it; an IPv4 address in IPv6 clothes (``::ffff:10.4.2.17``) is the IPv4 address.

    Raises ``BadInputError`` for what is none.
    """
    try:
        found = ipaddress.ip_address(text.strip())
    except ValueError:
        step = "Write it like 10.4.2.17 or 2001:db8::17."
        raise BadInputError(f"the address {text[:60]!r}", "it is not an address of a network.", step) from None
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        if found.scope_id is not None:
            found = ipaddress.IPv6Address(int(found))
    return str(found)


def network(text: str) -> Net:
    """A range as ``10.4.0.0/22``. Raises ``BadInputError`` for what is none, and for one that begins in its middle."""
    try:
        return ipaddress.ip_network(text.strip())
    except ValueError as error:
        cause = (
            "it begins in the middle of a range." if "host bits" in str(error) else "it is not a range of addresses."
        )
        step = "Write it like 10.4.0.0/22 or 2001:db8:4::/64."
        raise BadInputError(f"the range {text[:60]!r}", cause, step) from None


def sortable(address: str) -> str:
    """33 characters in the order of the addresses, IPv4 before IPv6."""
    found = ipaddress.ip_address(address)
    return f"{found.version}{int(found):032x}"


def ends_of(net: Net) -> tuple[str, str]:
    """The first and last address of a range, sortable."""
    return sortable(str(net.network_address)), sortable(str(net.broadcast_address))


def mac(text: str) -> str:
    """``02:00:5e:10:00:01``, from any of the spellings in use. Raises ``BadInputError`` for what is none."""
    plain = re.sub(r"[\s:.-]", "", text.strip().lower())
    if not _HEX.fullmatch(plain) or plain in ("0" * 12, "f" * 12):
        step = "Write twelve hexadecimal figures, like 02:00:5e:10:00:01."
        raise BadInputError(f"the hardware address {text[:40]!r}", "it is none.", step)
    return ":".join(plain[at : at + 2] for at in range(0, 12, 2))


def is_private_mac(spelt: str) -> bool:
    """Whether a device made it up for itself, as phones do: it may be another tomorrow."""
    return bool(int(spelt[:2], 16) & _RANDOM_BIT)


def account(text: str) -> str:
    """An account's address in one spelling. Raises ``BadInputError`` for none."""
    spelt = text.strip().casefold()
    if not spelt or len(spelt) > 320 or any(character.isspace() for character in spelt):
        step = "Write it like ms.ali@robinhill.example, or the name they sign in by."
        raise BadInputError("the account", "its address is missing, or has spaces in it.", step)
    return spelt
