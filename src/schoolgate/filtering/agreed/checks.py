"""What a setting must be before anybody is asked to agree it: each fault named with its cause and what to do."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from schoolgate.gates.web.categories import category
from schoolgate.gates.web.checks import LockedError
from schoolgate.gates.web.rules import Rules
from schoolgate.kernel.errors import BadInputError
from schoolgate.vocabulary.roles import POSTS

if TYPE_CHECKING:
    from schoolgate.filtering.agreed.setting import Decider, Setting

LONGEST: Final = ("lesson", "day", "term", "always")  # shortest first
MAPS: Final = ("persons", "groups", "years", "roles", "devices", "networks", "places", "unknown_at")
MOST_CLOSURE_DAYS: Final = 5
_KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,31}").fullmatch


def check(setting: "Setting") -> None:
    """Raise for the first fault there is; nothing for a setting from which rules can be made."""
    # What rules must be is checked in one place, and refused with the same words.
    Rules(levels=setting.levels, windows=setting.windows, listed=setting.sites, unknown=setting.unknown)
    levels = [level.key for level in setting.levels]
    for level in setting.levels:
        if not _KEY(level.key):
            cause = "its key is not of small letters, digits and hyphens, at most 32."
            raise BadInputError(f"level {level.key!r}", cause, "Give it a short one, such as year-6.")
        if not level.words.strip():
            raise BadInputError(f"level {level.key!r}", "it has no words.", "Say whom it is for.")
    for name in MAPS:
        for key, level_key in getattr(setting, name).items():
            if not key:
                raise BadInputError(f"the level by {name}", "it is for nobody.", "Say whom it is for.")
            if level_key:
                _level_there(f"the level of {key}, by {name}", level_key, levels)
    for ref in (*setting.serving.groups, *setting.serving.places):
        if not ref:
            raise BadInputError("where the filter is on", "it names no class or place.", "Name one.")
    for decider in setting.deciders:
        _decider(decider, levels)
    _once("who may open sites", setting.deciders)
    _once("the school’s own list", [site.host for site in setting.sites])
    if not 1 <= setting.closure_days <= MOST_CLOSURE_DAYS:
        cause = f"it holds for 1 to {MOST_CLOSURE_DAYS} school days unless it is agreed."
        raise BadInputError("how long an emergency block holds", cause, "Give a number of days in between.")


def _decider(decider: "Decider", levels: list[str]) -> None:
    thing = f"what {POSTS.get(decider.role, decider.role)!r} may open"
    if decider.role not in POSTS:
        raise BadInputError(thing, "nobody can hold that role.", f"Known: {', '.join(POSTS)}.")
    if decider.longest not in LONGEST:
        raise BadInputError(thing, f"{decider.longest!r} is no length of time.", f"Give one of: {', '.join(LONGEST)}.")
    _unlocked(thing, decider.categories)
    for key in sorted(decider.levels):
        _level_there(thing, key, levels)


def _once(thing: str, rows: Sequence[object]) -> None:
    if len({*rows}) < len(rows):
        raise BadInputError(thing, "it says the same twice.", "Leave one of them out.")


def _unlocked(thing: str, keys: Iterable[str]) -> None:
    for key in sorted(keys):
        if category(key).locked:
            raise LockedError(thing, category(key))


def _level_there(thing: str, key: str, levels: list[str]) -> None:
    if key not in levels:
        raise BadInputError(thing, f"there is no level {key!r}.", f"The levels are: {', '.join(levels)}.")
