"""The leases file of ISC's DHCP server (``dhcpd.leases``), which grows at its end and holds a lease many times over."""

import re
from collections.abc import Iterator
from typing import Final

from schoolgate.feeds.contract import Example, Feed, Files, Item, Layout, Reject
from schoolgate.feeds.leases import beginning, from_epoch, lease, plain_lines
from schoolgate.feeds.unfit import UnfitError

_OPENS: Final = re.compile(r"lease\s+(\S+)\s*\{")
_TIME: Final = re.compile(r"(?:\d\s+)?(\d{4})/(\d\d)/(\d\d)\s+(\d\d):(\d\d):(\d\d)")
_EPOCH: Final = re.compile(r"epoch\s+(\d+)")
_NOBODYS: Final = {"backup", "abandoned", "reset", "bootp"}
_MOST_LINES: Final = 200  # of one entry


def parse(files: Files, _layout: Layout) -> Iterator[Item]:
    entry: list[str] = []
    begun, inside, address = 0, "", ""
    for part, number, text in plain_lines(files):
        if entry and part != inside:
            yield _cut(begun, entry, inside)
            entry = []
        opens = _OPENS.match(text)
        if opens and entry:
            yield _cut(begun, entry, inside)
        if opens:
            entry, begun, inside, address = [text], number, part, opens[1]
        elif entry:
            entry.append(text)
        if entry and text.endswith("}"):
            yield _entry(address, entry, begun, part)
            entry = []
        if len(entry) > _MOST_LINES:
            yield _cut(begun, entry[:5], inside)
            entry = []
    if entry:
        yield _cut(begun, entry, inside)


def _cut(line: int, entry: list[str], part: str) -> Reject:
    return Reject(line, "The entry is cut off before its end.", "\n".join(entry), part)


def _entry(address: str, entry: list[str], line: int, part: str) -> Item:
    raw = "\n".join(entry)
    said = dict(_statements(raw))
    state = said.get("binding state", "active")
    if state in _NOBODYS:
        return Reject(line, f"No device had it: the server marks it “{state}”.", raw, part)
    if "hardware ethernet" not in said:
        return Reject(line, "It names no hardware address.", raw, part)
    try:
        starts, ends = _time(said.get("starts", "")), _time(said.get("ends", "never"))
    except UnfitError as error:
        return Reject(line, error.reason, raw, part)
    if not starts:
        return Reject(line, "It does not say when it begins.", raw, part)
    return lease(
        line, raw, part, {"address": address, "mac": said["hardware ethernet"], "starts": starts, "ends": ends}
    )


def _statements(raw: str) -> Iterator[tuple[str, str]]:
    body = raw.partition("{")[2].rpartition("}")[0]
    for one in body.split(";"):
        words = one.split("#")[0] if "epoch" in one else one
        for key in ("starts", "ends", "binding state", "hardware ethernet"):
            text = " ".join(words.split("\n")[-1].split()) if "\n" in words.strip() else " ".join(words.split())
            if text.startswith(f"{key} "):
                yield key, text.removeprefix(key).strip()


def _time(text: str) -> str:
    """UTC, unless it was written in seconds since 1970 (``db-time-format local``), which is no other time."""
    if text in ("", "never"):
        return ""
    if found := _EPOCH.match(text):
        return from_epoch(found[1])
    if found := _TIME.fullmatch(text):
        year, month, day, hour, minute, second = found.groups()
        return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
    raise UnfitError(f"“{text[:40]}” is not a time as this server writes one.")


def recognises(files: Files) -> float:
    start = beginning(files)
    return 0.95 if _OPENS.search(start) and re.search(r"\b(starts|ends|binding state)\b", start) else 0.0


_ONE: Final = """lease 10.4.2.17 {
  starts 2 2026/11/24 08:12:04;
  ends 2 2026/11/24 16:12:04;
  cltt 2 2026/11/24 08:12:04;
  binding state active;
  next binding state free;
  hardware ethernet 02:00:5e:10:00:01;
  client-hostname "tablet";
}
"""
FEED = Feed(
    key="dhcp-isc",
    words="Leases of a DHCP server (ISC dhcpd)",
    source="dhcpd.leases(5), ISC DHCP 4.4: times are UTC, or seconds since 1970.",
    parse=parse,
    recognises=recognises,
    examples=(
        Example("A lease, and the same renewed.", {"dhcpd.leases": _ONE + _ONE.replace("08:12", "12:12")}, rows=2),
        Example(
            "One until further notice, one that no device had, and one cut off.",
            {
                "dhcpd.leases": _ONE.replace("ends 2 2026/11/24 16:12:04", "ends never")
                + "lease 10.4.2.18 {\n  starts 2 2026/11/24 08:12:04;\n  binding state abandoned;\n}\n"
                + _ONE[:60]
            },
            rows=1,
            rejects=2,
        ),
    ),
)
