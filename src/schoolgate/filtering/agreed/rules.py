"""From what was agreed to what decides: the rules in force, of the setting and of all that is for one site or hour."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from schoolgate.filtering.agreed.setting import Setting
from schoolgate.gates.web.exceptions import Closure, Listed, SiteException
from schoolgate.gates.web.known_hosts import KNOWN_HOSTS
from schoolgate.gates.web.rules import LONDON, Rules
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.windows import Pause, SchoolDays
from schoolgate.kernel.clocks.calendars import SchoolCalendar

_NO_CLAUSES: Final[Mapping[str, str]] = MappingProxyType({})
_BEFORE, _AFTER, _DAY = timedelta(days=7), timedelta(days=90), timedelta(days=1)


@dataclass(frozen=True)
class Around:
    """What a setting alone does not know: the version it is, the sites and hours beside it, the calendar, the policy.

    ``listed`` are hosts put under categories beside the setting's own: corrections of lists, sites for the garden.
    """

    epoch: int = 0
    zone: str = LONDON
    exceptions: tuple[SiteException, ...] = ()
    closures: tuple[Closure, ...] = ()
    pauses: tuple[Pause, ...] = ()
    listed: tuple[Listed, ...] = ()
    school_days: SchoolDays | None = None
    clauses: Mapping[str, str] = field(default_factory=lambda: _NO_CLAUSES)


ALONE: Final = Around()


def rules_of(setting: Setting, around: Around = ALONE) -> Rules:
    """The rules that follow. What speaks only of a level or window that the setting no longer has is left out: it could
    hold for nobody, and must not stop the rest from being put in force.
    """
    levels = frozenset(setting.by_level)
    windows = frozenset(window.ref for window in setting.windows)
    return Rules(
        epoch=around.epoch,
        zone=around.zone,
        levels=setting.levels,
        unknown=setting.unknown,
        windows=setting.windows,
        pauses=tuple(kept for each in _there(around.pauses, levels) if (kept := _of_windows(each, windows))),
        exceptions=_there(around.exceptions, levels),
        closures=_there(around.closures, levels),
        listed=(*KNOWN_HOSTS, *setting.sites, *around.listed),
        school_days=around.school_days,
        clauses=around.clauses,
        serving=setting.serving,
    )


def school_days(calendar: SchoolCalendar, today: date) -> SchoolDays | None:
    """Which days are school days, a week back and a quarter ahead: those without a gap around ``today`` for which the
    school gave its terms. ``None`` where today's are merely assumed.
    """
    if calendar.is_assumed(today):
        return None
    first, last = today, today
    while first > today - _BEFORE and not calendar.is_assumed(first - _DAY):
        first -= _DAY
    while last < today + _AFTER and not calendar.is_assumed(last + _DAY):
        last += _DAY
    days = (first + n * _DAY for n in range((last - first).days + 1))
    return SchoolDays(first, last, frozenset(day for day in days if calendar.is_school_day(day)))


def _there[T: (Pause, SiteException, Closure)](parts: tuple[T, ...], levels: frozenset[str]) -> tuple[T, ...]:
    kept = ((each, _within(each.scope, levels)) for each in parts)
    return tuple(replace(each, scope=scope) for each, scope in kept if scope is not None)


def _within(scope: Scope, levels: frozenset[str]) -> Scope | None:
    if not scope.levels - levels:
        return scope
    left = scope.levels & levels
    return replace(scope, levels=left) if left else None


def _of_windows(pause: Pause, windows: frozenset[str]) -> Pause | None:
    if not pause.windows - windows:
        return pause
    left = pause.windows & windows
    return replace(pause, windows=left) if left else None
