"""The one process that follows sources: it looks at each when its time has come, whatever becomes of the others."""

import fcntl
import json
import logging
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Final, Self

from django.db import close_old_connections
from django.db.utils import DatabaseError
from django.urls import get_resolver

from schoolgate.activity.actions.columns import hold_back
from schoolgate.activity.actions.following import OURSELVES, heard_again, note_trouble, set_up_offered
from schoolgate.activity.following.receiving import Receivers
from schoolgate.activity.following.taking import ColumnsChangedError, take_in
from schoolgate.activity.models import Held, Source
from schoolgate.activity.noticing import watchers
from schoolgate.activity.transports.contract import At, Piece, Receiver, Transport
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.frame.beats import beat
from schoolgate.frame.encrypted import ring
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.people import queries as people

BEAT: Final = "activity.follow"  # also of the checkups
_REFRESH: Final = 5.0  # seconds between two looks at which sources there are
_LONGEST_REST: Final = 300.0  # between two tries of a source that is in trouble
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Turn:
    """When a source is looked at next, and how often in a row it could not be."""

    at: float = 0.0
    failed: int = 0
    trouble: str | None = None  # as it is kept; None while that is not known


@dataclass(slots=True)
class Follower:
    """``look`` does what is due and returns how many rows came; ``say`` hears what an operator should know."""

    data: Path
    receivers: Receivers
    say: Callable[[str], object] = lambda _words: None
    now: Callable[[], float] = time.time
    _turns: dict[str, _Turn] = field(default_factory=dict)
    _sources: list[Source] = field(default_factory=list)
    _refreshed: float = 0.0

    def look(self) -> int:
        """One look at every source whose time has come. Never raises for what one source does."""
        moment = self.now()
        if moment - self._refreshed >= _REFRESH or moment < self._refreshed:
            self._refresh(moment)
        return sum(self._one(source) for source in list(self._sources) if self._turn(source).at <= self.now())

    def _refresh(self, moment: float) -> None:
        close_old_connections()
        set_up_offered()
        with unscoped("sources of every school are followed by one process"):
            rows = Source.objects.filter(ended_on=None).select_related("school").order_by("pk")
            waiting = set(Held.objects.filter(state=Held.State.WAITING).values_list("source_id", flat=True))
        self._sources = [row for row in rows if row.transport in TRANSPORTS and TRANSPORTS.get(row.transport).followed]
        wanted: dict[str, Receiver] = {}
        for row in self._sources:
            receiver = TRANSPORTS.get(row.transport).receive(self._at(row))
            if receiver is not None:
                wanted[_key(row)] = receiver
        self.receivers.want(wanted)
        self._sources = [row for row in self._sources if row.pk not in waiting]  # its log waits for a person
        beat(BEAT, datetime.fromtimestamp(moment, UTC))
        self._refreshed = moment

    def _one(self, source: Source) -> int:
        turn, transport = self._turn(source), TRANSPORTS.get(source.transport)
        kept = 0
        try:
            kept, trouble = self._taken(source, transport)
            turn.failed = 0
        except SchoolgateError as error:
            trouble, turn.failed = str(error), turn.failed + 1
        except DatabaseError as error:  # another process writes for long, or the server restarts: it is tried again
            _log.warning("a source could not be kept: %s", error)
            turn.at, turn.failed = self.now() + _rest(transport, turn.failed + 1), turn.failed + 1
            return kept
        except Exception:
            _log.exception("the source %s could not be followed", source.ref)
            trouble, turn.failed = "It could not be read, for a reason of our own; the log says which.", turn.failed + 1
        trouble = trouble or self.receivers.told(_key(source))
        if trouble != turn.trouble:
            turn.trouble = trouble
            note_trouble(source, trouble, datetime.fromtimestamp(self.now(), UTC))
            if trouble:
                self.say(f"{source.name}: {trouble}")
        turn.at = self.now() + _rest(transport, turn.failed)
        return kept

    def _taken(self, source: Source, transport: Transport) -> tuple[int, str]:
        """How many rows came, and what was wrong with any of it although it was read."""
        kept, trouble = 0, ""
        source.refresh_from_db()
        for piece in transport.take(self._at(source)):
            loaded = self._in(source, piece)
            kept += loaded
            trouble = trouble or piece.trouble()
        if kept:
            heard_again(source, datetime.fromtimestamp(self.now(), UTC))
        return kept, trouble

    def _in(self, source: Source, piece: Piece) -> int:
        try:
            loaded = take_in(source, piece, actor=OURSELVES)
        except ColumnsChangedError as changed:  # it stays where it is, and so does what comes after it
            hold_back(source, piece.name, changed.head, actor=OURSELVES)
            self._refreshed = 0.0
            raise
        except BadInputError as error:
            piece.refused(str(error))
            raise
        return loaded.kept

    def _turn(self, source: Source) -> _Turn:
        return self._turns.setdefault(source.ref, _Turn())

    def _at(self, source: Source) -> At:
        return at(source, self.data, self.now())


def at(source: Source, data: Path, now: float) -> At:
    """A source as its transport sees it. What waits on the disk for it is locked with the key ring."""
    context = f"activity.waiting.{source.ref}"
    return At(
        source.school.ref,
        source.ref,
        source.way,
        source.position,
        data,
        partial(_lock, context=context),
        partial(_unlock, context=context),
        now,
    )


@contextmanager
def alone(data: Path) -> Generator[None]:
    """Nobody else follows from this data folder meanwhile. Raises ``BadInputError`` where somebody does."""
    path = data / "activity-following.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            cause = "another process follows the sources already."
            raise BadInputError("Following", cause, "That is enough; schoolgate serve starts it by itself.") from error
        _say_who(file)
        yield


class Following:
    """A follower with its receivers, from start to end. ``run`` looks until ``stopping`` says so."""

    def __init__(self, data: Path, say: Callable[[str], object] = lambda _words: None) -> None:
        self._receivers = Receivers()
        self.follower = Follower(data, self._receivers, say)

    def __enter__(self) -> Self:
        self._receivers.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._receivers.__exit__(*error)

    def run(self, stopping: Callable[[float], bool], every: float = 0.5) -> None:
        """``stopping(seconds)`` waits so long and says whether to stop."""
        _make_ready()
        while not stopping(every):
            try:
                self.follower.look()
            except DatabaseError as error:
                _log.warning("which sources there are could not be asked: %s", error)
                close_old_connections()


def _make_ready() -> None:
    """Load what the first load would, before anything listens: else its rows, and those sent meanwhile, wait for it."""
    try:
        for school in people.schools():
            for watcher in watchers():
                watcher.begin(school)
    except DatabaseError as error:
        _log.warning("what looks at rows could not be made ready: %s", error)
        close_old_connections()
    _ = get_resolver().reverse_dict  # a letter about an alert names its page


def _rest(transport: Transport, failed: int) -> float:
    return transport.every if not failed else min(_LONGEST_REST, max(transport.every, 2.0) * 2 ** min(failed, 8))


def _key(source: Source) -> str:
    """Changes when what a source listens to does."""
    return f"{source.ref} {json.dumps(source.way, sort_keys=True)}"


def _lock(data: bytes, context: str) -> bytes:
    return ring().lock(data, context)


def _unlock(data: bytes, context: str) -> bytes:
    return ring().open(data, context)


def _say_who(file: IO[str]) -> None:
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
