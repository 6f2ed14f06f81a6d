"""The setting of a school's filter: one value, with versions, which two people agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from schoolgate.filtering.agreed.checks import check
from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.serving import Mode, Serving
from schoolgate.gates.web.windows import Window
from schoolgate.vocabulary.schools import INFANT

CLOSED: Final = ""  # where a level is asked for: everything is closed
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
PROVING: Final = Serving(Mode.OFF)


@dataclass(frozen=True, slots=True)
class Decider:
    """Who may open what by themselves, agreed beforehand: holders of a role, some categories, and for how long at most.

    ``categories`` empty: any that is not locked. ``levels`` empty: for all. ``longest`` is one of ``checks.LONGEST``.
    """

    role: str
    longest: str
    categories: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Setting:
    """Everything of the filter that is not one site's or one hour's. Maps go from a key or ref to a level's key.

    Who asks has the level of the first of these that knows them: ``persons``, ``groups`` (class), ``years`` (year
    group), ``roles``, ``devices`` (ref, then kind), ``networks``, ``places``. Where nobody is known:
    ``unknown_at`` (ref of the place or network), then ``unknown``. ``CLOSED`` as a level: everything is closed.

    ``serving`` says where the filter is watched and where it is on; as it ships nowhere: it proves the filter that
    the school has. ``supplier`` names whose that is, empty for our own: then what the levels say is what was
    agreed with the supplier. ``closure_days`` is how many school days one person's emergency block holds.

    Raises ``BadInputError`` naming what cannot be, ``NotFoundError`` for a category there is not, and ``LockedError``
    for what would open a locked category.
    """

    levels: tuple[Level, ...] = SHIPPED
    windows: tuple[Window, ...] = ()
    sites: tuple[Listed, ...] = ()
    persons: Mapping[str, str] = field(default_factory=lambda: _NONE)
    groups: Mapping[str, str] = field(default_factory=lambda: _NONE)
    years: Mapping[str, str] = field(default_factory=lambda: _NONE)
    roles: Mapping[str, str] = field(default_factory=lambda: _NONE)
    devices: Mapping[str, str] = field(default_factory=lambda: _NONE)
    networks: Mapping[str, str] = field(default_factory=lambda: _NONE)
    places: Mapping[str, str] = field(default_factory=lambda: _NONE)
    unknown: str = INFANT
    unknown_at: Mapping[str, str] = field(default_factory=lambda: _NONE)
    deciders: tuple[Decider, ...] = ()
    needs_entitlement: bool = False
    serving: Serving = PROVING
    supplier: str = ""
    closure_days: int = 1

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def by_level(self) -> Mapping[str, Level]:
        return {level.key: level for level in self.levels}

    def with_level(self, level: Level) -> "Setting":
        """This setting with a level more, or with the one of its key in the place of the old."""
        if level.key not in self.by_level:
            return replace(self, levels=(*self.levels, level))
        return replace(self, levels=tuple(level if level.key == each.key else each for each in self.levels))


def level_from(shipped: Level, key: str, words: str) -> Level:
    """A school's own level, which begins as one that ships. ``words`` complete "closed for ..."."""
    return replace(shipped, key=key, words=words)
