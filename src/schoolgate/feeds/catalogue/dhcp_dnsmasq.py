"""The leases file of dnsmasq, as small routers keep it: it says when a lease ends, and not when it began."""

import re
from collections.abc import Iterator
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout, Reject
from schoolgate.feeds.leases import beginning, from_epoch, lease, mac_of_duid, plain_lines
from schoolgate.feeds.unfit import UnfitError

_LINE: Final = re.compile(r"(\d+) (\S+) (\S+) (\S+) (\S+)")
_LOOKS: Final = re.compile(r"^\d{1,11} ([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2} \d+\.\d+\.\d+\.\d+ \S+ \S+$", re.M)


def parse(files: Files, _layout: Layout) -> Iterator[Item]:
    for part, number, text in plain_lines(files):
        if text.startswith("duid "):
            continue  # the server's own; what follows are leases of IPv6
        found = _LINE.fullmatch(text)
        yield _line(found, number, text, part) if found else Reject(number, "The line is cut off.", text, part)


def _line(found: re.Match[str], number: int, raw: str, part: str) -> Item:
    try:
        ends = from_epoch(found[1]) if found[1] != "0" else ""
        mac = mac_of_duid(found[5]) if ":" in found[3] else found[2].rpartition("-")[2]
    except UnfitError as error:
        return Reject(number, error.reason, raw, part)
    return lease(number, raw, part, {"address": found[3].strip("[]"), "mac": mac, "starts": "", "ends": ends})


def recognises(files: Files) -> float:
    return 0.9 if _LOOKS.search(beginning(files)) else 0.0


FEED = Feed(
    key="dhcp-dnsmasq",
    words="Leases of a DHCP server (dnsmasq)",
    source="dnsmasq(8), --dhcp-leasefile: times are seconds since 1970.",
    parse=parse,
    recognises=recognises,
    examples=(
        Example(
            "A lease that ends, one that does not, and a line cut off.",
            {
                "dnsmasq.leases": "1795593600 02:00:5e:10:00:01 10.4.2.17 tablet 01:02:00:5e:10:00:01\n"
                "0 02:00:5e:10:00:02 10.4.2.18 * *\n1795593600 02:00:5e"
            },
            rows=2,
            rejects=1,
        ),
        Example(
            "Addresses of IPv6, known by what the client calls itself.",
            {
                "dnsmasq.leases": "1795593600 02:00:5e:10:00:01 10.4.2.17 * *\n"
                "duid 00:01:00:01:2c:00:00:01:02:00:5e:10:00:99\n"
                "1795593600 7 2001:db8:4::17 * 00:03:00:01:02:00:5e:10:00:01\n"
                "1795593600 8 2001:db8:4::18 * 00:02:00:01\n"
            },
            rows=2,
            rejects=1,
        ),
    ),
)
