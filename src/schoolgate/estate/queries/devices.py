"""Devices, for those who look after them: what each is, and where and whose it is today. Machinery; no child's name."""

from dataclasses import dataclass
from datetime import date

from schoolgate.estate.models import Device, DeviceHolder, DeviceMac
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class DeviceKnown:
    """``holder`` is the ref of the person or class that uses it, ``group`` whether that is a class."""

    ref: str
    kind: str
    label: str
    serial: str
    macs: tuple[str, ...]
    place: str = ""
    place_ref: str = ""
    holder: str = ""
    group: bool = False


def device_refs(school: School) -> list[str]:
    """The ref of every device there is or was, in no order."""
    return list(Device.objects.for_school(school).values_list("ref", flat=True))


def devices(school: School, *, on: date, ref: str = "") -> list[DeviceKnown]:
    """Every device that has not ended, by tag; or the one with that ref, ended or not."""
    rows = Device.objects.for_school(school)
    rows = rows.filter(ref=ref) if ref else rows.filter(ended_on=None)
    some = list(rows)
    macs: dict[int, list[str]] = {}
    owners = DeviceMac.objects.for_school(school).as_of(on).filter(device__in=some)
    for device, mac in owners.order_by("mac").values_list("device_id", "mac"):
        macs.setdefault(device, []).append(mac)
    held: dict[int, dict[str, object]] = {}
    holders = DeviceHolder.objects.for_school(school).as_of(on).filter(device__in=some)
    for row in holders.select_related("person", "group", "place"):
        if row.place is not None:
            said: dict[str, object] = {"place": row.place.name, "place_ref": row.place.ref}
        else:
            said = {"holder": (row.group or row.person).ref, "group": row.group is not None}
        held.setdefault(row.device_id, {}).update(said)
    found = [
        DeviceKnown(
            row.ref,
            row.kind,
            row.label,
            row.serial,
            tuple(macs.get(row.pk, ())),
            **held.get(row.pk, {}),  # type: ignore[arg-type]  # as said above
        )
        for row in some
    ]
    return sorted(found, key=lambda one: (one.kind == "unknown", one.label.casefold(), one.serial, one.ref))
