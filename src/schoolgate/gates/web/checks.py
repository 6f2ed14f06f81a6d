"""What rules must be before they decide anything: each fault named with its cause and what to do."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schoolgate.gates.web.categories import Category, Kind, category
from schoolgate.gates.web.exceptions import Closure, SiteException
from schoolgate.gates.web.hosts import one_host
from schoolgate.gates.web.levels import Level
from schoolgate.gates.web.sites import is_public_suffix
from schoolgate.gates.web.ways import WAYS, asks_for_resolver, is_canary
from schoolgate.gates.web.windows import EVERY_DAY, Pause, Window
from schoolgate.kernel.errors import BadInputError, DeniedError

if TYPE_CHECKING:
    from schoolgate.gates.web.rules import Rules

_LATER: Final = "Give an end that comes after its beginning."


class LockedError(DeniedError):
    """Something would open what is closed for everyone, always: illegal content."""

    def __init__(self, thing: str, locked: Category) -> None:
        super().__init__(
            thing,
            f"it would open {locked.words} ({locked.key}), which nobody can open and no school can switch off.",
            "Leave it closed. If the site is listed wrongly, tell the body that keeps the list.",
        )
        self.category = locked


def check(rules: "Rules") -> None:
    """Raise ``BadInputError`` or ``LockedError`` for the first fault there is; nothing for rules that can decide."""
    _zone(rules.zone)
    levels = frozenset(level.key for level in rules.levels)
    _alone("level", [level.key for level in rules.levels])
    for level in rules.levels:
        _level(level)
    if rules.unknown and rules.unknown not in levels:
        raise _fault("the level of those nobody knows", f"there is no level {rules.unknown!r}.", "Name one there is.")
    _alone("rule", [part.ref for part in _parts(rules)])
    for window in rules.windows:
        _window(window)
    for pause in rules.pauses:
        _pause(pause, frozenset(window.ref for window in rules.windows))
    for exception in rules.exceptions:
        _exception(exception)
    for closure in rules.closures:
        _about_a_site(f"closure {closure.ref!r} for {closure.site}", closure, (closure.by,))
    for listed in rules.listed:
        _categories(listed.categories)
        if one_host(listed.host) != listed.host:
            raise _fault(
                f"the listed host {listed.host}", "it is not in its one spelling.", f"Write {one_host(listed.host)}."
            )
    for part in _parts(rules):
        if unknown := part.scope.levels - levels:
            raise _fault(
                f"rule {part.ref!r}",
                f"there is no level {min(unknown)!r}.",
                f"The levels are: {', '.join(sorted(levels))}.",
            )


def _level(level: Level) -> None:
    thing = f"level {level.key!r}"
    for keys in (level.block, level.hold, level.warn):
        for each in _categories(keys):
            if each.kind is Kind.GARDEN:
                raise _fault(thing, f"{each.key} is a garden, and a garden closes nothing.", "Take it out.")
    for key in sorted(level.hold | level.warn):
        _unlocked(thing, key)
    for each in _categories(level.garden):
        if each.kind is not Kind.GARDEN:
            raise _fault(thing, f"{each.key} is no garden.", "A walled garden is made of gardens only.")
    if unknown := level.closed_ways - WAYS.keys():
        raise _fault(thing, f"there is no way round called {min(unknown)!r}.", f"They are: {', '.join(WAYS)}.")


def _window(window: Window) -> None:
    thing = f"window {window.ref!r}"
    if not window.hours or not window.weekdays or not window.weekdays <= EVERY_DAY:
        raise _fault(thing, "it has no hours, or no days of the week from 0 to 6.", "Give both.")
    if any(mark.tzinfo for hours in window.hours for mark in (hours.starts, hours.ends)):
        raise _fault(thing, "its hours have a time zone of their own.", "Give the time on the school's clock.")
    if sum((window.closes_everything, bool(window.closes), bool(window.opens))) != 1:
        raise _fault(thing, "it must do one thing.", "Close everything, or close categories, or open some.")
    _categories(window.closes)
    for key in sorted(window.opens):
        _unlocked(thing, key)


def _pause(pause: Pause, windows: frozenset[str]) -> None:
    thing = f"pause {pause.ref!r}"
    _dated(thing, pause.since, pause.until)
    _signed(thing, (pause.by,), pause.why)
    if pause.windows and pause.categories:
        raise _fault(thing, "it rests windows and categories both.", "Make two of it.")
    if unknown := pause.windows - windows:
        raise _fault(thing, f"there is no window {min(unknown)!r}.", "Name one there is.")
    for key in sorted(pause.categories):
        _unlocked(thing, key)


def _exception(exception: SiteException) -> None:
    thing = f"exception {exception.ref!r} for {exception.site}"
    _about_a_site(thing, exception, exception.by)
    if is_public_suffix(exception.site.host):
        raise _fault(thing, "anybody can have a name under it, so it is no one's site.", "Name the site itself.")
    if is_canary(exception.site.host) or asks_for_resolver(exception.site.host):
        raise _fault(thing, "it is a browser's question and no site.", "Use the level's own switch.")
    for key in sorted(exception.categories):
        _unlocked(thing, key)


def _about_a_site(thing: str, part: SiteException | Closure, by: tuple[str, ...]) -> None:
    _dated(thing, part.since, part.until)
    _signed(thing, by, part.why)


def _parts(rules: "Rules") -> tuple[Window | Pause | SiteException | Closure, ...]:
    return (*rules.windows, *rules.pauses, *rules.exceptions, *rules.closures)


def _unlocked(thing: str, key: str) -> None:
    if category(key).locked:
        raise LockedError(thing, category(key))


def _categories(keys: Iterable[str]) -> tuple[Category, ...]:
    return tuple(category(key) for key in sorted(keys))


def _dated(thing: str, since: datetime, until: datetime | None) -> None:
    if since.tzinfo is None or (until is not None and until.tzinfo is None):
        raise _fault(thing, "its times do not say their time zone.", "Give them with one.")
    if until is not None and until <= since:
        raise _fault(thing, "it ends before it begins.", _LATER)


def _signed(thing: str, by: tuple[str, ...], why: str) -> None:
    if not by or not all(by) or not why.strip():
        raise _fault(thing, "nobody stands behind it, or no reason is given.", "Say who agreed to it, and why.")


def _alone(kind: str, refs: list[str]) -> None:
    for ref in refs:
        if not ref or refs.count(ref) > 1:
            raise _fault(f"{kind} {ref!r}", "it has no ref, or one that another has.", "Give each a ref of its own.")


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _fault(f"time zone {name!r}", "there is none of that name.", "Use one like Europe/London.") from error


def _fault(thing: str, cause: str, next_step: str) -> BadInputError:
    return BadInputError(thing, cause, next_step)
