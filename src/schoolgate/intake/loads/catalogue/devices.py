"""A list of devices, to the school's own: what would be added and what changed, shown before any of it is done.

A device is known again by its tag, else its serial number, else its hardware address. The list is not taken to be
whole: what it does not name stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from schoolgate.estate.actions import DeviceSaid, load_devices, take_back_devices
from schoolgate.estate.models import Place
from schoolgate.estate.queries import DeviceKnown, devices
from schoolgate.feeds.contract import Reject, Row
from schoolgate.feeds.tables import folded
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.contract import Applied, Change, Plan, planned
from schoolgate.intake.models import Delivery
from schoolgate.intake.parsing import content
from schoolgate.intake.previews import unpacked
from schoolgate.kernel.refs import derived_ref
from schoolgate.people.identifiers import digest_of, group_digest
from schoolgate.people.models import ADMINISTRATOR, Group, Identifier, School

ADDED: Final = "added"
CHANGED: Final = "changed"
# What lists call them; whatever is none of these is kept as another device.
_KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(("tablet", "tablets", "ipad", "ipads"), "tablet"),
    **dict.fromkeys(("laptop", "laptops", "chromebook", "chromebooks", "notebook", "macbook"), "laptop"),
    **dict.fromkeys(("desktop", "desktops", "pc", "computer", "workstation", "imac"), "desktop"),
    **dict.fromkeys(("board", "interactive board", "whiteboard", "smartboard", "screen", "classroom screen"), "board"),
    **dict.fromkeys(("printer", "printers", "copier", "photocopier"), "printer"),
    **dict.fromkeys(("phone", "mobile", "mobile phone", "smartphone"), "phone"),
    **dict.fromkeys(("server", "servers", "nas"), "server"),
    **dict.fromkeys(("switch", "router", "firewall", "access point", "network", "network equipment"), "network"),
}


@dataclass(frozen=True, slots=True)
class _Devices:
    key: str = "devices"
    words: str = "The school’s devices"
    feeds: tuple[str, ...] = ("devices-csv",)
    roles: tuple[str, ...] = (ADMINISTRATOR, "it-lead")
    holder: str = "it-lead"
    verbs: Mapping[str, str] = MappingProxyType({ADDED: "would be added", CHANGED: "would be changed"})

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:
        return _Planning(school, on).plan(rows)

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:
        if plan.changes:
            load_devices(school, [_said(change, ref) for change in plan.changes], ref=ref, actor=actor, at=at)
        verbs = [change.verb for change in plan.changes]
        return Applied({verb: verbs.count(verb) for verb in self.verbs})

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:
        delivery = Delivery.objects.for_school(school).get(ref=ref)
        before = [_said(change, ref) for change in unpacked(content(delivery.plan)).changes]
        return Applied({"taken back": take_back_devices(school, ref, before, actor=actor, at=at)})


LOAD = _Devices()


class _Planning:
    """One plan in the making: every device by what it is known by, and what the rows have claimed so far."""

    def __init__(self, school: School, on: date) -> None:
        self.school = school
        known = devices(school, on=on)
        self.by: dict[tuple[str, str], DeviceKnown] = {}
        for one in known:
            for key in _keys(one.label, one.serial, one.macs):
                self.by.setdefault(key, one)
        places = Place.objects.for_school(school).filter(ended_on=None)
        self.places = {folded(place.name): place.ref for place in places}
        self.claimed: dict[tuple[str, str], int] = {}
        self.missing: dict[str, set[str]] = {"place": set(), "class": set(), "person": set()}

    def plan(self, rows: Iterable[Row]) -> Plan:
        plan = planned(rows, self._row)
        words = {"place": "places", "class": "classes", "person": "e-mail addresses"}
        remarks = [
            f"{len(names)} {words[what]} of the list are not known here, and were passed over: enter them first, and "
            f"give the list again. The first is “{min(names)}”."
            for what, names in self.missing.items()
            if names
        ]
        return replace(plan, remarks=tuple(remarks))

    def _row(self, row: Row) -> Change | Reject | None:
        said = row.values
        macs = tuple(dict.fromkeys(mac for key in ("mac", "other_mac") if (mac := said.get(key, ""))))
        label, serial = said.get("label", "")[:80], said.get("serial", "").upper()[:80]
        keys = _keys(label, serial, macs)
        raw = ", ".join(said.values())
        twice = next((key for key in keys if key in self.claimed), None)
        if twice is not None:
            words = {"label": "tag", "serial": "serial number", "mac": "hardware address"}[twice[0]]
            return Reject(row.line, f"Line {self.claimed[twice]} has the same {words}, {twice[1]}.", raw, row.part)
        found = {one.ref: one for key in keys if (one := self.by.get(key))}
        listed = [one for one in found.values() if one.kind != "unknown"]
        if len(listed) > 1:
            told = " and ".join(sorted(one.label or one.ref for one in listed))
            return Reject(row.line, f"It is partly one device that is known and partly another: {told}.", raw, row.part)
        self.claimed |= dict.fromkeys(keys, row.line)
        old = listed[0] if listed else next(iter(found.values()), None)
        return self._change(row, old, label, serial, macs)

    def _change(
        self, row: Row, old: DeviceKnown | None, label: str, serial: str, macs: tuple[str, ...]
    ) -> Change | None:
        kind = _KINDS.get(folded(row.values["kind"]), "other")
        place, group, person = self._place(row), self._group(row), self._person(row)
        person = "" if group else person
        new = {
            "kind": kind if old is None or old.kind != kind else "",
            "label": label if old is None or old.label != label else "",
            "serial": serial if old is None or old.serial != serial else "",
            "macs": [mac for mac in macs if old is None or mac not in old.macs],
            "place": place if old is None or old.place_ref != place else "",
            "group": group if old is None or old.holder != group else "",
            "person": person if old is None or old.holder != person else "",
        }
        changed = [name for name, value in new.items() if value]
        if old is not None and not changed:
            return None
        was = None if old is None else [old.kind, old.label, old.serial]
        payload: dict[str, object] = {**new, "device": old.ref if old else "", "was": was}
        shown = label or serial or macs[0]
        words = row.values["kind"] if old is None else ", ".join(changed)
        return Change(ADDED if old is None else CHANGED, shown, words, payload, row.line)

    def _place(self, row: Row) -> str:
        name = row.values.get("place", "")
        return self._known("place", name, self.places.get(folded(name), ""))

    def _group(self, row: Row) -> str:
        name = row.values.get("group", "")
        digest = group_digest(self.school, Group.Kind.CLASS, name) if name else ""
        rows = Group.objects.for_school(self.school).filter(kind=Group.Kind.CLASS, digest=digest) if name else None
        return self._known("class", name, next((one.ref for one in rows or ()), ""))

    def _person(self, row: Row) -> str:
        email = row.values.get("person", "")
        if not email:
            return ""
        digest = digest_of(self.school, Identifier.Scheme.EMAIL, email)
        rows = Identifier.objects.for_school(self.school).known().filter(scheme=Identifier.Scheme.EMAIL, digest=digest)
        return self._known("person", email, next((one.person.ref for one in rows.select_related("person")), ""))

    def _known(self, what: str, name: str, ref: str) -> str:
        if name and not ref:
            self.missing[what].add(name)
        return ref


def _keys(label: str, serial: str, macs: Iterable[str]) -> list[tuple[str, str]]:
    keys = [("label", label), ("serial", serial), *(("mac", mac) for mac in macs)]
    return [(what, value) for what, value in keys if value]


def _said(change: Change, load: str) -> DeviceSaid:
    payload: dict[str, Any] = dict(change.payload)
    known = str(payload["device"])
    was = payload["was"]
    return DeviceSaid(
        device=known or derived_ref("dev", load, str(change.line), change.who),
        macs=tuple(payload["macs"]),
        was=tuple(was) if was else None,
        **{name: str(payload[name]) for name in ("kind", "label", "serial", "place", "group", "person")},
    )
