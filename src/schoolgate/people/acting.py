"""Who acts for a role on a day, and who gives a second signature. Pure: all that is known is in the ``Staffing``.

Nothing here ever waits for somebody who is not there: where a role is unfilled or everybody is away, the head must act,
then the chair; where nobody can, the answer is nobody, with what to do about it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from schoolgate.kernel.clocks.months import spelt
from schoolgate.vocabulary.roles import post

# Roles that stand in for another by their nature, nearest first.
NATURAL_DEPUTIES: Final[Mapping[str, tuple[str, ...]]] = {"dsl": ("deputy-dsl",), "deputy-dsl": ("dsl",)}
# Who must act where nobody does. What governors oversee stays with governors while there is one.
LAST: Final = ("head", "chair")
_LAST_OF_GOVERNORS: Final = ("chair", "governors", "head")
_GOVERNORS: Final = frozenset({"governors", "online-safety-governor", "chair"})
# Who signs second where one person holds both roles that must agree.
SECOND: Final = ("deputy-dsl", "chair")


class How(StrEnum):
    HOLDER = "holder"
    DELEGATE = "delegate"
    DEPUTY = "deputy"
    MUST = "must"  # nobody holds the role and is here: the head or the chair must act, and name somebody
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person here. ``human`` is the sign-in behind them, else their own ref: persons of one human are one."""

    ref: str
    name: str
    human: str


@dataclass(frozen=True, slots=True)
class Held:
    """A person holds a role on the day. ``since`` orders those who hold the same."""

    person: str
    role: str
    since: date
    deputy: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """``giver`` passed the role, or one ``area`` of its work, to ``to``; ``until`` is the day it is over."""

    giver: str
    to: str
    role: str
    until: date
    area: str = ""


@dataclass(frozen=True, slots=True)
class Staffing:
    """A school on one day. ``away`` gives, by person, the day they are back. Every ref is one of ``persons``."""

    persons: Mapping[str, Somebody]
    held: tuple[Held, ...] = ()
    passed: tuple[Passed, ...] = ()
    away: Mapping[str, date] = field(default_factory=dict)

    def back(self, person: str) -> date | None:
        """The day a person is back, whichever of their records says so; None where they are here."""
        human = self.persons[person].human
        days = [day for ref, day in self.away.items() if self.persons[ref].human == human]
        return max(days, default=None)

    def holding(self, role: str, *, deputy: bool = False) -> list[str]:
        """Who holds a role, longest first, then by name; the away among them."""
        rows = [row for row in self.held if row.role == role and row.deputy == deputy]
        rows.sort(key=lambda row: (row.since, self.persons[row.person].name.casefold(), row.person))
        return list(dict.fromkeys(row.person for row in rows))


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts for ``role``: ``person`` is their ref, empty where nobody can. ``because`` is a sentence.

    ``also`` are others who act alike, as where two hold the role.
    """

    role: str
    person: str
    name: str
    how: How
    because: str
    also: tuple[str, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether somebody holds this work, themselves or for another; not where one must merely step in."""
        return self.how in (How.HOLDER, How.DELEGATE, How.DEPUTY)


def who_acts(staffing: Staffing, role: str, area: str = "") -> Acting:
    """Who acts for ``role`` that day, or for one ``area`` of its work where that was passed on."""
    ways = list(_ways(staffing, role, area))
    here = [way for way in ways if staffing.back(way.person) is None]
    if here:
        first = here[0]
        also = [way.person for way in here[1:] if way.how is first.how]
        return Acting(role, first.person, first.name, first.how, first.because, tuple(also))
    why = _why_not(staffing, role)
    for last in _LAST_OF_GOVERNORS if role in _GOVERNORS else LAST:
        for person in _present(staffing, last):
            name = staffing.persons[person].name
            because = f"{post(last)}, since {why}. They must act, or name somebody who does."
            return Acting(role, person, name, How.MUST, because)
    because = (
        f"Nobody can act as {_said(role)}, since {why}, and neither a headteacher nor a chair of governors is here. "
        "Give one of these roles to somebody on the People page."
    )
    return Acting(role, "", "", How.NOBODY, because)


def second_signature(
    staffing: Staffing, role: str, *, first: Collection[str], excluded: Collection[str] = ()
) -> Acting:
    """Who signs as ``role`` beside those who have (``first``): never one of them, nor anybody they passed work to.

    ``excluded`` are those the matter is about: they do not sign, and nobody signs for them by delegation. Where nobody
    is left of those who hold the role or stand in for it, it is the deputy safeguarding lead, then the chair.
    """
    barred = {staffing.persons[ref].human for ref in (*first, *excluded) if ref in staffing.persons}
    for way in _signers(staffing, role):
        if not way.humans & barred:
            return Acting(role, way.person, way.name, way.how, way.because)
    return Acting(role, "", "", How.NOBODY, _no_second(staffing, role, first))


