"""The setting of a school's filter: one value, with versions, which two people agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from schoolgate.gates.web.exceptions import Listed
from schoolgate.gates.web.levels import SHIPPED, Level
from schoolgate.gates.web.windows import Window
from schoolgate.vocabulary.schools import INFANT

CLOSED: Final = ""  # where a level is asked for: everything is closed
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Decider:
    """Who may open what by themselves, agreed beforehand: holders of a role, some categories, and for how long at most.

    ``categories`` empty: any that is not locked. ``longest`` is one of ``lesson``, ``day``, ``term``, ``always``.
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
    ``unknown_at`` (ref of the place or network), then ``unknown``.
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
