"""What a transport is, and what it gives."""

import base64
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from schoolgate.intake.streams.waiting import Lock
from schoolgate.kernel.errors import BadInputError

MOST_BYTES: Final = 16 << 20  # of one piece of a log that grows


@dataclass(frozen=True, slots=True)
class At:
    """One source, as its transport sees it: refs, its settings, how far it was read, and where files may lie.

    ``now`` in seconds since 1970. ``lock`` and ``unlock`` are for what must not lie on a disk in clear.
    """

    school: str
    source: str
    way: Mapping[str, Any]
    position: Mapping[str, Any]
    data: Path
    lock: Lock
    unlock: Lock
    now: float
    most: int = MOST_BYTES

    @property
    def inbox(self) -> Path:
        """Where lines wait that were pushed to us for this source."""
        return inbox(self.data, self.school, self.source)


def inbox(data: Path, school: str, source: str) -> Path:
    return data / "activity-waiting" / school / source


def _nothing() -> None:
    """What most pieces need when they are in."""


def _unsaid(_why: str) -> None:
    """What most pieces do with a refusal: the source says it."""


@dataclass(slots=True)
class Piece:
    """Bytes to be taken in together. ``reached(bytes consumed, header)`` is the position to be kept when they are in.

    ``begins`` is what the feed told of the columns (``Batch.header``) when it read what stands before, or else the
    first line of a file that is read on; ``header`` of ``reached`` is to come back in it. Without ``ended``, a last
    line that is not whole is left for the next time. Equal lines of a piece that ``continues`` are new lines; else the
    file may have come before.
    """

    name: str
    pieces: Iterator[bytes]
    reached: Callable[[int, bytes], dict[str, Any]]
    begins: bytes = b""
    ended: bool = True
    continues: bool = True
    in_: Callable[[], None] = _nothing  # after it is in: move a file aside
    refused: Callable[[str], None] = _unsaid  # after it was found unusable, with the reason
    trouble: Callable[[], str] = lambda: ""  # what was wrong with it although it was read
    line: int = 1  # the number of its first line


class Receiver(Protocol):
    """What listens for a source while it is followed. ``start`` and ``stop`` run in one loop of asyncio."""

    def start(self) -> Coroutine[object, object, None]: ...

    def stop(self) -> Coroutine[object, object, None]: ...

    def flush(self) -> None:
        """Write down what came: called about twice a second, from a thread of its own."""

    def told(self) -> str:
        """What is wrong, in a sentence; empty while all is well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to be said when a source is set up."""

    name: str
    label: str
    hint: str = ""
    secret: bool = False
    number: bool = False
    optional: bool = False
    usual: str = ""


type Check = Callable[[Mapping[str, str]], dict[str, Any]]
type Take = Callable[[At], Iterator[Piece]]


def _no_receiver(_at: At) -> Receiver | None:
    return None


@dataclass(frozen=True, slots=True)
class Transport:
    """``check`` makes the settings that are kept out of what was said, or raises ``BadInputError``.

    ``take`` gives what is new, piece by piece: each is taken in before the next is asked for. ``every`` is how many
    seconds lie between two looks; ``live`` that rows come as things happen, lesson by lesson. ``by_page``: it may be
    set up in the browser; the others name a path of the server, which is said at its command line.
    """

    key: str
    words: str
    hint: str
    check: Check
    take: Take
    asked: Sequence[Asked] = ()
    every: float = 1.0
    live: bool = True
    by_page: bool = True
    followed: bool = True  # the process that follows looks at it
    receive: Callable[[At], Receiver | None] = field(default=_no_receiver)


def plain(header: bytes) -> str:
    """A header as a position keeps it."""
    return base64.b64encode(header).decode()


def header_of(kept: object) -> bytes:
    """A header out of a position; none where the position was kept before headers were."""
    return base64.b64decode(kept) if isinstance(kept, str) else b""


def said(given: Mapping[str, str], asked: Asked) -> str:
    """What was said, without blanks around it. Raises ``BadInputError`` where it is needed and missing."""
    found = given.get(asked.name, "").strip() or asked.usual
    if not found and not asked.optional:
        raise BadInputError(asked.label, "it is empty.", asked.hint or "Fill it in.")
    return found


def number(given: Mapping[str, str], asked: Asked, least: int, most: int) -> int:
    found = said(given, asked)
    if not found.isascii() or not found.isdecimal() or not least <= int(found) <= most:
        raise BadInputError(asked.label, f"{found!r} is no number from {least} to {most}.", "Write it in figures.")
    return int(found)
