"""Who is at which address, worked out from people and estate: the rows of the file of whereabouts."""

import ipaddress
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from schoolgate.estate.queries import EstateThen, whole_estate
from schoolgate.filtering.ways_in.whereabouts import Row, account_digest
from schoolgate.people.access import today
from schoolgate.people.classes.queries import placed
from schoolgate.people.models import School
from schoolgate.people.queries import roles_held
from schoolgate.vocabulary.entitlements import ENTITLEMENTS

_LADDER = ENTITLEMENTS["internet"].levels


@dataclass(slots=True)
class _Pupils:
    """Groups and years of each pupil, and the years of each class."""

    groups: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    years: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    of_class: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def whereabouts(school: School, at: datetime, salt: str) -> Iterator[Row]:
    """The rows of ``ways_in.whereabouts`` for a school at a moment, from a dozen statements."""
    estate = whole_estate(school, at)
    yield from (["place", ref, within] for ref, within in sorted(estate.places.items()))
    for ref, (purpose, place, ranges) in sorted(estate.networks.items()):
        yield ["network", ref, purpose, place, [[_address(first), _address(last)] for first, last in sorted(ranges)]]
    pupils = _pupils(school)
    for group, years in sorted(pupils.of_class.items()):
        yield ["class", group, sorted(years), estate.internet.get(group, "")]
    yield from _persons(school, estate, pupils, salt)
    yield from _devices(estate)


def _pupils(school: School) -> _Pupils:
    pupils, rows = _Pupils(), placed(school, today(school))
    for row in rows:
        pupils.groups[row.person].append(row.group)
        if row.year is not None:
            pupils.years[row.person].add(row.year)
    for row in rows:
        if row.year is None:
            pupils.of_class[row.group] |= pupils.years[row.person]
    return pupils


def _persons(school: School, estate: EstateThen, pupils: _Pupils, salt: str) -> Iterator[Row]:
    roles = roles_held(school, on=today(school))
    accounts: defaultdict[str, list[str]] = defaultdict(list)
    for account in estate.accounts.values():
        accounts[account.person or account.group].append(account_digest(salt, account.address))
    holders = {device.person for device in estate.devices.values()} | {one.person for one in estate.accounts.values()}
    for ref in sorted((set(pupils.groups) | set(roles) | holders) - {""}):
        groups = sorted(pupils.groups.get(ref, ()))
        entitled = _entitled(estate, ref, groups)
        years = sorted(pupils.years.get(ref, ()))
        yield ["person", ref, groups, years, sorted(roles.get(ref, ())), entitled, sorted(accounts.get(ref, ()))]
    for group in sorted({one.group for one in estate.accounts.values()} - {""}):
        yield ["shared", group, sorted(accounts[group])]


def _entitled(estate: EstateThen, person: str, groups: list[str]) -> str:
    """What was decided for them, and where nothing was the least of what was decided for their groups."""
    if person in estate.internet:
        return estate.internet[person]
    return min((estate.internet[one] for one in groups if one in estate.internet), key=_LADDER.index, default="")


def _devices(estate: EstateThen) -> Iterator[Row]:
    for device in sorted(estate.devices.values(), key=lambda one: one.ref):
        leases = [[address, starts, ends] for address, (starts, ends) in device.leases]
        holder = ["class", device.group] if device.group else ["person", device.person] if device.person else None
        sign_ins: list[Row] = []
        for key, (starts, ends) in device.sign_ins:
            if (account := estate.accounts.get(key)) is not None:
                of = ["class", account.group] if account.group else ["person", account.person]
                sign_ins.append([*of, starts, ends])
        yield ["device", device.ref, device.kind, device.place, sorted(device.hardware), leases, holder, sign_ins]


def _address(sortable: str) -> str:
    """An address as ``ipaddress`` spells it, from the form in which it is kept to be compared."""
    number = int(sortable[1:], 16)
    return str(ipaddress.IPv4Address(number) if sortable[0] == "4" else ipaddress.IPv6Address(number))
