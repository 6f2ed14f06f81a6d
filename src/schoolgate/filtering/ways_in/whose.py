"""Who is at an address: from the file of whereabouts, which the database side writes within a minute of a change.

What is proven outweighs what is likely: an account, then who is signed in on the device, then whose the device is. Of
two devices that claim an address at once, and of two who are signed in, the later is believed.
"""

import ipaddress
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from typing import Any, Final, NamedTuple

from schoolgate.filtering.agreed.levels import Known, level_of
from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.store.networks import Networks, Span, number, side_by_side
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.whereabouts import Row, WhereaboutsError, account_digest, head_of, rows_of
from schoolgate.gates.web import sentences
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.verdicts import Verdict

AFTER: Final = 300  # seconds a device may keep an address beyond its lease: nobody else has had it since
PERSON, CLASS = "person", "class"
_A_FEW: Final = 512  # lines read before another thread may go on
_CLOSED_HERE: Final = Decision(
    Verdict.BLOCK, "closed", "Everything is closed for whoever this is.", otherwise=sentences.SWITCH
)
_NOBODY_KNOWN: Final = Decision(Verdict.BLOCK, "nobody-known", sentences.NOBODY_KNOWN, otherwise=sentences.SAY_WHO)
_NOT_ENTITLED: Final = Decision(
    Verdict.BLOCK,
    "not-entitled",
    "Nobody has agreed yet that they may use the internet.",
    otherwise="It opens when their agreement is signed: ask the school office.",
)
_CLOSED_BY: Final = {"unknown": _NOBODY_KNOWN, "entitlement": _NOT_ENTITLED}


class Seen(NamedTuple):
    """Who asks, and from when until when that holds (seconds since 1970). ``closed``: all is closed, by this."""

    who: Who
    since: float = -inf
    until: float = inf
    closed: Decision | None = None


class Stretch(NamedTuple):
    """Something that holds from ``starts`` until just before ``ends``."""

    starts: float
    ends: float
    what: Any


@dataclass(slots=True)
class Device:
    ref: str
    kind: str = ""
    place: str = ""
    holder: tuple[str, str] | None = None
    signed_in: tuple[Stretch, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Whose:
    """The whereabouts of one moment. Answers are found in constant time, or by one bisection."""

    setting: Setting | None = None
    salt: str = ""
    made_at: int = 0
    persons: dict[str, Known] = field(default_factory=dict)
    classes: dict[str, Known] = field(default_factory=dict)
    accounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    at_address: dict[str, list[Stretch]] = field(default_factory=dict)
    by_hardware: dict[str, Device] = field(default_factory=dict)
    networks: dict[str, tuple[str, str]] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)
    ranges: Networks = field(default_factory=lambda: Networks(()))
    in_range: list[str] = field(default_factory=list)

    def seen(self, asker: Asker, at: float) -> Seen:
        """Who asks, at a moment. Never raises: of whom nothing can be made is nobody known."""
        if self.setting is None:
            return _NOBODY
        edges = _Edges(at)
        address = _spelt(asker.address)
        device = self.by_hardware.get(asker.hardware) if asker.hardware else None
        device = device or edges.covering(self.at_address.get(address, ()))
        holder = self._holder(asker, device, edges)
        known = (self.persons if holder and holder[0] == PERSON else self.classes).get(holder[1]) if holder else None
        network = self._network(address, asker.way)
        place = self._place(device, network, asker.way)
        purpose = self.networks.get(network, ("", ""))[0]
        known = replace(
            known or _NOTHING,
            device=device.ref if device else "",
            kind=device.kind if device else asker.way,
            network=network,
            purpose=purpose,
            places=tuple(self._outwards(place)),
        )
        return self._seen(self.setting, known, edges)

    def _holder(self, asker: Asker, device: Device | None, edges: "_Edges") -> tuple[str, str] | None:
        """Whose request it is: ``(person or class, ref)``. An account nobody knows leaves nobody known."""
        if asker.account:
            found = (self.accounts.get(account_digest(self.salt, name)) for name in _names(asker.account))
            return next((each for each in found if each), None)
        if device is None:
            return None
        signed_in: tuple[str, str] | None = edges.covering(device.signed_in)
        return signed_in or device.holder

    def _network(self, address: str, way: str) -> str:
        found = self.ranges.value(address) if address else None
        if found is not None:
            return self.in_range[found]
        return way if way in self.networks else ""

    def _place(self, device: Device | None, network: str, way: str) -> str:
        if device is not None and device.place:
            return device.place
        if network and self.networks[network][1]:
            return self.networks[network][1]
        return way if way in self.within else ""

    def _outwards(self, place: str) -> Iterable[str]:
        seen: set[str] = set()
        while place and place not in seen:
            seen.add(place)
            yield place
            place = self.within.get(place, "")

    def _seen(self, setting: Setting, known: Known, edges: "_Edges") -> Seen:
        given = level_of(setting, known)
        groups = frozenset(known.groups)
        who = Who(given.level, groups, known.person, known.device, known.places[0] if known.places else "")
        closed = None if given.level != CLOSED else _CLOSED_BY.get(given.by, _CLOSED_HERE)
        return Seen(who, edges.since, edges.until, closed)