def signatures(staffing: Staffing, roles: tuple[str, str], excluded: Collection[str] = ()) -> tuple[Acting, Acting]:
    """The two who must agree as ``roles``: each by their own role wherever two people can, else as the rule says."""
    barred = {staffing.persons[ref].human for ref in excluded if ref in staffing.persons}
    ones, others = ([way for way in _signers(staffing, role) if not way.humans & barred] for role in roles)
    pairs = [
        (one.rank + other.rank, at, to, one, other)
        for at, one in enumerate(ones)
        for to, other in enumerate(others)
        if staffing.persons[one.person].human not in other.humans
        and staffing.persons[other.person].human not in one.humans
    ]
    if pairs:
        _, _, _, one, other = min(pairs, key=lambda pair: pair[:3])
        signers = ((roles[0], one), (roles[1], other))
        left, right = (Acting(role, way.person, way.name, way.how, way.because) for role, way in signers)
        return left, right
    first = second_signature(staffing, roles[0], first=(), excluded=excluded)
    taken = [first.person] if first.person else []
    return first, second_signature(staffing, roles[1], first=taken, excluded=excluded)


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who may sign as ``role`` now. ``humans``: all whose will it would rest on, as in ``_Way``."""

    role: str
    person: str
    name: str
    because: str
    humans: frozenset[str]


def who_may_sign(
    staffing: Staffing, roles: tuple[str, str], signed: Mapping[str, Collection[str]] | None = None
) -> tuple[Signer, ...]:
    """Who may sign next where two must agree as ``roles``, everybody who holds a role alike among them.

    ``signed`` gives, by role, the ``humans`` of a signature that is there. A deputy signs only where nobody better can
    in a pair with the other, as ``signatures`` has it; so whoever may sign first always leaves somebody to sign second.
    Nobody: two different people cannot be found, or both have signed.
    """
    there = signed or {}
    gone = frozenset(human for humans in there.values() for human in humans)
    left = [role for role in roles if role not in there]
    ways = {role: [way for way in _signers(staffing, role) if not way.humans & gone] for role in left}
    if len(left) == 2:
        apart = [
            (one, other)
            for one in ways[left[0]]
            for other in ways[left[1]]
            if staffing.persons[one.person].human not in other.humans
            and staffing.persons[other.person].human not in one.humans
        ]
        pairs: list[tuple[_Way, ...]] = [*apart]
    else:
        pairs = [(way,) for role in left for way in ways[role]]
    best = min((sum(way.rank for way in pair) for pair in pairs), default=0)
    found = {
        Signer(role, way.person, way.name, way.because, way.humans): None
        for pair in pairs
        if sum(way.rank for way in pair) == best
        for role, way in zip(left, pair, strict=True)
    }
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Way:
    """One person's way to act. ``humans`` are all whose will it rests on: theirs, and that of whoever passed it on."""

    person: str
    name: str
    how: How
    because: str
    humans: frozenset[str]
    rank: int


def _ways(staffing: Staffing, role: str, area: str = "") -> Iterator[_Way]:
    """Those who hold the work, best first, the away among them: delegates, holders, deputies."""
    holders = staffing.holding(role)
    for wanted in (area, "") if area else ("",):
        found = [row for row in staffing.passed if (row.role, row.area) == (role, wanted)]
        for row in sorted(found, key=lambda row: (row.until, row.to, row.giver)):
            if row.giver in holders or row.giver in staffing.holding(role, deputy=True):
                giver = staffing.persons[row.giver].name
                because = f"{giver} passed this to them until {spelt(row.until)}."
                yield _way(staffing, row.to, How.DELEGATE, because, 1, row.giver)
    for person in holders:
        yield _way(staffing, person, How.HOLDER, f"{post(role)}.", 0)
    why = _why_not(staffing, role, holders_only=True)
    for person in staffing.holding(role, deputy=True):
        yield _way(staffing, person, How.DEPUTY, f"Deputy, since {why}.", 2)
    for other in NATURAL_DEPUTIES.get(role, ()):
        for person in [*staffing.holding(other), *staffing.holding(other, deputy=True)]:
            yield _way(staffing, person, How.DEPUTY, f"{post(other)}, since {why}.", 3)


def _signers(staffing: Staffing, role: str) -> Iterator[_Way]:
    """Those who may sign as a role and are here, best first: its own, then whoever signs second."""
    ways = sorted(
        _ways(staffing, role), key=lambda way: way.rank
    )  # a signature is the holder's own while they are here
    for way in ways:
        if staffing.back(way.person) is None:
            yield way
    for at, other in enumerate(SECOND):
        for person in _present(staffing, other):
            because = f"{post(other)}, who signs where nobody else may as {_said(role)}."
            yield _way(staffing, person, How.DEPUTY, because, 10 + at)


def _way(staffing: Staffing, person: str, how: How, because: str, rank: int, giver: str = "") -> _Way:
    humans = frozenset(staffing.persons[ref].human for ref in (person, giver) if ref)
    return _Way(person, staffing.persons[person].name, how, because, humans, rank)


def _present(staffing: Staffing, role: str) -> list[str]:
    """Who holds a role, as a deputy last, and is here."""
    both = [*staffing.holding(role), *staffing.holding(role, deputy=True)]
    return [person for person in both if staffing.back(person) is None]


def _why_not(staffing: Staffing, role: str, *, holders_only: bool = False) -> str:
    """Why nobody who holds the role acts, as the end of a sentence."""
    held = staffing.holding(role) if holders_only else [way.person for way in _ways(staffing, role)]
    gone = [(staffing.persons[ref].name, staffing.back(ref)) for ref in dict.fromkeys(held)]
    away = [f"{name} is away until {spelt(back)}" for name, back in gone if back is not None]
    return _joined(away) if away else f"nobody holds the role of {_said(role)}"


def _no_second(staffing: Staffing, role: str, first: Collection[str]) -> str:
    signed = _joined(staffing.persons[ref].name for ref in first if ref in staffing.persons)
    beside = f" beside {signed}" if signed else ""
    return (
        f"Nobody may sign as {_said(role)}{beside}: two different people must agree, and there is no deputy "
        "safeguarding lead or chair of governors here who can. Give one of these roles to somebody on the People page, "
        "or wait until they are back."
    )


def _said(role: str) -> str:
    words = post(role)
    return words if words.startswith("IT ") else words[0].lower() + words[1:]


def _joined(words: Iterable[str]) -> str:
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last
