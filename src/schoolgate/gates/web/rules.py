"""All that a school agreed about its filter, as one frozen value: what ``decide`` is given beside the request."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from schoolgate.gates.web.categories import LOCKED_MASK, categories_in
from schoolgate.gates.web.checks import LockedError, check
from schoolgate.gates.web.exceptions import Closure, Listed, SiteException
from schoolgate.gates.web.known_hosts import KNOWN_HOSTS
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.lists import Categories
from schoolgate.gates.web.serving import IN_FORCE, Serving
from schoolgate.gates.web.windows import Pause, SchoolDays, Window
from schoolgate.vocabulary.schools import INFANT

LONDON: Final = "Europe/London"
_NO_CLAUSES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Rules:
    """Raises ``BadInputError`` naming what cannot be, and ``LockedError`` for what would open a locked category.

    ``epoch`` counts versions, and grows with each put in force. ``unknown`` is the level of a request of which nobody
    knows who makes it; empty: everything is closed for it. ``clauses`` gives the policy's clause for a category, a
    level or a rule's ref, by its key. ``school_days`` as far as they are known. ``serving`` is for the ways in: it
    changes nothing of what is decided, only whether it is done (``serving.served``).
    """

    epoch: int = 0
    zone: str = LONDON
    levels: tuple[Level, ...] = SHIPPED
    unknown: str = INFANT
    windows: tuple[Window, ...] = ()
    pauses: tuple[Pause, ...] = ()
    exceptions: tuple[SiteException, ...] = ()
    closures: tuple[Closure, ...] = ()
    listed: tuple[Listed, ...] = KNOWN_HOSTS
    school_days: SchoolDays | None = None
    clauses: Mapping[str, str] = field(default_factory=lambda: _NO_CLAUSES)
    serving: Serving = IN_FORCE

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def by_level(self) -> Mapping[str, Level]:
        return {level.key: level for level in self.levels}

    def clause(self, *keys: str) -> str:
        """The clause of the first of these keys that has one, or nothing."""
        return next((self.clauses[key] for key in keys if key in self.clauses), "")


def grant(rules: Rules, exception: SiteException, categories: Categories) -> Rules:
    """The rules with one exception more, and their epoch one later.

    Raises ``LockedError`` where the site, or a parent of it, is on the list of a locked category.
    """
    found = categories_in(categories.of(exception.site.host) & LOCKED_MASK)
    if found:
        raise LockedError(f"{exception.site}", found[0])
    return replace(rules, epoch=rules.epoch + 1, exceptions=(*rules.exceptions, exception))


def powerless(rules: Rules, categories: Categories) -> tuple[SiteException, ...]:
    """The exceptions that a locked list has overtaken since: they open nothing, and somebody should take them back."""
    return tuple(each for each in rules.exceptions if categories.of(each.site.host) & LOCKED_MASK)
