"""Noticing that lists, rules or whereabouts have been replaced, and making of the three one value to decide by."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.store.following import Following
from schoolgate.filtering.store.layout import StoreError
from schoolgate.filtering.store.reading import Mark, Store, mark
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.whose import NOBODY_KNOWN, Seen, Whose, read_whose
from schoolgate.gates.web.deciding import CANNOT_DECIDE, Known, known
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.phases import Phase
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.serving import Mode
from schoolgate.gates.web.snapshots import thawed
from schoolgate.kernel.errors import SchoolgateError

_SETTLING: Final = 0.01
_SHUT: Final = "Everything is blocked until it is there."
_UNKNOWN: Final = "Everybody is answered as somebody nobody knows until it is there."


class Gate(Protocol):
    """What a host is answered by. Both raise where all there is to say is that it is blocked."""

    def known(self, host: str) -> Known: ...
    def phase(self, who: Who, at: float) -> Phase | None: ...
    def on(self, host: Known, who: Who, at: float, asked: Asked, path: str, record: int) -> Decision: ...


class Shut:
    """The gate while there are no rules, or no lists: nothing opens."""

    def known(self, host: str) -> Known:
        return known(one_host(host), 0)

    def phase(self, who: Who, at: float) -> None:  # noqa: ARG002
        return None

    def on(self, host: Known, who: Who, at: float, asked: Asked, path: str, record: int) -> Decision:  # noqa: ARG002
        return CANNOT_DECIDE


class Tail(NamedTuple):
    """What a decision came to: what is done, and what its line says of it before and behind who asked.

    ``found`` is what the gate said: while this is held, nothing else can have its identity.
    """

    done: Decision
    text: str
    end: str
    found: Decision


@dataclass(eq=False, slots=True)
class Met:
    """Someone who asked, for as long as who they are and the rules for them stay the same. ``text``: as a line has it.

    ``by_mask`` are the decisions on plain hosts (not telling, none of those ``named``) by those of their
    categories that are ``minded``; ``tails``, by the identity of a decision, are for all of one level and mode.
    """

    seen: Seen
    since: float
    until: float
    text: str
    mode: Mode
    tails: dict[int, Tail]
    named: frozenset[str] = frozenset()
    minded: int = 0
    by_mask: Mapping[int, Decision] = MappingProxyType({})


@dataclass(frozen=True, eq=False, slots=True)
class InForce:
    """All that a request is decided by. ``met`` and ``tails`` are kept from request to request and end with it.

    ``rules`` or ``lists`` are ``None`` while there are none, and then ``gate`` is shut.
    """

    gate: Gate
    rules: Rules | None
    lists: Store | None
    whose: Whose
    met: dict[Asker, Met] = field(default_factory=dict)
    tails: dict[tuple[str, Mode], dict[int, Tail]] = field(default_factory=dict)

    @property
    def epoch(self) -> int:
        return self.rules.epoch if self.rules else 0


class Followed:
    """The three files of a school's filter. ``look`` reads those that changed; call it from a thread that may wait."""

    def __init__(self, folder: FilterFolder, told: Callable[[str], object] | None) -> None:
        self._told = told
        self._lists = _Lists(folder.lists, self._tell)
        self._rules = _File(folder.rules, _rules_in, self._tell, "The rules of the filter", _SHUT)
        self._whose = _File(folder.whereabouts, read_whose, self._tell, "Who is where", _UNKNOWN)
        self._force = InForce(Shut(), None, None, NOBODY_KNOWN)
        self._lock = threading.Lock()
        self._said: dict[str, str] = {}

    def look(self) -> InForce:
        """What is in force now."""
        with self._lock:
            lists, rules, whose = self._lists.current(), self._rules.current(), self._whose.current() or NOBODY_KNOWN
            was = self._force
            if (lists, rules, whose) != (was.lists, was.rules, was.whose):
                same = lists is was.lists and rules is was.rules
                gate = was.gate if same else WebGate(rules, lists) if rules and lists is not None else Shut()
                self._force = InForce(gate, rules, lists, whose)
            return self._force

    def settle(self, seconds: float) -> InForce:
        """What is in force once the files that lie there now have been read."""
        until = time.monotonic() + seconds
        self.look()
        while self._lists.is_reading and time.monotonic() < until:
            time.sleep(_SETTLING)
        return self.look()

    def _tell(self, of: str, said: str) -> None:
        """Say each thing once, and again when it has been well in between."""
        if self._said.get(of, "") != said:
            self._said[of] = said
            if said and self._told is not None:
                self._told(said)


type _Tell = Callable[[str, str], None]


class _Lists:
    """The compiled lists: ``Following`` once there is one to follow."""

    def __init__(self, path: Path, tell: _Tell) -> None:
        self._path, self._tell = path, tell
        self._following: Following | None = None
        self._looked_at: Mark | bool | None = False

    @property
    def is_reading(self) -> bool:
        return self._following is not None and self._following.is_reading

    def current(self) -> Store | None:
        if self._following is not None:
            return self._following.current()
        if (seen := _mark(self._path)) != self._looked_at:
            self._looked_at = seen
            try:
                self._following = Following(self._path, lambda said: self._tell("lists", said))
            except StoreError as error:
                self._tell("lists", f"{error} {_SHUT}")
                return None
            self._tell("lists", "")
            return self._following.current()
        return None


class _File[T]:
    """One file that is read whole when another takes its place; the last good one serves on."""

    def __init__(self, path: Path, read: Callable[[Path], T], tell: _Tell, words: str, without: str) -> None:
        self._path, self._read, self._tell, self._words, self._without = path, read, tell, words, without
        self._value: T | None = None
        self._looked_at: Mark | bool | None = False

    def current(self) -> T | None:
        seen = _mark(self._path)
        if seen == self._looked_at:
            return self._value
        self._looked_at = seen
        try:
            self._value = self._read(self._path)
        except FileNotFoundError:
            self._trouble("there is no such file.")
        except SchoolgateError as error:
            self._trouble(str(error))
        except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            self._trouble(f"it cannot be read ({type(error).__name__}: {error}).")
        else:
            self._tell(self._words, "")
        return self._value

    def _trouble(self, cause: str) -> None:
        then = self._without if self._value is None else "The one before it stays in force."
        self._tell(self._words, f"{self._words}, {self._path}: {cause} {then}")


def _mark(path: Path) -> Mark | None:
    try:
        return mark(path.stat())
    except OSError:
        return None


def _rules_in(path: Path) -> Rules:
    return thawed(json.loads(path.read_bytes()))
