"""A whole list of devices taken in at once, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from schoolgate.estate import kinds
from schoolgate.estate.models import Batch, Device, DeviceHolder, DeviceMac, Place
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import Bitemporal, hold, put_many
from schoolgate.frame.undoing import changed_since, moment_of_its_own, take_back
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Group, Person, School

_TABLES: Final[tuple[type[Bitemporal], ...]] = (DeviceMac, DeviceHolder)
_FIELDS: Final = ("kind", "label", "serial")


@dataclass(frozen=True, slots=True)
class DeviceSaid:
    """One line of a list. ``device`` is the ref of one that is known, or of a new one. What is empty stays as it is.
    ``was`` is its kind, tag and serial number before, nothing for a new one. The rest are refs.
    """

    device: str
    kind: str
    label: str
    serial: str
    macs: tuple[str, ...] = ()
    place: str = ""
    group: str = ""
    person: str = ""
    was: tuple[str, str, str] | None = None


def load_devices(school: School, said: Sequence[DeviceSaid], *, ref: str, actor: Actor, at: datetime) -> None:
    """Add and change devices as a list says, with one entry for all. Their places and users hold from today."""
    with transaction.atomic():
        hold(school)
        moment, day = moment_of_its_own(school, _TABLES, at), today(school)
        batch = Batch(school=school, source="list", load=ref, at=moment)
        batch.save()
        found = _devices(school, said)
        put_many(
            DeviceMac,
            school,
            [_mac(school, found[one.device], mac, day) for one in said for mac in one.macs],
            at=moment,
        )
        put_many(DeviceHolder, school, _holders(school, said, found, day), at=moment)
        items = [{"device": found[one.device].ref, "verb": "changed" if one.was else "added"} for one in said]
        added = sum(one.was is None for one in said)
        counts: dict[str, str | int | bool | None] = {"load": ref, "added": added, "changed": len(said) - added}
        chain = school_chain(school.ref)
        append_batch(chain, kinds.DEVICES_LOADED, items, actor=actor, subject=batch.ref, details=counts)


def take_back_devices(school: School, ref: str, before: Sequence[DeviceSaid], *, actor: Actor, at: datetime) -> int:
    """Take back the list ``ref``, of which ``before`` says what was said: the devices it added end, the others are as
    they were. How many. Raises ``BadInputError`` where something of it was changed since.
    """
    with transaction.atomic():
        hold(school)
        batch = Batch.objects.for_school(school).filter(load=ref, source="list").first()
        if batch is None:
            raise BadInputError(f"the list {ref}", "there is none to take back.", "Look at what was loaded, and when.")
        if any(changed_since(table, school, batch.at) for table in _TABLES):
            raise BadInputError("the list of devices", "what it said was changed since.", "Give a right list instead.")
        moment, day = moment_of_its_own(school, _TABLES, at), today(school)
        for table in _TABLES:
            take_back(table, school, batch.at, at=moment)
        rows = {
            row.ref: row for row in Device.objects.for_school(school).filter(ref__in=[one.device for one in before])
        }
        for one in before:
            row = rows[one.device]
            if one.was is None:
                row.ended_on = day
            else:
                row.kind, row.label, row.serial = one.was
            row.save()
        details: dict[str, str | int | bool | None] = {"load": ref, "devices": len(before)}
        append(school_chain(school.ref), kinds.DEVICES_TAKEN_BACK, actor=actor, subject=batch.ref, details=details)
    return len(before)


def _devices(school: School, said: Sequence[DeviceSaid]) -> dict[str, Device]:
    refs = [one.device for one in said]
    found = {row.ref: row for row in Device.objects.for_school(school).filter(ref__in=refs)}
    for one in said:
        row = found.setdefault(one.device, Device(school=school, ref=one.device))
        for name in _FIELDS:
            setattr(row, name, getattr(one, name) or getattr(row, name))
        row.save()
    return found


def _mac(school: School, device: Device, mac: str, day: date) -> DeviceMac:
    return DeviceMac(school=school, mac=mac, device=device, valid_from=day)


def _holders(school: School, said: Sequence[DeviceSaid], found: dict[str, Device], day: date) -> list[DeviceHolder]:
    wanted: tuple[tuple[str, type[Any], str], ...] = (
        ("place", Place, "kept-in"),
        ("group", Group, "used-by"),
        ("person", Person, "used-by"),
    )
    rows = []
    for field, model, part in wanted:
        refs = {getattr(one, field) for one in said} - {""}
        things = {thing.ref: thing for thing in model.objects.for_school(school).filter(ref__in=refs)}
        for one in said:
            if thing := things.get(getattr(one, field)):
                row = DeviceHolder(school=school, device=found[one.device], part=part, valid_from=day)
                setattr(row, field, thing)
                rows.append(row)
    return rows
