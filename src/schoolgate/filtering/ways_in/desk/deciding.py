"""The desk: who asks, what the gate says, what is done about it, and the line that is kept of it.

Lists, rules and whereabouts make one value that is never changed. A thread looks after the three files and puts a new
value in the place of the old in one assignment; so no request is ever decided under half of a change, and none waits.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from schoolgate.feeds.activity.searching import searched
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.landing.layout import LONGEST, asker_fields, decision_fields, tail, written
from schoolgate.filtering.landing.writing import Landing
from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.filtering.ways_in.desk.following import Followed, InForce, Met, Tail
from schoolgate.filtering.ways_in.whose import Seen
from schoolgate.gates.web import closing
from schoolgate.gates.web.addresses import UNSEEN
from schoolgate.gates.web.deciding import CANNOT_DECIDE, Known
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.serving import LOCKED_RULE, Mode, served
from schoolgate.gates.web.unreadable import UnreadableError

LOOK_EVERY: Final = 0.2  # seconds between two looks at the files, and between two writings of decisions
_KEPT: Final = 16_384
_TAILS_KEPT: Final = 4096
_SHOWN: Final = frozenset({Asked.GET, Asked.CONNECT, Asked.SNI})  # no way of asking that is itself a way round
_NOBODY: Final = Seen(Who())


_made: Final = tuple.__new__  # a third of the time that the class takes itself


class Decided(NamedTuple):
    """``decision`` is what to do; where the filter only watches, that is to let it through.

    ``host`` is in its one spelling; as it was given, cut short, where it cannot be read.
    """

    decision: Decision
    who: Who
    host: str


class Desk:
    """The filter of one school in one process. ``told`` is called with a sentence for each thing that goes wrong, once.

    While there are no rules, or no lists, everything is blocked and says so. What is wrong with a file that comes later
    leaves the one before it in force. Call ``close`` at the end: it writes what was decided last.
    """

    def __init__(self, folder: FilterFolder, told: Callable[[str], object] | None = None) -> None:
        self.folder = folder
        self._followed = Followed(folder, told)
        self._looking = threading.Lock()
        self._force = self._followed.look()
        self._landing = Landing(folder.landing, folder.root.name, told)
        self._land = self._landing.add
        self._stamp = (0.0, "0.000")
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="desk", daemon=True)
        self._thread.start()

    @property
    def in_force(self) -> InForce:
        """What the next request is decided by."""
        return self._force

    def decide(self, asker: Asker, host: str, asked: Asked, at: float, path: str = UNSEEN, record: int = 1) -> Decided:
        """May this be opened now? Never raises and never waits: what cannot be decided is blocked, and says so.

        ``host`` without a port, in any spelling; ``path`` may have its question behind it. ``at`` is in seconds since
        1970.
        """
        force = self._force
        try:
            one, met, kept = _found(force, asker, host, asked, at, path, record)
            terms = written(searched(one, path)) if "?" in path else ""
            if path:
                path = _landed_path(path)
            stamp = self._stamp
            if stamp[0] != at:
                stamp = self._stamp = (at, f"{at:.3f}")  # many lines of one reading have one moment
            self._land(f"{stamp[1]}\t{one}\t{path}\t{asked._value_}\t{kept.text}\t{met.text}\t{kept.end}{terms}")
            return _made(Decided, (kept.done, met.seen.who, one))
        except Exception as error:  # whatever is wrong, the gate stays shut
            return self._undecided(force, asker, host, asked, at, error)

    def decide_many(
        self, askers: Iterable[Asker], hosts: Iterable[str], ways: Iterable[Asked], paths: Iterable[str], at: float
    ) -> list[Decided]:
        """What ``decide`` says of each of many that are asked at once, at less than half the price of each.

        Nearly all are of people met before and of hosts of which nothing but their categories matters. All under one
        state of the files; what is not so plain goes to ``decide``.
        """
        force, land = self._force, self._land
        met_before, known = force.met.get, force.gate.known
        stamp = f"{at:.3f}"
        found = list[Decided]()
        for asker, host, way, path in zip(askers, hosts, ways, paths, strict=True):
            met, kept = met_before(asker), None
            if met is not None and way in _SHOWN:
                try:
                    about = known(host)
                    kept = _plain(about, met, at, path)
                except Exception:  # noqa: S110 - ``decide`` says what is wrong with it
                    pass
            if met is None or kept is None:
                found.append(self.decide(asker, host, way, at, path))
                continue
            shown = _landed_path(path) if path else path
            terms = written(searched(about.host, path)) if "?" in path else ""
            land(f"{stamp}\t{about.host}\t{shown}\t{way._value_}\t{kept.text}\t{met.text}\t{kept.end}{terms}")
            found.append(_made(Decided, (kept.done, met.seen.who, about.host)))
        return found

    def would(self, asker: Asker, host: str, asked: Asked, at: float) -> Decision:
        """What ``decide`` would say now of what is open already. Nothing is kept of it. Never raises."""
        try:
            return _found(self._force, asker, host, asked, at, UNSEEN, 1)[2].done
        except Exception:  # as above
            return CANNOT_DECIDE

    def flush(self) -> None:
        """Write what was decided so far. It is done by itself, many times in a minute."""
        self._landing.flush()

    def settle(self, seconds: float = 10) -> InForce:
        """What is in force once the files that lie there now have been read: for those who have just put them there."""
        with self._looking:
            self._force = self._followed.settle(seconds)
        return self._force

    def close(self) -> None:
        """Stop looking at the files, and finish the landing file."""
        self._closing.set()
        self._thread.join(5)
        self._landing.close()

    def _keep(self) -> None:
        while not self._closing.wait(LOOK_EVERY):
            with contextlib.suppress(Exception):  # the last good state serves on, whatever is wrong with a file
                self._look()
            with contextlib.suppress(Exception):
                self._landing.flush()

    def _look(self) -> None:
        with self._looking:  # so that what was found later is also put in place later
            self._force = self._followed.look()

    def _undecided(self, force: InForce, asker: Asker, host: str, asked: Asked, at: float, error: Exception) -> Decided:
        """Blocked, and kept all the same: an address that cannot be read, or a fault of ours."""
        decision = CANNOT_DECIDE
        if isinstance(error, UnreadableError):
            decision = closing.unreadable(error, force.epoch)
        shown, seen = str(host)[:LONGEST], _NOBODY
        with contextlib.suppress(Exception):
            seen = force.whose.seen(asker, at)
        with contextlib.suppress(Exception):
            self._land(f"{at:.3f}\t{written(shown)}\t\t{asked.value}\t{tail(decision, seen.who, Mode.ON.value)}")
        return Decided(decision, seen.who, shown)


def _found(
    force: InForce, asker: Asker, host: str, asked: Asked, at: float, path: str, record: int
) -> tuple[str, Met, Tail]:
    """The host's one spelling, who asks, and what the decision came to. Raises where all is to be blocked."""
    known = force.gate.known(host)
    met = force.met.get(asker)
    if met is None or not met.since <= at < met.until:
        met = _meet(force, asker, at)
    if asked in _SHOWN and (kept := _plain(known, met, at, path)) is not None:
        return known.host, met, kept
    seen = met.seen
    decision = force.gate.on(known, seen.who, at, asked, path, record)
    if seen.closed is not None and decision.rule != LOCKED_RULE:
        decision = seen.closed
    return known.host, met, met.tails.get(id(decision)) or _new_tail(decision, met)


