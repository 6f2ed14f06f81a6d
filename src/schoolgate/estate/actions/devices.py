"""Adding devices, saying whose they are and where they are kept, and ending them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import addresses, kinds
from schoolgate.estate.actions.saying import check_days, record
from schoolgate.estate.models import Device, DeviceHolder, DeviceMac, Place
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import Group, Person, School

type Holder = Person | Group | Place


def add_device(
    school: School,
    kind: str,
    *,
    actor: Actor,
    label: str = "",
    serial: str = "",
    macs: Sequence[str] = (),
    since: date | None = None,
) -> Device:
    """Add a device; one seen on a network before, on no list, becomes it. Raises ``BadInputError`` for a tag, serial
    number or hardware address that another device has.
    """
    spelt = list(dict.fromkeys(addresses.mac(one) for one in macs))
    device = _seen_before(school, spelt) or Device(school=school)
    device.kind, device.label, device.serial = _kind(kind), " ".join(label.split()), serial.strip().upper()
    if not (device.label or device.serial or spelt):
        raise BadInputError("the device", "nothing tells it from others.", "Give its tag, serial number or address.")
    with transaction.atomic():
        hold(school)
        _refuse_twin(device)
        device.save()
        for one in spelt:
            _give_mac(device, one, since or today(school))
        record(school, kinds.DEVICE_ADDED, device.ref, actor, kind=device.kind, macs=len(spelt))
    return device


def change_device(
    device: Device, *, actor: Actor, kind: str | None = None, label: str | None = None, serial: str | None = None
) -> Device:
    """Change what is kept; what is left out stays. The same again changes and records nothing."""
    given = {"kind": _kind(kind) if kind is not None else None, "label": label, "serial": serial}
    with transaction.atomic():
        hold(device.school)
        changed = [name for name, value in given.items() if value is not None and value != getattr(device, name)]
        for name in changed:
            setattr(device, name, given[name])
        if changed:
            _refuse_twin(device)
            device.save()
            record(device.school, kinds.DEVICE_CHANGED, device.ref, actor, fields=" ".join(changed))
    return device


def give_mac(device: Device, mac: str, *, actor: Actor, since: date | None = None) -> None:
    """Say that a hardware address is this device's. Raises ``BadInputError`` while it is another listed device's."""
    with transaction.atomic():
        hold(device.school)
        if _give_mac(device, addresses.mac(mac), since or today(device.school)):
            record(device.school, kinds.DEVICE_CHANGED, device.ref, actor, fields="mac")


def hold_device(
    device: Device, holder: Holder, *, actor: Actor, valid_from: date, valid_to: date | None = None
) -> DeviceHolder:
    """Say that a person uses the device, a class shares it, or a place keeps it, over those days. Whoever had it on
    those days had it not; whoever had it before and after still did.
    """
    check_days("the device", valid_from, valid_to)
    row = DeviceHolder(school=device.school, device=device, **holding(holder))
    row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
    with transaction.atomic():
        hold(device.school)
        put(row)
        days = {"valid_from": valid_from, "valid_to": valid_to}
        record(device.school, kinds.DEVICE_HELD, device.ref, actor, part=row.part, holder=holder.ref, **days)
    return row


def let_go(device: Device, part: str, *, actor: Actor, valid_to: date) -> None:
    """Say that from ``valid_to`` on nobody is known to use the device, or nothing to keep it (``part``)."""
    with transaction.atomic():
        hold(device.school)
        rows = DeviceHolder.objects.for_school(device.school).known().overlapping(valid_to, None)
        if not rows.filter(device=device, part=part).exists():
            raise BadInputError("the device", f"nothing of that is known on {valid_to}.", "Check the day.")
        key = {"device": device, "part": part}
        withdraw(DeviceHolder, device.school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
        record(device.school, kinds.DEVICE_LET_GO, device.ref, actor, part=part, valid_to=valid_to)


def end_device(device: Device, *, actor: Actor, on: date | None = None) -> None:
    """The school has the device no more from ``on``: its hardware addresses may be another's, and nobody holds it."""
    day = on or today(device.school)
    with transaction.atomic():
        hold(device.school)
        at, school = timezone.now(), device.school
        macs = DeviceMac.objects.for_school(school).known().overlapping(day, None).filter(device=device)
        for mac in sorted(macs.values_list("mac", flat=True)):
            withdraw(DeviceMac, school, {"mac": mac}, valid_from=day, valid_to=None, at=at)
        for part in DeviceHolder.Part.values:
            withdraw(DeviceHolder, school, {"device": device, "part": part}, valid_from=day, valid_to=None, at=at)
        device.ended_on = day
        device.save()
        record(school, kinds.ENDED, device.ref, actor, valid_to=day)


def holding(holder: Holder) -> dict[str, Any]:
    """The part and the key of a row that says so."""
    if isinstance(holder, Place):
        return {"part": DeviceHolder.Part.KEPT_IN, "place": holder}
    field = "person" if isinstance(holder, Person) else "group"
    return {"part": DeviceHolder.Part.USED_BY, field: holder}


def _kind(kind: str) -> str:
    if kind not in Device.Kind.values:
        raise BadInputError("the device", f"there is no kind {kind!r}.", f"Known: {', '.join(Device.Kind.values)}.")
    return kind


def _seen_before(school: School, macs: Sequence[str]) -> Device | None:
    rows = DeviceMac.objects.for_school(school).known().filter(mac__in=macs, device__kind=Device.Kind.UNKNOWN)
    row = rows.select_related("device").order_by("valid_from", "pk").first()
    return row.device if row is not None else None


def _refuse_twin(device: Device) -> None:
    rows = Device.objects.for_school(device.school).filter(ended_on=None).exclude(pk=device.pk)
    for field, words in (("label", "tag"), ("serial", "serial number")):
        value = getattr(device, field)
        if value and rows.filter(**{field: value}).exists():
            step = "Open that device, or end it first."
            raise BadInputError(f"the {words} {value}", "another device of the school has it.", step)


def _give_mac(device: Device, mac: str, since: date) -> bool:
    rows = DeviceMac.objects.for_school(device.school).known().overlapping(since, None).filter(mac=mac)
    others = [row for row in rows.select_related("device") if row.device_id != device.pk]
    listed = [row for row in others if row.device.kind != Device.Kind.UNKNOWN]
    if listed:
        cause = f"the device {listed[0].device} has it."
        raise BadInputError(f"the hardware address {mac}", cause, "Take it from that one, or end that device, first.")
    if rows and not others:
        return False
    row = DeviceMac(school=device.school, mac=mac, device=device, valid_from=since, recorded_at=timezone.now())
    put(row)
    return True
