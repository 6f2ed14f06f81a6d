"""What of a period's counts may be shown: by level and by category, with no small count in it (decision 0127).

Requests of one level, answer, category and mode that were fewer than five are left out of everything, and every sum is
of what is left: nothing that is told can be subtracted from anything else to reach them.
"""

from collections import Counter
from dataclasses import dataclass

from schoolgate.filtering.usage.counting import Day, Kind
from schoolgate.gates.web.serving import Mode
from schoolgate.kernel.small_counts import SMALL
from schoolgate.kernel.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class LevelUse:
    """One level's requests. ``would``: of those blocked, how many were let through, because the filter only watched."""

    level: str
    asked: int
    blocked: int
    warned: int
    held: int
    would: int

    @property
    def share(self) -> float:
        """Blocked, in the hundred."""
        return 100 * self.blocked / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class Closed:
    """How often a category was closed, by level in the order that was asked for; empty: no list, but a rule."""

    category: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """``hidden``: whether anything was too small to tell, so that the sums are the least they can be."""

    levels: tuple[LevelUse, ...]
    categories: tuple[Closed, ...]
    hidden: bool

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.levels)

    @property
    def blocked(self) -> int:
        return sum(one.blocked for one in self.levels)


def telling(day: Day) -> Use:
    """What may be told of the counts of one day or of many added up; most used and most often closed come first."""
    kinds = Counter({kind: count for kind, count in day.kinds.items() if count not in SMALL})
    asked: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for kind, count in kinds.items():
        asked[kind.level] += count
        closed[kind.category] += count if kind.verdict == Verdict.BLOCK.value else 0
    levels = sorted(asked, key=lambda level: (-asked[level], level))
    categories = sorted((key for key in closed if closed[key]), key=lambda key: (-closed[key], key))
    return Use(
        tuple(_level(level, kinds) for level in levels),
        tuple(Closed(key, tuple(_count(kinds, level, Verdict.BLOCK, key) for level in levels)) for key in categories),
        len(kinds) < len(day.kinds),
    )


def _level(level: str, kinds: Counter[Kind]) -> LevelUse:
    blocked, warned, held = (_count(kinds, level, verdict) for verdict in (Verdict.BLOCK, Verdict.WARN, Verdict.HOLD))
    asked = sum(count for kind, count in kinds.items() if kind.level == level)
    on = sum(
        count
        for kind, count in kinds.items()
        if (kind.level, kind.verdict, kind.mode) == (level, Verdict.BLOCK.value, Mode.ON.value)
    )
    return LevelUse(level, asked, blocked, warned, held, blocked - on)


def _count(kinds: Counter[Kind], level: str, verdict: Verdict, category: str | None = None) -> int:
    return sum(
        count
        for kind, count in kinds.items()
        if kind.level == level and kind.verdict == verdict.value and category in (None, kind.category)
    )
