"""Who a request comes from, as it was worked out elsewhere, and whom a rule is for."""

from dataclasses import dataclass, field, fields
from typing import Final

_NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Who:
    """The level, and what else is known: all refs. ``level`` is empty where it is not known who asks."""

    level: str = ""
    groups: frozenset[str] = _NOBODY  # classes and year groups
    person: str = ""
    device: str = ""
    place: str = ""
    _hash: int = field(init=False, repr=False, compare=False, default=0)  # reckoned once: it is asked for each request

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.level, self.groups, self.person, self.device, self.place)))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a rule is for. Every kind that is named must fit, by any one of those named in it; none named: everyone."""

    levels: frozenset[str] = field(default=_NOBODY)
    groups: frozenset[str] = field(default=_NOBODY)
    persons: frozenset[str] = field(default=_NOBODY)
    devices: frozenset[str] = field(default=_NOBODY)
    places: frozenset[str] = field(default=_NOBODY)

    def holds(self, who: Who) -> bool:
        return (
            (not self.levels or who.level in self.levels)
            and (not self.groups or not self.groups.isdisjoint(who.groups))
            and (not self.persons or who.person in self.persons)
            and (not self.devices or who.device in self.devices)
            and (not self.places or who.place in self.places)
        )

    @property
    def is_everyone(self) -> bool:
        return not any(getattr(self, each.name) for each in fields(self))


EVERYONE: Final = Scope()
