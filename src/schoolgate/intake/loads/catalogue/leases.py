"""Leases of a DHCP server, to which device had which address and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.estate.actions import LeaseSaid, bind, take_back
from schoolgate.estate.queries import known_leases
from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.intake.loads.contract import Applied, Change, Plan
from schoolgate.people.models import ADMINISTRATOR, School

NEW: Final = "new"
CORRECTED: Final = "corrected"


@dataclass(frozen=True, slots=True)
class _Leases:
    """A lease whose beginning the file does not say is taken from the moment it is applied: we do not know of before.
    Where the same device has the same address until the same time already, it says nothing new.
    """

    key: str = "leases"
    words: str = "Which device had which address"
    feeds: tuple[str, ...] = ("dhcp-isc", "dhcp-kea", "dhcp-windows", "dhcp-dnsmasq")
    roles: tuple[str, ...] = (ADMINISTRATOR, "it-lead")
    holder: str = "it-lead"
    verbs: Mapping[str, str] = MappingProxyType({NEW: "would be added", CORRECTED: "would be corrected"})

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan:  # noqa: ARG002 - a lease says its own days
        said: dict[tuple[str, str, int | None, int | None], Row] = {}
        for row in rows:
            starts, ends = (_seconds(row.values.get(key, ""), school) for key in ("starts", "ends"))
            key = (row.values["address"], row.values["mac"], starts, ends if starts is None else None)
            said[key] = row  # the last mention of a lease is what its server knows now
        known = known_leases(school, {key[0] for key in said})
        changes, rejects, unchanged = list[Change](), list[Reject](), 0
        for (address, mac, starts, _), row in said.items():
            ends = _seconds(row.values.get("ends", ""), school)
            if starts is not None and ends is not None and ends <= starts:
                reason = "The lease ends before it begins, by the school’s clock."
                rejects.append(Reject(row.line, reason, ", ".join(row.values.values()), row.part))
                continue
            there = known.get((address, mac), {})
            if (ends in there.values()) if starts is None else (starts in there and there[starts] == ends):
                unchanged += 1
                continue
            payload = {"address": address, "mac": mac, "starts": starts, "ends": ends}
            verb = CORRECTED if starts in there else NEW
            changes.append(Change(verb, mac, _words(address, starts, ends, school), payload, row.line))
        return Plan(tuple(changes), tuple(rejects), unchanged)

    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied:
        now, said, over = int(at.timestamp()), list[LeaseSaid](), 0
        for one in plan.changes:
            starts, ends = (_number(one.payload[key]) for key in ("starts", "ends"))
            if starts is None and ends is not None and ends <= now:
                over += 1  # it had run out before the file was applied: from when it was, nothing says
                continue
            first = now if starts is None else starts
            said.append(LeaseSaid(str(one.payload["address"]), str(one.payload["mac"]), first, ends))
        bound = bind(school, said, source="dhcp", actor=actor, load=ref, at=at)
        counts = {NEW: bound.new, CORRECTED: bound.corrected}
        return Applied(counts | ({"run-out": over} if over else {}))

    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied:
        return Applied({"taken-back": take_back(school, ref, actor=actor, at=at)})


LOAD = _Leases()


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _seconds(text: str, school: School) -> int | None:
    """A server's time in seconds since 1970; one without a zone is by the school's clock. Of the hour that comes twice
    in October it is the first: what follows it corrects nothing, and a lease is never longer for it.
    """
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(school.time_zone))
    return int(moment.timestamp())


def _words(address: str, starts: int | None, ends: int | None, school: School) -> str:
    zone = ZoneInfo(school.time_zone)

    def told(moment: int) -> str:
        return f"{datetime.fromtimestamp(moment, UTC).astimezone(zone):%d/%m/%Y %H:%M}"

    first = "from now" if starts is None else f"from {told(starts)}"
    last = "until further notice" if ends is None else f"until {told(ends)}"
    return f"{address} {first} {last}"