def _plain(known: Known, met: Met, at: float, path: str) -> Tail | None:
    """What was found before of hosts with the same categories, where nothing else matters."""
    if known.telling or known.site in met.named or (path and known.paged) or not met.since <= at < met.until:
        return None
    return met.tails.get(id(met.by_mask.get(known.mask & met.minded)))


def _meet(force: InForce, asker: Asker, at: float) -> Met:
    if len(force.met) >= _KEPT:
        force.met.clear()
    seen = force.whose.seen(Asker(*asker), at)  # what is no asker fails here, and is blocked
    if force.rules is not None and seen.who.level not in force.rules.by_level:
        seen = seen._replace(who=replace(seen.who, level=force.rules.unknown))
    if seen.closed is not None:
        seen = seen._replace(closed=replace(seen.closed, epoch=force.epoch))
    mode = force.rules.serving.mode_for(seen.who) if force.rules else Mode.ON
    tails = force.tails.setdefault((seen.who.level, mode), {})
    met = Met(seen, seen.since, seen.until, asker_fields(seen.who), mode, tails)
    phase = force.gate.phase(seen.who, at)
    if phase is not None:
        met.since, met.until = max(seen.since, phase.starts), min(seen.until, phase.ends)
        if phase.named_fully and seen.closed is None:
            met.named, met.minded, met.by_mask = phase.named, phase.minded, phase.by_mask
    force.met[asker] = met
    return met


def _new_tail(decision: Decision, met: Met) -> Tail:
    if len(met.tails) >= _TAILS_KEPT:
        met.tails.clear()
    before, behind = decision_fields(decision, met.seen.who.level, met.mode.value)
    made = met.tails[id(decision)] = Tail(served(decision, met.mode), before, behind, decision)
    return made


def _landed_path(path: str) -> str:
    """A path as it is kept: without its question, which holds what people typed. Only what was searched for is kept of
    that, in a field of its own."""
    if "?" in path:
        path = path.partition("?")[0]
    path = path[:LONGEST]
    return path if path.isprintable() and "\\" not in path else written(path)  # what almost every path is
