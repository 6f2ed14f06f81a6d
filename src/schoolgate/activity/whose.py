"""Whose rows are: what the estate and the roll say of addresses, accounts and devices, for all the time of one day.

What is proven outweighs what is likely: whom the source itself names, then the account, then who is signed in on the
device, then whose the device is. Of two devices that claim an address at once the later is believed, as the filter
does; of two persons who are signed in on one device at once, neither: it is shared.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.estate.addresses import sortable
from schoolgate.estate.queries import EstateThen, whole_estate
from schoolgate.estate.queries.whole import DeviceThen
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import School
from schoolgate.people.queries import roles_held
from schoolgate.vocabulary.roles import MEMBERS
from schoolgate.vocabulary.schools import level_for_age

AFTER: Final = 300  # seconds a device may keep an address beyond its lease: nobody else has had it since
STAFF, GUEST, PUPILS = "staff", "guest", "pupils"
_STAFF: Final = frozenset((*MEMBERS["staff"], STAFF))
_AGE_IN_RECEPTION: Final = 5  # at the end of the school year
_DAY: Final = timedelta(days=1)


class Asked(NamedTuple):
    """What a row says of whoever asked: as the feed gives it, all may be empty."""

    client: str = ""
    account: str = ""
    device: str = ""
    person: str = ""
    groups: str = ""
    place: str = ""
    level: str = ""


class Whose(NamedTuple):
    """What a stored row says of them: pseudonyms, and refs of classes and the place."""

    person: str = ""
    device: str = ""
    groups: str = ""
    place: str = ""
    shared: bool = False
    level: str = ""


class Stretch(NamedTuple):
    """From ``since`` (seconds since 1970) until the next: the device, by its key in the estate."""

    since: float
    device: int | None


@dataclass(slots=True)
class _Holder:
    person: str = ""
    group: str = ""


@dataclass(slots=True)
class Day:
    """What is known of one day. ``stretches(asked)`` are the answers in order of time, each from when it holds."""

    pseudonyms: Pseudonyms
    estate: EstateThen
    devices: dict[str, int]
    accounts: dict[str, _Holder]
    at_address: dict[str, list[Stretch]]
    groups: dict[str, list[str]]
    levels: dict[str, str]  # of persons and classes, by ref
    networks: list[tuple[str, str, str, str]]  # first and last address, sortable, purpose and place
    _known: dict[Asked, list[tuple[float, Whose]]] = field(default_factory=dict)

    def stretches(self, asked: Asked) -> list[tuple[float, Whose]]:
        """From when (seconds since 1970; the first holds since ever) whose rows of this kind are."""
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._stretches(asked)
        return found

    def _stretches(self, asked: Asked) -> list[tuple[float, Whose]]:
        key = self.devices.get(asked.device)
        if key is not None:
            return self._of_device(asked, key, float("-inf"), float("inf"))
        leases = self.at_address.get(asked.client, [Stretch(float("-inf"), None)])
        found: list[tuple[float, Whose]] = []
        for at, lease in enumerate(leases):
            until = leases[at + 1].since if at + 1 < len(leases) else float("inf")
            found += self._of_device(asked, lease.device, lease.since, until)
        return found

    def _of_device(self, asked: Asked, key: int | None, since: float, until: float) -> list[tuple[float, Whose]]:
        device = self.estate.devices.get(key) if key is not None else None
        if device is None or asked.person or asked.account or not device.sign_ins:
            return [(since, self._whose(asked, device, since))]
        edges = {since}
        for _account, (starts, ends) in device.sign_ins:
            edges |= {float(edge) for edge in (starts, ends) if edge is not None and since < edge < until}
        return [(edge, self._whose(asked, device, edge)) for edge in sorted(edges)]

    def _whose(self, asked: Asked, device: DeviceThen | None, at: float) -> Whose:
        person, group, several = self._holder(asked, device, at)
        groups = asked.groups.split() or self.groups.get(person) or ([group] if group else [])
        purpose, place = self._network(asked.client)
        place = asked.place or (device.place if device else "") or place
        known = asked.level or self.levels.get(person) or self.levels.get(group)
        level = known or (GUEST if purpose == GUEST else "")
        name = device.ref if device else asked.device or asked.client or asked.account
        shared = several or (bool(group) and not person)
        of_ref = self.pseudonyms.of_ref
        return Whose("" if shared else of_ref(person), of_ref(name), " ".join(sorted(groups)), place, shared, level)

    def _holder(self, asked: Asked, device: DeviceThen | None, at: float) -> tuple[str, str, bool]:
        """The person, the class, and whether several may be meant."""
        if asked.person:
            return asked.person, "", False
        if asked.account:
            held = self.accounts.get(asked.account.casefold())
            return (held.person, held.group, False) if held else ("", "", False)
        if device is None:
            return "", "", False
        signed_in = {key for key, (starts, ends) in device.sign_ins if starts <= at and (ends is None or at < ends)}
        held_by = [self.estate.accounts[key] for key in sorted(signed_in) if key in self.estate.accounts]
        if len({(one.person, one.group) for one in held_by}) > 1:
            groups = {one.group for one in held_by} - {""}
            return "", groups.pop() if len(groups) == 1 else "", True
        if held_by:
            return held_by[0].person, held_by[0].group, False
        return ("", device.group, False) if device.group else (device.person, "", False)

    def _network(self, address: str) -> tuple[str, str]:
        if not self.networks or not address:
            return "", ""
        try:
            spelt = sortable(address)
        except ValueError:
            return "", ""
        for first, last, purpose, place in self.networks:
            if first <= spelt <= last:
                return purpose, place
        return "", ""


def day_of(school: School, day: date, pseudonyms: Pseudonyms) -> Day:
    """What is known now of a day at a school, from a dozen statements; no name is unlocked."""
    zone = ZoneInfo(school.time_zone)
    begins = datetime.combine(day, time.min, zone)
    estate = whole_estate(school, begins, begins + _DAY)
    groups, levels = _pupils(school, day)
    for ref, roles in roles_held(school, on=day).items():
        if ref not in levels and PUPILS not in roles:
            levels[ref] = STAFF if not _STAFF.isdisjoint(roles) else GUEST
    accounts = {one.address.casefold(): _Holder(one.person, one.group) for one in estate.accounts.values()}
    accounts = _with_short_names(accounts)
    networks = [
        (first, last, purpose, place) for purpose, place, ranges in estate.networks.values() for first, last in ranges
    ]
    return Day(
        pseudonyms,
        estate,
        {device.ref: key for key, device in estate.devices.items()},
        accounts,
        _at_address(estate),
        groups,
        levels,
        sorted(networks, key=lambda one: (int(one[1][1:], 16) - int(one[0][1:], 16), one)),  # the narrowest first
    )


def _pupils(school: School, day: date) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The groups of each pupil; and the level of each pupil and class, of a class that of its youngest."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    years: defaultdict[str, set[int]] = defaultdict(set)
    rows = placed(school, day)
    for row in rows:
        groups[row.person].append(row.group)
        if row.year is not None:
            years[row.person].add(row.year)
    for row in rows:
        years[row.group] |= years[row.person]
    levels = {ref: level_for_age(min(some) + _AGE_IN_RECEPTION) for ref, some in years.items() if some}
    return dict(groups), levels


def _with_short_names(accounts: dict[str, _Holder]) -> dict[str, _Holder]:
    """A proxy may know an account without the part behind its @: that is whose it is where only one has it."""
    short: dict[str, _Holder | None] = {}
    for address, held in accounts.items():
        name = address.partition("@")[0]
        short[name] = None if name in short else held
    return {**{name: held for name, held in short.items() if held is not None}, **accounts}


def _at_address(estate: EstateThen) -> dict[str, list[Stretch]]:
    """By address which device had it from when; None where nobody had."""
    leases: defaultdict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for key, device in estate.devices.items():
        for address, (starts, ends) in device.leases:
            leases[address].append((starts, float("inf") if ends is None else ends + AFTER, key))
    return {address: _stretches(sorted(some)) for address, some in leases.items()}


def _stretches(leases: list[tuple[float, float, int]]) -> list[Stretch]:
    """Leases in the order they began: the latest that covers a moment is believed."""
    edges = sorted({float("-inf"), *(one[0] for one in leases), *(one[1] for one in leases)} - {float("inf")})
    starts = [one[0] for one in leases]
    found: list[Stretch] = []
    for edge in edges:
        begun: Iterable[tuple[float, float, int]] = reversed(leases[: bisect_right(starts, edge)])
        device = next((key for _, ends, key in begun if ends > edge), None)
        if not found or found[-1].device != device:
            found.append(Stretch(edge, device))
    return found
