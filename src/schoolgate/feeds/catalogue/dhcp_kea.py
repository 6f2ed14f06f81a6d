"""The lease file of the Kea DHCP server, for IPv4 or IPv6 (``kea-leases4.csv``, ``kea-leases6.csv``)."""

import csv
from collections.abc import Iterator
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout, Reject
from schoolgate.feeds.leases import beginning, from_epoch, lease, mac_of_duid, plain_lines
from schoolgate.feeds.unfit import UnfitError

_STATES: Final = {"1": "another machine was using the address", "2": "it had run out", "3": "it was given back"}
_FOR_EVER: Final = 4_294_967_295
_PREFIX: Final = "2"


def parse(files: Files, _layout: Layout) -> Iterator[Item]:
    heading: list[str] = []
    inside: str | None = None
    for part, number, text in plain_lines(files):
        if part != inside or text.startswith(("address,hwaddr", "address,duid")):
            inside, heading = part, text.split(",")
            continue
        cells = next(csv.reader([text]), [])
        if len(cells) < min(len(heading), 5):
            yield Reject(number, "The line is cut off before its end.", text, part)
            continue
        yield _line(dict(zip(heading, cells, strict=False)), number, text, part)


def _line(said: dict[str, str], number: int, raw: str, part: str) -> Item:
    if said.get("lease_type", "0") == _PREFIX:
        return Reject(number, "It is of a range given to another router, and of no device.", raw, part)
    if said.get("state", "0") == "1":
        return Reject(number, f"No device had it: {_STATES['1']}.", raw, part)
    try:
        mac = said.get("hwaddr") or mac_of_duid(said.get("duid", ""))
        ends, lasts = from_epoch(said.get("expire", "")), int(said.get("valid_lifetime", ""))
        starts = from_epoch(str(int(said["expire"]) - lasts)) if lasts != _FOR_EVER else ""
    except UnfitError as error:
        return Reject(number, error.reason, raw, part)
    except ValueError:
        return Reject(number, "It does not say how long it lasts.", raw, part)
    if not lasts:
        return Reject(number, "It says only that a lease was taken away, and not from when it was.", raw, part)
    ends = ends if lasts != _FOR_EVER else ""
    return lease(number, raw, part, {"address": said["address"], "mac": mac, "starts": starts, "ends": ends})


def recognises(files: Files) -> float:
    start = beginning(files)
    return 0.95 if start.startswith(("address,hwaddr,client_id,", "address,duid,")) else 0.0


_FOUR: Final = (
    "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context\n"
)
_SIX: Final = (
    "address,duid,valid_lifetime,expire,subnet_id,pref_lifetime,lease_type,iaid,prefix_len,"
    "fqdn_fwd,fqdn_rev,hostname,hwaddr,state,user_context\n"
)
FEED = Feed(
    key="dhcp-kea",
    words="Leases of a DHCP server (Kea)",
    source="Kea Administrator Reference Manual, memfile lease storage: times are seconds since 1970.",
    parse=parse,
    recognises=recognises,
    examples=(
        Example(
            "A lease, its renewal, and a line cut off.",
            {
                "kea-leases4.csv": f"{_FOUR}10.4.2.17,02:00:5e:10:00:01,,28800,1795593600,1,0,0,,0,\n"
                "10.4.2.17,02:00:5e:10:00:01,,28800,1795608000,1,0,0,,0,\n10.4.2.18,02:00:5e"
            },
            rows=2,
            rejects=1,
        ),
        Example(
            "Addresses of IPv6, known by what the client calls itself.",
            {
                "kea-leases6.csv": f"{_SIX}2001:db8:4::17,"
                "00:03:00:01:02:00:5e:10:00:01,3600,1795593600,6,1800,0,1,128,0,0,,,0,\n"
                "2001:db8:5::,00:03:00:01:02:00:5e:10:00:01,3600,1795593600,6,1800,2,1,56,0,0,,,0,\n"
            },
            rows=1,
            rejects=1,
        ),
    ),
)
