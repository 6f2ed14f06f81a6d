"""Each kept decision made again by today's rules and by the draft's, with today's lists.

Both are made anew, so that what differs between them is the draft's doing, and not that of a list that changed since.
What today's rules decide otherwise than was recorded is counted apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.filtering.agreed.setting import CLOSED
from schoolgate.filtering.landing.reading import Landed
from schoolgate.filtering.replaying.regrading import Asker, Regrading, asker_of
from schoolgate.filtering.replaying.tallies import Cell, Change, Tally
from schoolgate.gates.web.gate import WebGate
from schoolgate.gates.web.lists import Categories
from schoolgate.gates.web.requests import Asked, Decision
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.serving import LOCKED_RULE, Mode
from schoolgate.gates.web.ways import HTTPS_RECORDS
from schoolgate.kernel.verdicts import Verdict

type Heard = Callable[[int], bool]

TOLD_EACH: Final = 20_000  # rows between two words on how far it is
_ASKERS_KEPT: Final = 65_536
_ASKED: Final = {each.value: each for each in Asked}
_HIDDEN: Final = f"way:{HTTPS_RECORDS.key}"
_ADDRESS, _HTTPS = 1, 65  # types of DNS record
_SHUT: Final = frozenset({Verdict.BLOCK, Verdict.HOLD})
_CLOSED: Final = Decision(Verdict.BLOCK, "closed", "Everything is closed for whoever asks.")


@dataclass(frozen=True, slots=True)
class _Sides:
    """One asker under both: who they are and whether what is decided is also done."""

    now: Who
    draft: Who
    acts_now: bool
    acts_then: bool
    group: str  # their class
    closed_now: bool  # everything, for them
    closed_then: bool
    regraded: bool


@dataclass(slots=True, eq=False)
class Replay:
    """Today's rules and a draft's, side by side. ``lists`` are those in service; ``classes`` their refs."""

    now: Rules
    draft: Rules
    lists: Categories
    regrading: Regrading
    classes: frozenset[str] = frozenset()

    def run(self, rows: Iterable[Landed], heard: Heard | None = None) -> Tally:
        """Count what would change. ``heard`` is told every so often how many rows were read; it stops by False."""
        now, draft = WebGate(self.now, self.lists), WebGate(self.draft, self.lists)
        tally, askers = Tally(), dict[Asker, _Sides]()
        for number, row in enumerate(rows, 1):
            if heard is not None and number % TOLD_EACH == 0 and not heard(number):
                tally.whole = False
                break
            asker = asker_of(row)
            sides = askers.get(asker)
            if sides is None:
                if len(askers) >= _ASKERS_KEPT:
                    askers.clear()
                sides = askers[asker] = self._sides(asker)
            asked = _ASKED.get(row.asked)
            record = _HTTPS if row.rule == _HIDDEN else _ADDRESS
            try:
                if asked is None:
                    raise ValueError(row.asked)
                was = now.on(now.known(row.host), sides.now, row.at, asked, row.path, record)
                would = draft.on(draft.known(row.host), sides.draft, row.at, asked, row.path, record)
            except Exception:  # the row was refused then, or is of a kind this version cannot make again
                tally.unread += 1
                continue
            was = _CLOSED if sides.closed_now and was.rule != LOCKED_RULE else was
            would = _CLOSED if sides.closed_then and would.rule != LOCKED_RULE else would
            _count(tally, row, sides, was, would)
        return tally

    def _sides(self, asker: Asker) -> _Sides:
        groups = frozenset(asker.groups)
        levels = self.regrading.given(asker)
        now, draft = (Who(level, groups, asker.person, asker.device, asker.place) for level in levels)
        group = next((ref for ref in asker.groups if ref in self.classes), "")
        return _Sides(
            now,
            draft,
            self.now.serving.mode_for(now) is Mode.ON,
            self.draft.serving.mode_for(draft) is Mode.ON,
            group,
            closed_now=bool(asker.shut),
            closed_then=levels[1] == CLOSED and (bool(asker.shut) or levels[0] != CLOSED),
            regraded=levels[0] != levels[1],
        )


def _count(tally: Tally, row: Landed, sides: _Sides, was: Decision, would: Decision) -> None:
    tally.judged += 1
    tally.first = min(tally.first or row.at, row.at)
    tally.last = max(tally.last, row.at)
    tally.already += was.verdict.value != row.verdict
    tally.regraded += sides.regraded
    before, after = _done(was, acts=sides.acts_now), _done(would, acts=sides.acts_then)
    change = _change(before, after)
    if change is not Change.SAME:
        # What opens is named by what closed it so far; all else by what the draft says of it.
        category = (was if change is Change.OPENING else would).category
        tally.add(Cell(row.level, sides.group, category, change), row.host)


def _done(decision: Decision, *, acts: bool) -> Verdict:
    """What comes of a decision: where the filter only watches, nothing is closed but what is locked."""
    return decision.verdict if acts or decision.rule == LOCKED_RULE else Verdict.ALLOW


def _change(before: Verdict, after: Verdict) -> Change:
    if before is after:
        return Change.SAME
    if (before in _SHUT) is (after in _SHUT):
        return Change.OTHERWISE
    return Change.CLOSING if after in _SHUT else Change.OPENING
