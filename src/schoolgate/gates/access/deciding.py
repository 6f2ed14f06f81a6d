"""Open or closed for one person and one thing, with every reason. Closed unless all that is needed is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from schoolgate.gates.access import sentences
from schoolgate.gates.access.inputs import Ruling, Signed, Someone, Verb
from schoolgate.gates.access.rules import Needed, Rules
from schoolgate.gates.access.sentences import Reason
from schoolgate.gates.access.things import AT_LESSONS, THINGS


class State(StrEnum):
    """``waiting``: closed, until what the reasons name is there. ``closed``: closed, and nothing is awaited."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"


class Answer(NamedTuple):
    """``acts``: the gate is switched on for this person; where it is not, this is what it would say."""

    person: str
    thing: str
    state: State
    reasons: tuple[Reason, ...]
    acts: bool

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def shut(self) -> bool:
        """Closed, and acted on."""
        return self.acts and self.state is not State.OPEN

    @property
    def because(self) -> str:
        return " ".join(reason.words for reason in self.reasons)


class Piece(NamedTuple):
    """Something needed, and the keys of all that does for it."""

    needed: Needed
    keys: frozenset[str]


class Asked(NamedTuple):
    """What a thing asks of whoever has some roles. ``never``: why nothing opens it for them, where nothing does.
    ``like``: the first thing of which the very same is asked, so that one person's answer is worked out once.
    """

    thing: str
    like: str
    pieces: tuple[Piece, ...]
    never: Reason | None
    on_days: bool

    @property
    def by_days(self) -> bool:
        """Whether it depends on days given by name."""
        return self.on_days and self.never is None


class Mark(NamedTuple):
    there: bool
    reason: Reason


type _Said = tuple[State, tuple[Reason, ...]]


@dataclass(slots=True)
class AccessGate:
    """The gate on one day. What was worked out for one is at hand for the next like it: a trust takes a moment."""

    rules: Rules
    on: date
    _asked: dict[frozenset[str], tuple[Asked, ...]] = field(default_factory=dict)
    _marks: dict[tuple[str, frozenset[str], frozenset[Signed]], Mark] = field(default_factory=dict)

    def answers(self, people: Iterable[Someone]) -> Iterator[Answer]:
        """Six answers for each person, in the order of ``THINGS``."""
        for one in people:
            if not one.roles or (one.left_on is not None and one.left_on < self.on):
                # Whoever left is shut out, whether or not the gate is switched on for their class.
                yield from (Answer(one.ref, thing, State.CLOSED, (sentences.LEFT,), acts=True) for thing in THINGS)
                continue
            asked = self._asked.get(one.roles)
            if asked is None:
                asked = self._asked[one.roles] = _all_asked(self.rules, one.roles)
            said: dict[str, _Said] = {}
            marks: dict[int, Mark] = {}
            for each in asked:
                found = said.get(each.like) if not one.rulings else None
                if found is None:
                    decide = self._decide if one.rulings or each.by_days else self._unruled
                    found = said[each.like] = decide(one, each, marks)
                yield Answer(one.ref, each.thing, *found, one.acts)

    def _unruled(self, one: Someone, asked: Asked, seen: dict[int, Mark]) -> _Said:
        """As ``_decide``, for nearly everybody: whom nothing was ruled for, and a thing that is not for days."""
        if asked.never is not None:
            return State.CLOSED, (asked.never,)
        marks = [self._mark(one, piece, seen) for piece in asked.pieces]
        missing = tuple([mark.reason for mark in marks if not mark.there])
        if not missing:
            return State.OPEN, tuple([mark.reason for mark in marks])
        return State.WAITING, (*missing, sentences.AT_LESSONS) if _in_lessons(one, asked) else missing

    def _decide(self, one: Someone, asked: Asked, seen: dict[int, Mark]) -> _Said:
        now = [ruling for ruling in one.rulings if ruling.thing == asked.thing and ruling.holds(self.on)]
        if shut := _longest(now, Verb.SHUTS):
            return State.CLOSED, (sentences.taken_away(shut),)
        marks = [self._mark(one, piece, seen) for piece in asked.pieces]
        days = _longest(now, Verb.GIVES_DAYS)
        missing = [mark.reason for mark in marks if not mark.there]
        if asked.never is not None:
            missing = [asked.never]
        elif asked.on_days and days is None:
            missing.append(sentences.no_days(asked.thing, self._ended(one, asked.thing)))
        if not missing:
            return State.OPEN, (*(mark.reason for mark in marks), *([sentences.has_days(days)] if days else []))
        if opens := _longest(now, Verb.OPENS):
            return State.OPEN, (sentences.excepted(opens), *missing)
        if asked.never is not None:
            return State.CLOSED, (asked.never,)
        more = (sentences.AT_LESSONS,) if _in_lessons(one, asked) else ()
        return State.WAITING, (*missing, *more)

    def _mark(self, one: Someone, piece: Piece, seen: dict[int, Mark]) -> Mark:
        """Whether what is needed is there, and the reason for saying so. ``seen`` are this person's, by the identity of
        the piece, which one person's things share.
        """
        known = seen.get(id(piece))
        if known is not None:
            return known
        held = frozenset([each for each in one.signed if each.kind in piece.keys])
        key = (piece.needed.key, piece.keys, held)
        mark = self._marks.get(key)
        if mark is None:
            mark = self._marks[key] = _mark(piece.needed, held, self.on)
        seen[id(piece)] = mark
        return mark

    def _ended(self, one: Someone, thing: str) -> date | None:
        """The last of the days on which they had the thing."""
        given = (each for each in one.rulings if each.thing == thing and each.verb is Verb.GIVES_DAYS)
        return max((each.last for each in given if each.last < self.on), default=None)


