"""The rules as they stand for some people between two moments: all that depends on time is settled here, once.

Within a phase nothing begins and nothing ends, so an answer found in it holds until its end. That is what lets answers
be kept without ever being wrong: whoever asks in another phase asks anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, inf
from zoneinfo import ZoneInfo

from schoolgate.gates.web.categories import CATEGORIES, LOCKED_MASK, mask_of
from schoolgate.gates.web.exceptions import Closure, Listed, SiteException
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.lists import is_top, site_of
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.rules import Rules
from schoolgate.gates.web.scopes import Who
from schoolgate.gates.web.windows import Pause, SchoolDays, Window, edges

Dated = Pause | SiteException | Closure


@dataclass(frozen=True)
class Profile:
    """What of the rules is for someone, whatever the time. Two people with the same level and rules share one."""

    level: str
    windows: tuple[Window, ...]
    pauses: tuple[Pause, ...]
    exceptions: tuple[SiteException, ...]
    closures: tuple[Closure, ...]


@dataclass(slots=True)
class Entry:
    """What the rules say of one host by name; of those, what lies under a path only is kept with the rest."""

    mask: int = 0
    closures: list[Closure] = field(default_factory=list)
    exceptions: list[SiteException] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Phase:
    """``starts <= at < ends``. Masks are of the level's sets, with windows and pauses applied."""

    starts: float
    ends: float
    epoch: int
    clauses: Mapping[str, str]
    zone: ZoneInfo
    level: Level | None
    pause: Pause | None
    shut: Window | None
    block: int = 0
    hold: int = 0
    warn: int = 0
    garden: int = 0
    timed: Mapping[int, Window] = field(default_factory=dict)  # by bit, what a window closes and the level does not
    entries: Mapping[str, Entry] = field(default_factory=dict)
    named: frozenset[str] = frozenset()  # ``site_of`` every host in ``entries``
    named_fully: bool = True  # none of them is a whole top
    minded: int = 0  # all categories that may matter to the answer
    by_mask: dict[int, Decision] = field(default_factory=dict)  # by the minded categories of a host
    made: dict[object, Decision] = field(default_factory=dict)  # those that are the same for many hosts

    def clause(self, *keys: str) -> str:
        return next((self.clauses[key] for key in keys if key in self.clauses), "")


def profile_of(rules: Rules, who: Who) -> Profile:
    """What of the rules is for ``who``; at no level there is, what is for the level of those nobody knows."""
    if who.level not in rules.by_level:
        who = Who(rules.unknown, who.groups, who.person, who.device, who.place)
    return Profile(
        who.level,
        tuple(each for each in rules.windows if each.scope.holds(who)),
        tuple(each for each in rules.pauses if each.scope.holds(who)),
        tuple(each for each in rules.exceptions if each.scope.holds(who)),
        tuple(each for each in rules.closures if each.scope.holds(who)),
    )


def phase_of(rules: Rules, profile: Profile, at: int) -> Phase:
    """The phase of a profile at a moment, in whole seconds since 1970."""
    zone = ZoneInfo(rules.zone)
    starts, ends = _between(profile, at, zone)
    level = rules.by_level.get(profile.level)
    windows = _windows(profile, at, zone, rules.school_days)
    pauses = [pause for pause in profile.pauses if _stands(pause, at)]
    phase = Phase(
        starts,
        ends,
        rules.epoch,
        rules.clauses,
        zone,
        level,
        next((pause for pause in pauses if pause.of_internet), None),
        next((window for window in windows if window.closes_everything), None),
        entries=_entries(
            rules.listed,
            [each for each in profile.closures if _stands(each, at)],
            [each for each in profile.exceptions if _stands(each, at)],
        ),
    )
    phase.named = frozenset(map(site_of, phase.entries))
    phase.named_fully = not any(map(is_top, phase.entries))
    if level is not None:
        _set_masks(phase, level, windows, pauses)
    phase.minded = LOCKED_MASK | phase.block | phase.hold | phase.warn | phase.garden
    return phase


def _between(profile: Profile, at: int, zone: ZoneInfo) -> tuple[float, float]:
    """The nearest moments around ``at`` where something of the profile may begin or end."""
    dated: Iterable[Dated] = (*profile.pauses, *profile.exceptions, *profile.closures)
    moments = [moment for each in dated for moment in (_second(each.since), _second(each.until))]
    if profile.windows:
        moments += edges(profile.windows, at, zone)
    before = max((moment for moment in moments if moment <= at), default=-inf)
    return before, min((moment for moment in moments if moment > at), default=inf)


def _windows(profile: Profile, at: int, zone: ZoneInfo, school_days: SchoolDays | None) -> list[Window]:
    if not profile.windows:
        return []
    local = datetime.fromtimestamp(at, zone)
    resting = {ref for pause in profile.pauses if _stands(pause, at) for ref in pause.windows}
    return [each for each in profile.windows if each.ref not in resting and each.holds(local, school_days)]


def _set_masks(phase: Phase, level: Level, windows: list[Window], pauses: list[Pause]) -> None:
    """What windows and pauses open is taken from all three sets; then what windows close is added."""
    opened = mask_of(key for window in windows for key in window.opens)
    opened |= mask_of(key for pause in pauses for key in pause.categories)
    phase.block = mask_of(level.block) & ~opened
    phase.hold = mask_of(level.hold) & ~opened
    phase.warn = mask_of(level.warn) & ~opened
    phase.garden = mask_of(level.garden)
    timed = {CATEGORIES[key].bit: window for window in windows for key in window.closes}
    phase.timed = {bit: window for bit, window in timed.items() if not phase.block >> bit & 1}
    for bit in timed:
        phase.block |= 1 << bit


def _entries(
    listed: Iterable[Listed], closures: Iterable[Closure], exceptions: Iterable[SiteException]
) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for row in listed:
        entries.setdefault(row.host, Entry()).mask |= mask_of(row.categories)
    for closure in closures:
        entries.setdefault(closure.site.host, Entry()).closures.append(closure)
    for exception in exceptions:
        entries.setdefault(exception.site.host, Entry()).exceptions.append(exception)
    return entries


def _stands(dated: Dated, at: int) -> bool:
    return _second(dated.since) <= at < _second(dated.until)


def _second(moment: datetime | None) -> float:
    return inf if moment is None else ceil(moment.timestamp())
