"""What is known of an address at a moment, how sure it is, and why. Plain values, and the rules that judge them.

**certain**: one lease, or one sign-in, covers the moment, and its edges are further off than clocks differ.
**likely**: the best that is known, with a reason to doubt it. **one of several**: more than one claims it, and nothing
tells which. **not known**: nothing says. Silence is never somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

AFTER: Final = 5 * 60  # a device may keep an address for a while after its lease: nobody else has had it since
SKEW: Final = 2 * 60  # how far the clocks of servers differ


class Certainty(StrEnum):
    CERTAIN = "certain"
    LIKELY = "likely"
    SEVERAL = "one of several"
    NOT_KNOWN = "not known"


_ORDER: Final = (Certainty.CERTAIN, Certainty.LIKELY, Certainty.SEVERAL, Certainty.NOT_KNOWN)


def least(*of: Certainty) -> Certainty:
    """The least sure of them: a chain is as sure as its weakest link."""
    return max(of, key=_ORDER.index)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``starts`` until just before ``ends`` (none: until further notice), in seconds since 1970."""

    starts: int
    ends: int | None

    def covers(self, moment: int) -> bool:
        return self.starts <= moment and (self.ends is None or moment < self.ends)

    @property
    def starts_at(self) -> datetime:
        return datetime.fromtimestamp(self.starts, UTC)

    @property
    def ends_at(self) -> datetime | None:
        return None if self.ends is None else datetime.fromtimestamp(self.ends, UTC)


