"""Taking in which device had which address and who was signed in, and taking it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import batched
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import addresses, kinds
from schoolgate.estate.actions.saying import record
from schoolgate.estate.models import SOURCES, Batch, Device, DeviceMac, DirectoryAccount, Lease, SignIn
from schoolgate.estate.spans import HOUR, span_of
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put_many
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import School

AT_ONCE: Final = 400
ASSUMED: Final = 12 * HOUR  # how long a sign-in is taken to last whose end nobody told
_FIRST_YEAR: Final = 1990
_LAST_YEAR: Final = 2200
_ROUNDED: Final = 1  # a second
_BESIDES: Final[dict[type[Lease] | type[SignIn], tuple[str, ...]]] = {Lease: (), SignIn: ("account",)}


@dataclass(frozen=True, slots=True)
class LeaseSaid:
    """A device, by its hardware address, had an address from ``starts`` until ``ends`` (none: until further notice), in
    seconds since 1970.
    """

    address: str
    mac: str
    starts: int
    ends: int | None


@dataclass(frozen=True, slots=True)
class SignInSaid:
    """An account was signed in on a device from ``starts``; ``ends`` none where only the beginning was told."""

    mac: str
    account: DirectoryAccount
    starts: int
    ends: int | None


@dataclass(slots=True)
class Bound:
    """What became of what was said: how many rows are new, correct an earlier one, or say nothing new; and how many
    devices were seen for the first time.
    """

    new: int = 0
    corrected: int = 0
    repeated: int = 0
    devices: int = 0


def bind(
    school: School,
    leases: Sequence[LeaseSaid] = (),
    sign_ins: Sequence[SignInSaid] = (),
    *,
    source: str,
    actor: Actor,
    load: str = "",
    at: datetime | None = None,
) -> Bound:
    """Take in leases and sign-ins. The same again adds nothing. A row with the same address, device and start but
    another end corrects the earlier one, which stays known as it was. A hardware address on no list becomes a device
    that is on no list. Raises ``BadInputError`` for an unknown source or an end that is not after its start.
    """
    if source not in SOURCES:
        raise BadInputError(f"the source {source!r}", "there is no such.", f"Known: {', '.join(SOURCES)}.")
    everything: list[LeaseSaid | SignInSaid] = [*leases, *sign_ins]
    for said in everything:
        if said.ends is not None and said.ends <= said.starts:
            raise BadInputError("a binding", "it ends before it begins.", "Check its times, and their zone.")
    moment, bound = at or timezone.now(), Bound()
    with transaction.atomic():
        hold(school)
        devices = _devices(school, everything, moment, bound)
        batch = Batch(school=school, source=source, load=load, at=moment)
        batch.save()
        _take_leases(batch, leases, devices, bound)
        _take_sign_ins(batch, sign_ins, devices, bound)
        if not bound.new and not bound.corrected:
            batch.delete()
            return bound
        counts = {"leases": len(leases), "sign_ins": len(sign_ins), "corrected": bound.corrected}
        record(school, kinds.BOUND, batch.ref, actor, source=source, load=load, devices=bound.devices, **counts)
    return bound


def take_back(school: School, load: str, *, actor: Actor, at: datetime | None = None) -> int:
    """Take back what came in by a load, and put back what it corrected. What a later load corrected stays. Returns how
    many rows went; devices seen for the first time stay, on no list. Raises ``BadInputError`` where none are left.
    """
    with transaction.atomic():
        hold(school)
        batches = list(Batch.objects.for_school(school).filter(load=load).values_list("pk", flat=True))
        undo = Batch(school=school, source="hand", at=at or timezone.now())
        undo.save()
        gone = 0
        for model in (Lease, SignIn):
            rows = model.objects.for_school(school)
            gone += rows.filter(batch__in=batches, superseded_by=None).update(superseded_by=undo)
            corrected = rows.filter(superseded_by__in=batches).order_by("pk").select_related("device", *_BESIDES[model])
            for some in batched(corrected.iterator(AT_ONCE), AT_ONCE):
                rows.bulk_create([_again(row, undo) for row in some])
        if not gone:
            raise BadInputError(f"the load {load}", "nothing of it is left to take back.", "Check the ref.")
        record(school, kinds.UNBOUND, undo.ref, actor, load=load, rows=gone)
    return gone


def _again[R: (Lease, SignIn)](row: R, batch: Batch) -> R:
    row.pk, row.batch, row.superseded_by = None, batch, None
    return row


def _day(school: School, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(school.time_zone)).date()


def _devices(
    school: School, said: Sequence[LeaseSaid | SignInSaid], at: datetime, bound: Bound
) -> dict[tuple[str, date], Device]:
    """The device of each hardware address on each day; one that nobody knows becomes one that is on no list."""
    wanted = {(one.mac, _day(school, one.starts)) for one in said}
    rows: dict[str, list[DeviceMac]] = {}
    for some in batched(sorted({mac for mac, _ in wanted}), AT_ONCE):
        for row in DeviceMac.objects.for_school(school).known().filter(mac__in=some).select_related("device"):
            rows.setdefault(row.mac, []).append(row)
    found: dict[tuple[str, date], Device] = {}
    missing: dict[str, date] = {}
    for mac, day in sorted(wanted):
        row = next((row for row in rows.get(mac, ()) if row.valid_from <= day < (row.valid_to or date.max)), None)
        if row is not None:
            found[mac, day] = row.device
        else:
            missing[mac] = min(day, missing.get(mac, day))
    new = _on_no_list(school, missing, rows, at)
    bound.devices = len(new)
    known = {mac: min(later, key=lambda row: row.valid_from).device for mac, later in rows.items()} | new
    return {key: found.get(key) or known[key[0]] for key in sorted(wanted)}


def _on_no_list(
    school: School, missing: dict[str, date], rows: dict[str, list[DeviceMac]], at: datetime
) -> dict[str, Device]:
    """Devices for hardware addresses that none has on a day. One that is known only from a later day is taken to have
    been that device all along: lists are made after the machines are.
    """
    new = {mac: Device(school=school, kind=Device.Kind.UNKNOWN) for mac in missing if mac not in rows}
    Device.objects.for_school(school).bulk_create(new.values(), batch_size=AT_ONCE)
    said = [DeviceMac(school=school, mac=mac, device=device, valid_from=missing[mac]) for mac, device in new.items()]
    if said:
        put_many(DeviceMac, school, said, at=at)
    return new


def _take_leases(
    batch: Batch, leases: Sequence[LeaseSaid], devices: dict[tuple[str, date], Device], bound: Bound
) -> None:
    school, of = batch.school, {device.pk: device for device in devices.values()}
    said: dict[tuple[str, int, int], int | None] = {}  # the last mention in a file is what its server knows now
    for one in leases:
        said[one.address, devices[one.mac, _day(school, one.starts)].pk, one.starts] = one.ends
    for some in batched(sorted(said, key=lambda key: key[2]), AT_ONCE):
        rows = Lease.objects.for_school(school).filter(superseded_by=None, span__in=range(4))
        near = rows.filter(address__in={key[0] for key in some}, starts__range=(some[0][2], some[-1][2]))
        known = {(row.address, row.device_id, row.starts): row for row in near}
        _write(batch, Lease, [(known.get(key), _lease(batch, of[key[1]], key, said[key])) for key in some], bound)


def _take_sign_ins(
    batch: Batch, sign_ins: Sequence[SignInSaid], devices: dict[tuple[str, date], Device], bound: Bound
) -> None:
    school, of = batch.school, {device.pk: device for device in devices.values()}
    accounts = {one.account.pk: one.account for one in sign_ins}
    said: dict[tuple[int, int, int], int | None] = {}
    for one in sign_ins:
        said[devices[one.mac, _day(school, one.starts)].pk, one.account.pk, one.starts] = one.ends
    for some in batched(sorted(said, key=lambda key: key[2]), AT_ONCE):
        rows = SignIn.objects.for_school(school).filter(superseded_by=None, span__in=range(4))
        near = rows.filter(device_id__in={key[0] for key in some}, starts__range=(some[0][2], some[-1][2]))
        known = {(row.device_id, row.account_id, row.starts): row for row in near}
        _write(
            batch,
            SignIn,
            [(known.get(key), _sign_in(batch, of[key[0]], accounts[key[1]], key[2], said[key])) for key in some],
            bound,
        )


def _lease(batch: Batch, device: Device, key: tuple[str, int, int], ends: int | None) -> Lease:
    address, _, starts = key
    timed = {"starts": starts, "ends": ends, "span": span_of(starts, ends)}
    return Lease(school=batch.school, batch=batch, address=address, device=device, **timed)


def _sign_in(batch: Batch, device: Device, account: DirectoryAccount, starts: int, ends: int | None) -> SignIn:
    last = starts + ASSUMED if ends is None else ends
    timed = {"starts": starts, "ends": last, "span": span_of(starts, last), "end_assumed": ends is None}
    return SignIn(school=batch.school, batch=batch, device=device, account=account, **timed)


def _write[R: (Lease, SignIn)](batch: Batch, model: type[R], pairs: Iterable[tuple[R | None, R]], bound: Bound) -> None:
    new, gone = list[R](), list[int]()
    for old, row in pairs:
        if old is not None and old.ends == row.ends:
            bound.repeated += 1
            continue
        new.append(row)
        if old is not None:
            gone.append(old.pk)
    model.objects.for_school(batch.school).filter(pk__in=gone).update(superseded_by=batch)
    model.objects.for_school(batch.school).bulk_create(new)
    bound.corrected += len(gone)
    bound.new += len(new) - len(gone)


def lease_said(address: str, mac: str, starts: datetime, ends: datetime | None) -> LeaseSaid:
    """From words as a machine or a person writes them, in one spelling. Raises ``BadInputError``."""
    end = None if ends is None else max(seconds(ends), seconds(starts) + _ROUNDED)
    if ends is not None and ends <= starts:
        raise BadInputError("a lease", "it ends before it begins.", "Check its times, and their zone.")
    return LeaseSaid(addresses.ip(address), addresses.mac(mac), seconds(starts), end)


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970. Raises ``BadInputError`` for a time without its zone."""
    if moment.tzinfo is None:
        raise BadInputError(
            "a time", "it does not say in which zone it is.", "Write it like 2026-11-24T10:42:00+00:00."
        )
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise BadInputError(
            "a time", f"the year {moment.year} is none of a school's.", "Check the clock that wrote it."
        )
    return int(moment.timestamp())
