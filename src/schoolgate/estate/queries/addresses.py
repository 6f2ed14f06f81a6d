"""Who or what was at an address, at a moment: the whole chain, and how sure each link is."""

from dataclasses import replace
from datetime import datetime
from itertools import batched
from typing import Any
from zoneinfo import ZoneInfo

from schoolgate.estate import addresses
from schoolgate.estate.actions.bindings import AT_ONCE, seconds
from schoolgate.estate.models import DeviceMac, Lease
from schoolgate.estate.queries import sql
from schoolgate.estate.spans import SPANS
from schoolgate.estate.whereabouts import (
    Certainty,
    Claim,
    NetworkSeen,
    Stretch,
    Whereabouts,
    Who,
    judge_leases,
    judge_sign_ins,
    least,
)
from schoolgate.people.models import School


def at_address(school: School, address: str, moment: datetime, known_at: datetime | None = None) -> Whereabouts:
    """Which device had the address (IPv4 or IPv6) at a moment, who was behind it, and in which network and place it
    was; as known now, or at ``known_at``. Raises ``BadInputError`` for what is no address, and for times without zones.
    """
    spelt, second = addresses.ip(address), seconds(moment)
    if known_at is not None:
        seconds(known_at)  # refused alike
    day = moment.astimezone(ZoneInfo(school.time_zone)).date().isoformat()
    found = [_claim(row) for row in sql.leases(school.pk, spelt, second, known_at)]
    judged = judge_leases(found, second)
    claims = [found[at] for at in judged.chosen]
    held = _held(claims, day, known_at)
    whole = tuple(
        _with_who(claim, held.get(claim.key, {}), judged.certainty, second, day, known_at) for claim in claims
    )
    networks = sql.network(school.pk, addresses.sortable(spelt), day, known_at)
    seen = _network(networks[0]) if networks else None
    because = judged.because
    if judged.certainty is Certainty.NOT_KNOWN and seen is None:
        because = f"{because} It is in no network that was entered."
    return Whereabouts(spelt, moment, known_at, judged.certainty, because, whole, seen)


def _claim(row: tuple[Any, ...]) -> Claim:
    starts, ends, source, key, device, kind, label = row
    return Claim(Stretch(starts, ends), source, key, device, kind, label)


def known_leases(school: School, asked: set[str]) -> dict[tuple[str, str], dict[int, int | None]]:
    """What is known now of leases of some addresses: by address and hardware address, the end of each by its start."""
    found: dict[tuple[str, str], dict[int, int | None]] = {}
    for some in batched(sorted(asked), AT_ONCE):
        rows = Lease.objects.for_school(school).filter(superseded_by=None, span__in=range(SPANS), address__in=some)
        told = list(rows.values_list("device_id", "address", "starts", "ends"))
        macs: dict[int, list[str]] = {}
        owners = DeviceMac.objects.for_school(school).known().filter(device_id__in={row[0] for row in told})
        for device, mac in owners.values_list("device_id", "mac"):
            macs.setdefault(device, []).append(mac)
        for device, address, starts, ends in told:
            for mac in macs.get(device, ()):
                found.setdefault((address, mac), {})[starts] = ends
    return found


def _network(row: tuple[Any, ...]) -> NetworkSeen:
    ref, name, purpose, vlan, place_ref, place = row
    return NetworkSeen(ref, name, purpose, vlan, place_ref or "", place or "")


def _held(claims: list[Claim], day: str, known_at: datetime | None) -> dict[int, dict[str, str]]:
    """By device: the refs of the person and the class that use it, and the ref and name of the place it is kept in."""
    found: dict[int, dict[str, str]] = {}
    keys = tuple({claim.key for claim in claims})
    for key, person, group, place_ref, place in sql.holders(keys, day, known_at) if keys else ():
        said = {"person": person, "group": group, "place_ref": place_ref, "place": place}
        found.setdefault(key, {}).update({name: value for name, value in said.items() if value})
    return found


def _with_who(
    claim: Claim, held: dict[str, str], of_device: Certainty, moment: int, day: str, known_at: datetime | None
) -> Claim:
    rows = sql.sign_ins(claim.key, moment, day, known_at)
    signed_in = [(Stretch(row[0], row[1]), bool(row[2]), _who_of_account(*row[3:])) for row in rows]
    who = judge_sign_ins(signed_in, moment) or _who_of_device(held)
    sure = tuple(
        replace(one, certainty=least(one.certainty, of_device)) if one.group or one.person else one for one in who
    )
    return replace(claim, who=sure, place_ref=held.get("place_ref", ""), place=held.get("place", ""))


def _who_of_account(account: str, kind: str, person: str | None, group: str | None) -> Who:
    return Who(Certainty.CERTAIN, "", group or "", person or "", account, kind)


def _who_of_device(held: dict[str, str]) -> tuple[Who, ...]:
    """Nobody was signed in that we know of: whose the device is. A shared one names its class, and never a child."""
    if "group" in held:
        why = "The class shares it. Which child held it, nothing says."
        return (Who(Certainty.CERTAIN, why, group=held["group"]),)
    if "person" in held:
        return (
            Who(Certainty.LIKELY, "It is theirs; nobody was signed in on it that we know of.", person=held["person"]),
        )
    return (Who(Certainty.NOT_KNOWN, "Nothing says who used it."),)
