"""What must be there before a thing opens for somebody, by their roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from schoolgate.gates.access.things import THINGS
from schoolgate.vocabulary.roles import MEMBERS

STAFF: Final = frozenset(MEMBERS["staff"])
ON_DAYS: Final = frozenset({"vpn"})  # these open only on days that are given by name


@dataclass(frozen=True, slots=True)
class Needed:
    """An agreement that ``things`` wait for, for whoever holds one of ``roles``.

    ``in_place_of`` is another that this one does as well as. ``asked``: its words are approved, so that somebody can
    sign it. ``for_days``: a check of understanding that runs out after so many days even where nothing says when.

    Raises ``ValueError`` for a thing there is not.
    """

    key: str
    title: str
    roles: frozenset[str]
    things: frozenset[str]
    in_place_of: str = ""
    asked: bool = True
    for_days: int | None = None

    def __post_init__(self) -> None:
        if unknown := self.things - THINGS.keys():
            raise ValueError(f"{self.key}: no such thing as {', '.join(sorted(unknown))}; known: {', '.join(THINGS)}")


@dataclass(frozen=True, slots=True)
class Rules:
    """``only`` are things for some roles alone; ``on_days`` are things that open only on days given by name."""

    needed: tuple[Needed, ...]
    only: Mapping[str, frozenset[str]] = field(default_factory=lambda: {"vpn": STAFF, "cloud-sharing": STAFF})
    on_days: frozenset[str] = ON_DAYS

    def for_roles(self, roles: frozenset[str], thing: str) -> tuple[Needed, ...]:
        """All that somebody with these roles needs for a thing; what is in the place of another is not needed too."""
        binding = (one for one in self.needed if thing in one.things and roles & one.roles)
        return tuple(one for one in binding if not one.in_place_of)

    def instead_of(self, key: str, thing: str) -> frozenset[str]:
        """The keys of what does as well as an agreement, for a thing."""
        return frozenset(one.key for one in self.needed if one.in_place_of == key and thing in one.things)
