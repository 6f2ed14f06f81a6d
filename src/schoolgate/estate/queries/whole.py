"""The whole estate at one moment, in few statements: what a process that answers without the database is given.

Refs, addresses and moments; no name of anybody. An account's address often is one, so it is not to be written down.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from schoolgate.estate.actions.bindings import seconds
from schoolgate.estate.models import (
    AccountHolder,
    AddressRange,
    Device,
    DeviceHolder,
    DeviceMac,
    DirectoryAccount,
    Entitlement,
    Lease,
    Network,
    Place,
    SignIn,
)
from schoolgate.people.models import School

AHEAD: Final = timedelta(hours=1)  # what begins so soon is told as well
_BEHIND: Final = timedelta(minutes=10)
type Span = tuple[int, int | None]


@dataclass(slots=True)
class DeviceThen:
    """``leases`` are addresses and from when until when (seconds since 1970); ``sign_ins`` are keys of ``accounts``."""

    ref: str
    kind: str
    place: str = ""
    person: str = ""
    group: str = ""
    hardware: list[str] = field(default_factory=list)
    leases: list[tuple[str, Span]] = field(default_factory=list)
    sign_ins: list[tuple[int, Span]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AccountThen:
    address: str
    person: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class EstateThen:
    """``places`` by ref, what each lies in. ``networks`` by ref: purpose, place, and ends of its ranges (sortable).

    ``internet`` is how far each ref is entitled to it, where somebody decided.
    """

    places: dict[str, str]
    networks: dict[str, tuple[str, str, list[tuple[str, str]]]]
    devices: dict[int, DeviceThen]
    accounts: dict[int, AccountThen]
    internet: dict[str, str]


def whole_estate(school: School, at: datetime, until: datetime | None = None) -> EstateThen:
    """Places, networks, devices, accounts and entitlements of a school at a moment, as known now. With ``until``, the
    leases and sign-ins of all the time from then until then; the rest is as it was at the beginning.
    """
    day = at.astimezone(ZoneInfo(school.time_zone)).date()
    places = Place.objects.for_school(school).filter(ended_on=None).values_list("ref", "within__ref")
    networks: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
        ref: (purpose, place or "", [])
        for ref, purpose, place in Network.objects.for_school(school)
        .filter(ended_on=None)
        .values_list("ref", "purpose", "place__ref")
    }
    ranges = AddressRange.objects.for_school(school).as_of(day).filter(network__ended_on=None)
    for ref, first, last in ranges.values_list("network__ref", "first", "last"):
        networks[ref][2].append((first, last))
    entitled = Entitlement.objects.for_school(school).as_of(day).filter(what="internet")
    return EstateThen(
        {ref: within or "" for ref, within in places},
        networks,
        _devices(school, at, until or at),
        _accounts(school, at),
        dict(entitled.values_list("subject", "level")),
    )


def _devices(school: School, at: datetime, until: datetime) -> dict[int, DeviceThen]:
    day = at.astimezone(ZoneInfo(school.time_zone)).date()
    rows = Device.objects.for_school(school).filter(ended_on=None).values_list("pk", "ref", "kind")
    found = {key: DeviceThen(ref, kind) for key, ref, kind in rows}
    for key, mac in DeviceMac.objects.for_school(school).as_of(day).values_list("device_id", "mac"):
        if key in found:
            found[key].hardware.append(mac)
    holders = DeviceHolder.objects.for_school(school).as_of(day)
    for key, person, group, place in holders.values_list("device_id", "person__ref", "group__ref", "place__ref"):
        if (device := found.get(key)) is not None:
            device.person, device.group = person or device.person, group or device.group
            device.place = place or device.place
    for key, address, starts, ends in _near(Lease, school, at, until).values_list(
        "device_id", "address", "starts", "ends"
    ):
        if key in found:
            found[key].leases.append((address, (starts, ends)))
    for key, account, starts, ends in _near(SignIn, school, at, until).values_list(
        "device_id", "account_id", "starts", "ends"
    ):
        if key in found:
            found[key].sign_ins.append((account, (starts, ends)))
    return found


def _near(model: type[Lease] | type[SignIn], school: School, at: datetime, until: datetime) -> "QuerySet[Any]":
    """Rows that hold between two moments, did until just before, or soon will."""
    rows: QuerySet[Any] = model.objects.for_school(school).filter(superseded_by=None)
    lasting = Q(ends=None) | Q(ends__gt=seconds(at - _BEHIND))
    return rows.filter(lasting, starts__lte=seconds(until + AHEAD)).order_by("starts", "pk")


def _accounts(school: School, at: datetime) -> dict[int, AccountThen]:
    day = at.astimezone(ZoneInfo(school.time_zone)).date()
    holders: defaultdict[int, tuple[str, str]] = defaultdict(lambda: ("", ""))
    held = AccountHolder.objects.for_school(school).as_of(day)
    for key, person, group in held.values_list("account_id", "person__ref", "group__ref"):
        holders[key] = (person or "", group or "")
    rows = DirectoryAccount.objects.for_school(school).filter(Q(ended_on=None) | Q(ended_on__gt=day))
    return {row.pk: AccountThen(row.address, *holders[row.pk]) for row in rows if row.pk in holders}
