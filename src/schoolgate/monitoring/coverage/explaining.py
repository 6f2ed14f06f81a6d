"""Why nothing is seen of a class, a kind of device or a group: explained, or flagged. Silence is never safety. Pure.

Time is counted in school hours only: a class that is quiet from Friday at three until Monday at nine was quiet for no
time at all, so a holiday alarms nobody and needs nobody to say that it is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# Not every class has devices every day: after a school day of six hours we ask why nothing came.
QUIET: Final = timedelta(hours=6)
# Off for a week of school is not off: it is lost, broken, or somewhere else.
LONG: Final = timedelta(hours=30)
# A source of the log is expected in every lesson, where nothing else was said of it.
LESSON: Final = timedelta(hours=1)


class State(StrEnum):
    SEEN = "seen"
    EXPLAINED = "explained"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Hours:
    """When school was open, as spans in order of time: lessons, or whole days where no lesson times are known."""

    spans: tuple[tuple[datetime, datetime], ...]

    def between(self, since: datetime | None, until: datetime) -> timedelta:
        """How much school there was; since the first span where ``since`` is not known."""
        parts = [min(ends, until) - (max(starts, since) if since else starts) for starts, ends in self.spans]
        return sum((part for part in parts if part > timedelta()), timedelta())


@dataclass(frozen=True, slots=True)
class Heard:
    """A source of the log: when something last came from it, and how much school it may be quiet for."""

    key: str
    words: str
    last: datetime | None
    quiet_for: timedelta = LESSON


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody said why: ``reason`` is a key of ``NOTED``."""

    reason: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the school that we should see. ``people`` are those on roll in it and ``devices`` those it has;
    ``people_seen`` and ``devices_seen`` are how many of them there was a row of lately. ``last`` is its last row;
    ``on_network`` is when one of its devices last had an address or a sign-in. ``sources`` are the keys of those it
    is usually seen by, none where that is not known: then all of them."""

    key: str
    kind: str  # class, devices, place or group
    words: str
    people: int = 0
    devices: int = 0
    people_seen: int = 0
    devices_seen: int = 0
    last: datetime | None = None
    on_network: datetime | None = None
    sources: frozenset[str] = frozenset()
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """``reason`` is a key of ``WORDS``; ``source`` the words of a source that is silent, ``by`` who said why."""

    piece: Piece
    state: State
    reason: str
    source: str = ""
    by: str = ""
    quiet: timedelta = timedelta()

    @property
    def hidden(self) -> bool:
        """Whether what happens there cannot be seen now, which whoever reads the alerts must know."""
        return self.state is State.FLAGGED or self.reason == "feed-dead"


NOTED: Final[dict[str, str]] = {
    "absent": "They are out of school",
    "off": "The devices are put away, or away for repair",
    "paper": "They work without devices for now",
}
WORDS: Final[dict[str, str]] = {
    "seen": "Seen",
    "closed": "Nothing was expected: school was closed",
    "recent": "Quiet for less than a school day",
    "empty": "Nobody is in it, and it has no device",
    "feed-dead": "A source of the log is silent",
    **NOTED,
    "switched-off": "The devices have been off",
    "off-long": "The devices have been off for more than a week of school",
    "bypass": "Devices were on the network and nothing was logged: something goes round the web filter",
    "never": "Nothing was ever seen, although devices were on the network",
    "unknown": "Nothing was ever seen, and nothing is known of its devices",
}


def explain(piece: Piece, hours: Hours, sources: Sequence[Heard], now: datetime) -> Explained:
    """Why the piece is as quiet as it is. What nobody and nothing explains is flagged."""
    quiet = hours.between(piece.last, now)

    def told(state: State, reason: str, source: str = "", by: str = "") -> Explained:
        return Explained(piece, state, reason, source, by, quiet)

    if not (piece.people or piece.devices or piece.last):
        return told(State.EXPLAINED, "empty")
    if piece.last is not None and quiet < LESSON:
        return told(State.SEEN, "seen")
    dead = _dead(piece, hours, sources, now)
    if dead is not None:
        return told(State.EXPLAINED, "feed-dead", source=dead)
    if piece.note is not None and now <= piece.note.until:
        return told(State.EXPLAINED, piece.note.reason, by=piece.note.by)
    if not quiet:
        return told(State.EXPLAINED, "closed")
    if quiet < QUIET:
        return told(State.EXPLAINED if piece.last is None else State.SEEN, "recent")
    return told(*_of_devices(piece, hours, quiet))


def _of_devices(piece: Piece, hours: Hours, quiet: timedelta) -> tuple[State, str]:
    """What the network says of a piece that was quiet for a school day or longer."""
    if piece.last is None:
        return (State.FLAGGED, "never" if piece.on_network else "unknown")
    if piece.on_network is not None and hours.between(piece.last, piece.on_network) >= LESSON:
        return (State.FLAGGED, "bypass")
    return (State.FLAGGED, "off-long") if quiet >= LONG else (State.EXPLAINED, "switched-off")


def silent(source: Heard, hours: Hours, now: datetime) -> bool:
    """Whether a source was quiet for longer than it may be: a lesson, where the school said nothing else."""
    return hours.between(source.last, now) >= source.quiet_for


def _dead(piece: Piece, hours: Hours, sources: Sequence[Heard], now: datetime) -> str | None:
    """The words of the sources that would show this piece, where every one of them is silent; None where one speaks."""
    own = [source for source in sources if source.key in piece.sources] or list(sources)
    quiet = [source for source in own if silent(source, hours, now)]
    return ", ".join(source.words for source in quiet) if own and len(quiet) == len(own) else None