@dataclass(frozen=True, slots=True)
class NetworkSeen:
    ref: str
    name: str
    purpose: str
    vlan: int | None
    place_ref: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Behind a device: a class, or a person by ref (never a name), how sure, and why. ``account`` is the ref of the one
    signed in, where one was.
    """

    certainty: Certainty
    because: str
    group: str = ""
    person: str = ""
    account: str = ""
    account_kind: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A device that had, or may have had, the address: by which lease, told by whom; and who was behind it."""

    lease: Stretch
    source: str
    key: int
    device: str
    kind: str
    label: str
    because: str = ""
    place_ref: str = ""
    place: str = ""
    who: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The answer. ``certainty`` is of the device; each claim says of those behind it. Claims: the likeliest first."""

    address: str
    moment: datetime
    known_at: datetime | None
    certainty: Certainty
    because: str
    claims: tuple[Claim, ...] = ()
    network: NetworkSeen | None = None

    @property
    def names_a_person(self) -> bool:
        return any(who.person for claim in self.claims for who in claim.who)

    def without_persons(self) -> "Whereabouts":
        """As those may see it who look after machines: devices and classes, and that an account was signed in."""
        return replace(self, claims=tuple(_impersonal(claim) for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Judged:
    certainty: Certainty
    because: str
    chosen: tuple[int, ...]  # positions, the likeliest first


def judge_leases(found: Sequence[Claim], moment: int) -> Judged:
    """Which of the claims hold at a moment. Two of one device are one; a server leases an address to one device at a
    time, so of two that it leased, the later began when the earlier was over.
    """
    all_covering = [at for at, one in enumerate(found) if one.lease.covers(moment)]
    covering = _newest(all_covering, found)
    if not covering:
        return _near(found, moment)
    devices = {found[at].key for at in covering}
    sources = {found[at].source for at in covering}
    starts = [found[at].lease.starts for at in covering]
    if len(devices) == 1:
        return _alone([found[at].lease for at in all_covering], covering[0], moment)
    if len(sources) == 1 and starts[0] > starts[1] and sources != {"hand"}:
        why = "It was leased to another device before, whose lease had not run out; the later lease is taken."
        return Judged(Certainty.LIKELY, why, tuple(covering[:1]))
    return Judged(Certainty.SEVERAL, f"{_count(len(devices))} devices claim the address at that moment.", (*covering,))


def judge_sign_ins(found: Sequence[tuple[Stretch, bool, Who]], moment: int) -> tuple[Who, ...]:
    """Who was signed in: ``(stretch, whether its end is assumed, whose account)``. Nobody, where nothing covers it."""
    covering = [one for one in found if one[0].covers(moment)]
    accounts = {who.account: (stretch, assumed, who) for stretch, assumed, who in sorted(covering, key=_start)}
    told = [one for one in accounts.values() if not one[1]]
    # A sign-in whose end nobody told is over when the next begins.
    last = max(accounts.values(), key=_start) if accounts else None
    standing = [*told, last] if last is not None and last[1] else told
    if len(standing) > 1:
        why = f"{_count(len(standing))} accounts were signed in on it at that moment."
        return tuple(replace(who, certainty=Certainty.SEVERAL, because=why) for _, _, who in standing)
    for stretch, assumed, who in standing:
        certainty, why = Certainty.CERTAIN, "The account was signed in on it."
        if assumed:
            certainty, why = Certainty.LIKELY, "The account signed in on it before; nobody told us when that ended."
        elif _at_an_edge(stretch, moment):
            certainty = Certainty.LIKELY
            why = "The account was signed in on it, by a minute or two: clocks may differ by as much."
        return (replace(who, certainty=certainty, because=why),)
    return ()


def _alone(stretches: list[Stretch], at: int, moment: int) -> Judged:
    """One device claims it, by its latest lease at ``at``. A renewal is no edge while the lease before lasts."""
    if all(_at_an_edge(stretch, moment) for stretch in stretches):
        near = "began" if all(moment - one.starts < SKEW for one in stretches) else "ends"
        why = f"Its lease {near} within two minutes of that moment, and clocks may differ by as much."
        return Judged(Certainty.LIKELY, why, (at,))
    return Judged(Certainty.CERTAIN, "Its lease covers that moment, and no other device claims the address.", (at,))


def _near(found: Sequence[Claim], moment: int) -> Judged:
    """Nothing covers the moment: what ended just before it, or began just after."""
    ended = [at for at, one in enumerate(found) if one.lease.ends is not None and 0 <= moment - one.lease.ends <= AFTER]
    began = [at for at, one in enumerate(found) if 0 < one.lease.starts - moment <= SKEW]
    ended.sort(key=lambda at: -(found[at].lease.ends or 0))
    devices = {found[at].key for at in (*ended[:1], *began)}
    if len(devices) > 1:
        why = "No lease covers that moment: one ended just before it and another device's began just after."
        return Judged(Certainty.SEVERAL, why, (*ended[:1], *began))
    if ended:
        since = _ago(moment - (found[ended[0]].lease.ends or 0))
        why = f"Its lease ended {since} before, and no other device had it since."
        return Judged(Certainty.LIKELY, why, (ended[0],))
    if began:
        why = f"Its lease began {_ago(found[began[0]].lease.starts - moment)} after, and clocks may differ by as much."
        return Judged(Certainty.LIKELY, why, (began[0],))
    return Judged(Certainty.NOT_KNOWN, "Nothing we were told says which device had this address at that moment.", ())


def _newest(positions: list[int], found: Sequence[Claim]) -> list[int]:
    """The latest lease of each device, the latest first: a renewal stands for what it renews."""
    latest: dict[int, int] = {}
    for at in sorted(positions, key=lambda at: (found[at].lease.starts, found[at].device)):
        latest[found[at].key] = at
    return sorted(latest.values(), key=lambda at: (-found[at].lease.starts, found[at].device))


def _at_an_edge(stretch: Stretch, moment: int) -> bool:
    return moment - stretch.starts < SKEW or (stretch.ends is not None and stretch.ends - moment <= SKEW)


def _start(one: tuple[Stretch, bool, Who]) -> int:
    return one[0].starts


def _impersonal(claim: Claim) -> Claim:
    hidden = "Whose it is stands on the page of those who look after children."
    return replace(
        claim,
        who=tuple(replace(who, person="", account="", because=hidden) if who.person else who for who in claim.who),
    )


def _ago(seconds: int) -> str:
    minutes = seconds // 60
    if not minutes:
        return f"{seconds} second" if seconds == 1 else f"{seconds} seconds"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _count(number: int) -> str:
    return {2: "Two", 3: "Three", 4: "Four"}.get(number, str(number))
