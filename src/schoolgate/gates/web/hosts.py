"""Every spelling of a host as one: this is where filters are got round.

The reading is the browsers' own (WHATWG URL Standard, host parsing, with UTS 46 for names in other scripts), by the
Ada library. We then take away what the Standard leaves open: one name in lower case A-labels with no dot at its end,
IPv4 as four decimal numbers, IPv6 as RFC 5952 writes it without brackets, and an IPv4 address inside an IPv6 one (RFC
4291 2.5.5.2, RFC 6052 2.1) as the IPv4 address that is reached. Whatever a browser and another program could read as
two different hosts is refused, because we decide on one and the proxy would connect to the other.
"""

import ipaddress
import re
from functools import partial
from typing import Final

import can_ada

from schoolgate.gates.web.unreadable import Reason, UnreadableError

LONGEST_NAME: Final = 253  # RFC 1035 2.3.4, without the length bytes
LONGEST_LABEL: Final = 63
LONGEST_TEXT: Final = 65_536

# A name that may be its own one spelling: the last label begins with a letter, so that it can be no IPv4 address.
PLAIN_NAME: Final = r"(?:[a-z0-9_-]{1,63}\.)*[a-z][a-z0-9_-]{0,62}"
_PLAIN: Final = re.compile(PLAIN_NAME).fullmatch
_OTHER_SCRIPT: Final = "xn--"
_NAME: Final = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}").fullmatch
_LABEL: Final = re.compile(r"[a-z0-9_-]+").fullmatch
_IN_AUTHORITY: Final = re.compile(r"[/\\?#@\s\x00-\x1f]").search
_HOST_AND_PORT: Final = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]{0,5}))?").fullmatch
MOST_PORT: Final = 65_535
# Capital sharp s is small sharp s since UTS 46 revision 31; the parser's table still makes it two letters.
_CAPITAL_SHARP_S: Final = re.compile("\u1e9e|%E1%BA%9E", re.IGNORECASE)
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_ONE_IPV4: Final = 0xFFFFFFFF


def is_settled(text: str) -> bool:
    """Whether a name is its own one spelling beyond doubt, so that nothing need be parsed: almost all are."""
    return _OTHER_SCRIPT not in text and len(text) <= LONGEST_NAME and _PLAIN(text) is not None


def one_host(text: str) -> str:
    """The one spelling of a host without a port, as a name server or a TLS greeting gives it.

    An IPv6 address may have its brackets or not. Raises ``UnreadableError``.
    """
    if is_settled(text):
        return text
    if text.isascii() and is_settled(lower := text.lower().removesuffix(".")):  # as name servers are asked
        return lower
    bare = f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text
    if _IN_AUTHORITY(bare):
        raise UnreadableError(text, Reason.CHARACTERS)
    if ":" in bare and not bare.startswith("["):
        raise UnreadableError(text, Reason.CHARACTERS)
    return _read(bare, text)


def one_authority(text: str) -> tuple[str, int | None]:
    """Host and port of ``host[:port]``, as ``CONNECT`` and the ``Host`` header give them. Raises ``UnreadableError``.

    Stricter than an address: no name of a person before it, no slash after it (RFC 9112 3.2.3).
    """
    if is_settled(text):
        return text, None
    if _IN_AUTHORITY(text):
        raise UnreadableError(text, Reason.CHARACTERS)
    found = _HOST_AND_PORT(text)
    if found is None or (found[2] and int(found[2]) > MOST_PORT):
        raise UnreadableError(text, Reason.NOT_A_HOST)
    host = found[1] if is_settled(found[1]) else _read(found[1], text)
    return host, int(found[2]) if found[2] else None


def settled(hostname: str, text: str) -> str:
    """What a browser made of a host, as our one spelling. ``text`` is what was given, for the error's words."""
    refuse = partial(UnreadableError, text)
    if not hostname:
        raise refuse(Reason.NO_HOST)
    if hostname.startswith("["):
        return _one_address(ipaddress.IPv6Address(hostname[1:-1]))
    name = hostname.removesuffix(".")
    if len(name) <= LONGEST_NAME and _NAME(name):
        return name
    labels = name.split(".")
    if "" in labels:
        raise refuse(Reason.EMPTY_LABEL)
    if not all(map(_LABEL, labels)):
        raise refuse(Reason.CHARACTERS)
    raise refuse(Reason.TOO_LONG if max(map(len, labels)) <= LONGEST_LABEL else Reason.LONG_LABEL)


def is_address(host: str) -> bool:
    """Whether a host in its one spelling is a bare IP address."""
    return ":" in host or (host[-1:].isdecimal() and host.rpartition(".")[2].isdecimal())


def is_public_address(host: str) -> bool:
    """Whether it is a bare IP address out on the internet, and not one of the school's own network or machine."""
    return is_address(host) and ipaddress.ip_address(host).is_global


def parse(url: str, text: str) -> can_ada.URL:
    """A whole address as a browser reads it. Raises ``UnreadableError`` where the browser refuses it."""
    if len(url) > LONGEST_TEXT:
        raise UnreadableError(text, Reason.TOO_LONG)
    try:
        return can_ada.parse(_CAPITAL_SHARP_S.sub("\xdf", url))
    except (ValueError, TypeError) as error:  # TypeError: half a character, which has no UTF-8
        zone = re.search(r"//[^/?#]*\[[^\]/?#]*%", url)
        raise UnreadableError(text, Reason.ZONE if zone else Reason.NOT_A_HOST) from error


def _read(host: str, text: str) -> str:
    if not host:
        raise UnreadableError(text, Reason.NO_HOST)
    return settled(parse(f"http://{host}/", text).hostname, text)


def _one_address(address: ipaddress.IPv6Address) -> str:
    inside = address.ipv4_mapped
    if inside is None and address in _NAT64:
        inside = ipaddress.IPv4Address(int(address) & _ONE_IPV4)
    return str(address if inside is None else inside)
