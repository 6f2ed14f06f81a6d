"""The whole configuration of dnsdist for a network of guests: what it answers itself, and what it passes on.

In order: questions for hidden settings have no answer; the names by which browsers and devices ask for another name
server do not exist; search engines and YouTube are answered with the addresses of their safe names; what a level closes
does not exist, or leads to the school's own page; all else goes to the school's name servers.

dnsdist does not follow a name to another, and many devices do not either, so the safe names are looked up when this is
written. Where that fails the name itself is given, which most devices follow.
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Final

from schoolgate.filtering.exports.cdb import CLOSED, HTTPS_RECORDS, NOT_THERE, quoted
from schoolgate.filtering.exports.closed import Closed
from schoolgate.gates.web.ways import CANARIES, CANARY_NAMES, RESOLVER_DISCOVERY
from schoolgate.gates.web.ways import HTTPS_RECORDS as HIDDEN
from schoolgate.kernel.errors import BadInputError

type LooksUp = Callable[[str], Sequence[str]]
PRIVATE: Final = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "fe80::/10", "::1/128")
_PORT: Final = 53


@dataclass(frozen=True)
class Serving:
    """``listen`` and ``upstream`` are addresses, with a port where it is not 53. ``networks`` may ask; ``refresh`` is
    how often, in seconds, dnsdist looks for a new file. ``sinkhole``: where closed names lead; empty: nowhere.
    """

    listen: tuple[str, ...]
    upstream: tuple[str, ...]
    networks: tuple[str, ...] = PRIVATE
    refresh: int = 5
    sinkhole: str = ""


def looked_up(name: str) -> Sequence[str]:
    """The addresses of a name, as this machine's own name server gives them; none where it has none."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except OSError:
        return ()
    return sorted({str(each[4][0]).partition("%")[0] for each in found})


def configuration(closed: Closed, database: str, serving: Serving, looks_up: LooksUp = looked_up) -> str:
    """The text of ``dnsdist.conf``. Raises ``BadInputError`` for what is no address or network."""
    level = closed.phase.level
    ways = level.closed_ways if level else frozenset()
    lines = [f'-- What is closed at the level "{closed.who.level}", for dnsdist 1.5 or later. Made by Schoolgate.']
    for place, each in enumerate(serving.listen):
        lines.append(f"{'addLocal' if place else 'setLocal'}({quoted(_at(each))})")
    lines += [f"newServer({{address={quoted(_at(each))}}})" for each in serving.upstream]
    lines.append(f"setACL({{{', '.join(quoted(_network(each)) for each in serving.networks)}}})")
    lines += ['getPool(""):setCache(newPacketCache(100000, {maxTTL=3600, staleTTL=60}))', ""]
    if HIDDEN.key in ways:
        lines.append(HTTPS_RECORDS.rstrip())
    names = [*(sorted(CANARIES) if CANARY_NAMES.key in ways else ())]
    names += ["resolver.arpa"] if RESOLVER_DISCOVERY.key in ways else []
    if names:
        lines.append("-- Browsers and devices ask by these whether they may look names up elsewhere.")
        lines += _set("elsewhere", names, "newSuffixMatchNode")
        lines.append(f"addAction(SuffixMatchNodeRule(elsewhere), {NOT_THERE})")
    lines += _safer(closed.safer(), looks_up)
    lines.append(CLOSED.format(path=quoted(database), refresh=serving.refresh).rstrip())
    if serving.sinkhole:
        lines += _leads("shut", f"SpoofAction({{{quoted(_address(serving.sinkhole))}}}, {{ttl=60}})")
    else:
        lines.append(f"addAction(shut, {NOT_THERE})")
    return "\n".join(lines) + "\n"


def _leads(rule: str, to: str) -> list[str]:
    """Two lines: where names lead, and that there is nothing else of them. Of a kind of address that is not among those
    given, dnsdist would ask on, and so open by IPv6 what it closed by IPv4.
    """
    return [f"addAction({rule}, {to})", f"addAction({rule}, RCodeAction(DNSRCode.NOERROR))"]


def _safer(found: Iterable[tuple[str, str]], looks_up: LooksUp) -> list[str]:
    """Names of search engines and YouTube by the safe name that they lead to."""
    by_name: dict[str, list[str]] = {}
    for host, safe in found:
        by_name.setdefault(safe, []).append(host)
    lines = []
    for number, (safe, hosts) in enumerate(sorted(by_name.items()), start=1):
        addresses = [_address(each) for each in looks_up(safe)]
        places = f"{{{', '.join(map(quoted, addresses))}}}"
        to = f"SpoofAction({places}, {{ttl=60}})" if addresses else f"SpoofCNAMEAction({quoted(safe)}, {{ttl=60}})"
        lines += [f"-- {safe}", *_set(f"safe{number}", hosts, "newDNSNameSet")]
        lines += _leads(f"QNameSetRule(safe{number})", to)
    return lines


def _set(name: str, hosts: Sequence[str], kind: str) -> list[str]:
    """A set of names, filled in one line."""
    listed = ", ".join(map(quoted, hosts))
    return [f"{name} = {kind}()", f"for _, host in ipairs({{{listed}}}) do {name}:add(newDNSName(host)) end"]


def _at(text: str) -> str:
    """``192.0.2.1:53`` or ``[2001:db8::1]:53``. Raises ``BadInputError``."""
    host, _, port = text.rpartition(":")
    if (text.count(":") > 1 and not text.startswith("[")) or not host or text.endswith("]"):
        host, port = text, ""
    plain = _address(host.strip("[]"))
    if port and not (port.isdecimal() and 0 < int(port) < 1 << 16):
        raise BadInputError(text, "it is no address with a port.", "Write it as 192.0.2.1:53.")
    shown = f"[{plain}]" if ":" in plain else plain
    return f"{shown}:{port or _PORT}"


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise BadInputError(text, "it is no address.", "Write it as 192.0.2.1 or 2001:db8::1.") from None


def _network(text: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError:
        raise BadInputError(text, "it is no network.", "Write it as 10.0.0.0/8.") from None