def _in_lessons(one: Someone, asked: Asked) -> bool:
    return one.at_lessons and asked.thing in AT_LESSONS


def _all_asked(rules: Rules, roles: frozenset[str]) -> tuple[Asked, ...]:
    first: dict[object, str] = {}
    pieces: dict[Piece, Piece] = {}
    asked = (_asked(rules, roles, thing) for thing in THINGS)
    found = [one._replace(pieces=tuple(pieces.setdefault(each, each) for each in one.pieces)) for one in asked]
    same = ((one, (one.pieces, one.never, one.on_days, one.thing in AT_LESSONS)) for one in found)
    return tuple(one._replace(like=first.setdefault(key, one.thing)) for one, key in same)


def _asked(rules: Rules, roles: frozenset[str], thing: str) -> Asked:
    only = rules.only.get(thing)
    needed = rules.for_roles(roles, thing)
    pieces = tuple(Piece(one, frozenset({one.key}) | rules.instead_of(one.key, thing)) for one in needed)
    never = None
    if only is not None and not only & roles:
        pieces, never = (), sentences.not_for_them(thing)
    elif not needed:
        never = sentences.nothing_agreed(thing)
    return Asked(thing, thing, pieces, never, thing in rules.on_days)


def _mark(needed: Needed, held: frozenset[Signed], on: date) -> Mark:
    begun = [(each, _until(each, needed)) for each in held if each.on <= on]
    live = [(each, end) for each, end in begun if end is None or on <= end]
    if live:
        best, until = max(live, key=lambda one: (one[0].on, one[0].kind, one[1] or date.max))
        return Mark(there=True, reason=sentences.held(needed, best, until))
    ran_out = max((end for _, end in begun if end is not None), default=None)
    return Mark(there=False, reason=sentences.not_there(needed, ran_out))


def _longest(rulings: Iterable[Ruling], verb: Verb) -> Ruling | None:
    """Of several that say so, the one that lasts longest."""
    return max((one for one in rulings if one.verb is verb), default=None, key=lambda one: (one.last, one.first))


def _until(held: Signed, needed: Needed) -> date | None:
    """The last day: what is said, and for a check of understanding never later than its own time."""
    ends = [held.until] if held.until is not None else []
    if needed.for_days is not None:
        ends.append(held.on + timedelta(days=needed.for_days))
    return min(ends, default=None)


def cannot_decide(ref: str) -> tuple[Answer, ...]:
    """Where rules or people cannot be read: everything is closed, and acted on."""
    return tuple(Answer(ref, thing, State.CLOSED, (sentences.UNREADABLE,), acts=True) for thing in THINGS)
