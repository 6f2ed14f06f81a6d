"""What the estate's operations take and give, as JSON. Times carry their offset from UTC."""

import re
from typing import Annotated, Final

from annotated_types import Len
from ninja import Schema
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from schoolgate.estate.whereabouts import Certainty, Claim, NetworkSeen, Whereabouts, Who

MOST: Final = 5_000
_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d")


def _written_out(value: object) -> object:
    """A bare number may be seconds or milliseconds, since one year or another: a time is written out, with its zone."""
    if not isinstance(value, str) or not _WRITTEN.match(value):
        raise ValueError("write the time out, with its offset: 2026-11-24T10:42:00+00:00")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class SchoolSeen(Schema):
    ref: str
    name: str


class Me(Schema):
    """A token, as it sees itself."""

    token: str
    name: str
    school: SchoolSeen
    scopes: list[str]
    ends_on: str
    now: AwareDatetime


class LeaseSeen(Schema):
    starts: AwareDatetime
    ends: AwareDatetime | None = Field(description="nothing: until further notice")
    source: str


class WhoSeen(Schema):
    certainty: Certainty
    because: str
    group: str | None = Field(description="ref of the class")
    person: str | None = Field(description="ref of the person; only to a token with the right estate.who")
    account: str | None = Field(description="ref of the account signed in; only to a token with the right estate.who")


class DeviceSeen(Schema):
    ref: str
    kind: str
    label: str
    place: str | None
    lease: LeaseSeen
    who: list[WhoSeen]


class NetworkTold(Schema):
    ref: str
    name: str
    purpose: str
    vlan: int | None
    place: str | None


class WhereaboutsTold(Schema):
    address: str
    at: AwareDatetime
    known_at: AwareDatetime | None
    certainty: Certainty = Field(description="of the device")
    because: str
    devices: list[DeviceSeen] = Field(description="the likeliest first")
    network: NetworkTold | None


class Sent(BaseModel):
    """Base of what is sent in: a field that we do not know is refused, since its sender meant something by it."""

    model_config = ConfigDict(extra="forbid")


class LeaseSent(Sent):
    address: str = Field(description="10.4.2.17 or 2001:db8::17", max_length=60)
    mac: str = Field(description="02:00:5e:10:00:01", max_length=40)
    starts: Moment
    ends: Moment | None = Field(None, description="nothing: until further notice")


class SignInSent(Sent):
    mac: str = Field(max_length=40)
    provider: str = Field(description="google, microsoft or local-ad", max_length=20)
    account: str = Field(description="the account's address, on the school's list", max_length=320)
    starts: Moment
    ends: Moment | None = Field(None, description="nothing: not told")


class BindingsSent(Sent):
    leases: Annotated[list[LeaseSent], Len(0, MOST)] = []
    sign_ins: Annotated[list[SignInSent], Len(0, MOST)] = []


class Refused(Schema):
    part: str = Field(description="leases or sign_ins")
    at: int = Field(description="its place in that list, from 0")
    why: str


class BindingsTaken(Schema):
    new: int
    corrected: int
    repeated: int
    devices: int = Field(description="seen for the first time, and on no list")
    refused: list[Refused]


def told(found: Whereabouts) -> WhereaboutsTold:
    return WhereaboutsTold(
        address=found.address,
        at=found.moment,
        known_at=found.known_at,
        certainty=found.certainty,
        because=found.because,
        devices=[_device(claim) for claim in found.claims],
        network=_network(found.network) if found.network else None,
    )


def _network(seen: NetworkSeen) -> NetworkTold:
    return NetworkTold(ref=seen.ref, name=seen.name, purpose=seen.purpose, vlan=seen.vlan, place=seen.place or None)


def _device(claim: Claim) -> DeviceSeen:
    lease = LeaseSeen(starts=claim.lease.starts_at, ends=claim.lease.ends_at, source=claim.source)
    who = [_who(one) for one in claim.who]
    label, place = claim.label, claim.place or None
    return DeviceSeen(ref=claim.device, kind=claim.kind, label=label, place=place, lease=lease, who=who)


def _who(one: Who) -> WhoSeen:
    return WhoSeen(
        certainty=one.certainty,
        because=one.because,
        group=one.group or None,
        person=one.person or None,
        account=one.account or None,
    )