_NOBODY: Final = Seen(Who())
_NOTHING: Final = Known()
NOBODY_KNOWN: Final = Whose()


class _Edges:
    """The nearest moments around one at which what was looked at may begin or end."""

    def __init__(self, at: float) -> None:
        self.at, self.since, self.until = at, -inf, inf

    def covering(self, stretches: Sequence[Stretch]) -> Any:
        """What holds at the moment: of several, what began last. None where nothing does."""
        found: Stretch | None = None
        for each in stretches:
            for edge in (each.starts, each.ends):
                if edge <= self.at:
                    self.since = max(self.since, edge)
                else:
                    self.until = min(self.until, edge)
            if each.starts <= self.at < each.ends and (found is None or each.starts >= found.starts):
                found = each
        return found.what if found else None


def read_whose(path: Path) -> Whose:
    """The whereabouts in a file. Raises ``WhereaboutsError`` for what is none, or not a whole one, and ``OSError``.

    Made to be called beside a thread that answers requests, which it lets go on every few lines.
    """
    head = head_of(path)
    whose = Whose(head.setting, head.salt, head.made_at)
    spans: list[Span] = []
    try:
        for count, row in enumerate(rows_of(path)):
            if not count % _A_FEW:
                time.sleep(0)
            _READ[row[0]](whose, row, spans)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        cause = f"a line of it cannot be read ({type(error).__name__})."
        raise WhereaboutsError(str(path), cause, "Have Schoolgate write it again: schoolgate tick.") from None
    return replace(whose, ranges=_laid(spans))


def _laid(spans: list[Span]) -> Networks:
    """Ranges side by side: where one lies in another, the narrower."""
    pieces = side_by_side(Span(span.start, span.end, place) for place, span in enumerate(spans))
    return Networks(
        Span(first, last, min((spans[each] for each in over), key=_width).value) for first, last, over in pieces
    )


def _width(span: Span) -> tuple[int, int]:
    return span.end - span.start, span.value


def _place_row(whose: Whose, row: Row, _: Any) -> None:
    whose.within[row[1]] = row[2]


def _network_row(whose: Whose, row: Row, spans: list[Span]) -> None:
    _, ref, purpose, place, ranges = row
    whose.networks[ref] = (purpose, place)
    whose.in_range.append(ref)
    for first, last in ranges:
        spans.append(Span(number(first), number(last), len(whose.in_range) - 1))


def _class_row(whose: Whose, row: Row, _: Any) -> None:
    whose.classes[row[1]] = Known(groups=(row[1],), years=tuple(row[2]), entitled=row[3])


def _person_row(whose: Whose, row: Row, _: Any) -> None:
    _, ref, groups, years, roles, entitled, accounts = row
    whose.persons[ref] = Known(ref, tuple(groups), tuple(years), tuple(roles), entitled=entitled)
    for account in accounts:
        whose.accounts[account] = (PERSON, ref)


def _shared_row(whose: Whose, row: Row, _: Any) -> None:
    for account in row[2]:
        whose.accounts[account] = (CLASS, row[1])


def _device_row(whose: Whose, row: Row, _: Any) -> None:
    _, ref, kind, place, hardware, leases, holder, sign_ins = row
    signed_in = tuple(Stretch(since, _end(until), (of, who)) for of, who, since, until in sign_ins)
    device = Device(ref, kind, place, (holder[0], holder[1]) if holder else None, signed_in)
    for each in hardware:
        whose.by_hardware[each] = device
    for address, since, until in leases:
        whose.at_address.setdefault(address, []).append(Stretch(since, _end(until) + AFTER, device))


_READ: Final = {
    "place": _place_row,
    "network": _network_row,
    "class": _class_row,
    "person": _person_row,
    "shared": _shared_row,
    "device": _device_row,
}


def _names(account: str) -> tuple[str, ...]:
    """An account as the directory may have it, where the proof came as ``REALM\\name`` or ``name@REALM``."""
    return (account, account.rpartition("\\")[2], account.partition("@")[0])


def _end(until: int | None) -> float:
    return inf if until is None else until


def _spelt(address: str) -> str:
    """An address as ``ipaddress`` spells it, and the IPv4 one inside an IPv6 one; nothing for what is none."""
    if ":" not in address:
        return address
    try:
        found = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return ""
    return str(found.ipv4_mapped or found)
