"""What the rows of a list name, in the one spelling that requests are decided in; and those not taken at their word.

Nearly all rows of a list are plain names in lower case. Those are taken thousands at a time, by one expression and no
loop of ours; a chunk with anything else in it is looked at row by row.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from schoolgate.feeds.blocklists.contract import Batch, Named, Reach, Refused
from schoolgate.filtering.lists.suffixes import Suffixes
from schoolgate.filtering.store.keys import host_key, page_key
from schoolgate.filtering.store.networks import number
from schoolgate.gates.web.addresses import one_address, one_path
from schoolgate.gates.web.hosts import is_address, one_host
from schoolgate.gates.web.unreadable import Reason, UnreadableError

type IPAddress = IPv4Address | IPv6Address

_LABEL: Final = r"(?!xn--)[a-z0-9_-]{1,63}"
_PUBLIC: Final = r"(?!(?:0|10|100|127|169|172|192|198|203|22[4-9]|2[3-5]\d)\.)"
_OCTET: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_PLAIN: Final[Callable[[str], object]] = re.compile(
    rf"(?:\.(?=[^\n]{{1,253}}\n)(?:(?:{_LABEL}\.)++(?!xn--)[a-z][a-z0-9_-]{{0,62}}|{_PUBLIC}{_OCTET}(?:\.{_OCTET}){{3}})\n)*+"
).fullmatch
_WORD: Final = re.compile(r"(?!.*xn--)(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9_-]{0,62}").fullmatch
_RANGE: Final = re.compile(r"([0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*)\s*(?:/(\d{1,3})|-\s*([0-9a-f:.]+))").fullmatch
_OWN: Final = tuple(
    (number(net[0]), number(net[-1]))
    for net in map(
        ip_network,
        ("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
         "224.0.0.0/3", "::/127", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
)  # fmt: skip
_WIDEST: Final = {4: 1 << 24, 6: 1 << 112}  # a /8, a /16
_HAS_MORE: Final = re.compile(r"[/?@\\]|^(?:[^:]*|\[.*\]):\d+$").search  # than a host
_AT_ONCE: Final = 250  # rows; a single odd one has that many looked at one by one


@dataclass(slots=True)
class Taken:
    """What some rows name: keys of hosts by how far down they reach, keys of pages, and ranges of addresses."""

    keys: dict[Reach, list[str]] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    networks: list[tuple[int, int]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    narrowed: list[Refused] = field(default_factory=list)  # public suffixes, kept for the name alone

    @property
    def rows(self) -> int:
        return sum(map(len, self.keys.values())) + len(self.pages) + len(self.networks) + len(self.refused)


def taken(batch: Batch, suffixes: Suffixes) -> Taken:
    """What a batch names. Every row of it is in one of the parts of what is returned."""
    found, odd = Taken(refused=list(batch.refused)), list[Named]()
    plain = found.keys.setdefault(Reach.ALL, [])
    for start in range(0, len(batch.hosts), _AT_ONCE):
        hosts = batch.hosts[start : start + _AT_ONCE]
        text = ".{}".format("\n.".join(hosts).lower())
        keys = text[::-1].split("\n") if _PLAIN(f"{text}\n") else []
        if keys and not suffixes.among(keys):
            plain += keys
        else:
            odd += map(Named, batch.numbers[start : start + _AT_ONCE], hosts)
    _one_by_one(odd, found, suffixes)
    _one_by_one(batch.others, found, suffixes)
    return found


def _one_by_one(rows: Sequence[Named], found: Taken, suffixes: Suffixes) -> None:
    names: dict[Reach, list[tuple[str, Named]]] = {}
    for row in rows:
        text = row.text.strip().lower()
        if _WORD(text) and len(text) <= 253:
            names.setdefault(row.reach, []).append((host_key(text), row))
            continue
        try:
            _odd(text, row, found, names)
        except UnreadableError as error:
            long = error.reason in (Reason.LONG_LABEL, Reason.TOO_LONG)
            found.refused.append(Refused(row.line, "long-label" if long else _wild(text), row.text))
    for reach, rows_of in names.items():
        _without_suffixes(reach, rows_of, found, suffixes)


def _without_suffixes(reach: Reach, rows: list[tuple[str, Named]], found: Taken, suffixes: Suffixes) -> None:
    shared = suffixes.among([key for key, _ in rows])
    for key, row in rows:
        if key.count(".") == 1:
            found.refused.append(Refused(row.line, "one-word", row.text))
        elif key not in shared:
            found.keys.setdefault(reach, []).append(key)
        elif reach is Reach.BELOW:
            found.refused.append(Refused(row.line, "public-suffix", row.text))
        else:
            found.keys.setdefault(Reach.ALONE, []).append(key)
            found.narrowed.append(Refused(row.line, "public-suffix", row.text))


def _odd(text: str, row: Named, found: Taken, names: dict[Reach, list[tuple[str, Named]]]) -> None:
    """A row that is no plain name: an address, a range, a page, another script, or nothing that can be kept."""
    if (between := _RANGE(text)) and (ends := _ends(between)):
        _range(*ends, row, found)
    elif _HAS_MORE(text):
        _address(text, row, found, names)
    else:
        _host(one_host(text.rstrip(".") if text.rstrip(".") else text), row, found, names)


def _address(text: str, row: Named, found: Taken, names: dict[Reach, list[tuple[str, Named]]]) -> None:
    read = one_address(row.text)
    query = row.text.partition("#")[0].partition("?")[2]
    path = f"{read.path}?{one_path(query)}" if query else read.path
    if path in ("", "/"):
        _host(read.host, row, found, names)
    elif "*" in path and "*" not in path.rstrip("*"):
        found.pages.append(page_key(read.host, path.rstrip("*")))
    elif "*" in text:
        found.refused.append(Refused(row.line, "wildcard", row.text))
    else:
        found.pages.append(page_key(read.host, path))


def _host(host: str, row: Named, found: Taken, names: dict[Reach, list[tuple[str, Named]]]) -> None:
    if not is_address(host):
        names.setdefault(row.reach, []).append((host_key(host), row))
    elif _is_own(number(host), number(host)):
        found.refused.append(Refused(row.line, "own-network", row.text))
    else:
        found.keys.setdefault(Reach.ALL, []).append(host_key(host))


def _ends(between: re.Match[str]) -> tuple[IPAddress, IPAddress] | None:
    """The first and the last address of a range; ``None`` for what is none, as ``192.0.2.7/42``, a page."""
    try:
        if between[2]:
            net = ip_network(f"{between[1]}/{between[2]}", strict=False)
            return net[0], net[-1]
        first, last = ip_address(between[1]), ip_address(between[3])
    except ValueError:
        return None
    return (first, last) if first.version == last.version and int(first) <= int(last) else None


def _range(first: IPAddress, last: IPAddress, row: Named, found: Taken) -> None:
    if int(last) - int(first) >= _WIDEST[first.version]:
        found.refused.append(Refused(row.line, "wide-range", row.text))
    elif _is_own(number(first), number(last)):
        found.refused.append(Refused(row.line, "own-network", row.text))
    else:
        found.networks.append((number(first), number(last)))


def _is_own(first: int, last: int) -> bool:
    return any(first <= end and start <= last for start, end in _OWN)


def _wild(text: str) -> str:
    return "wildcard" if "*" in text else "junk"
