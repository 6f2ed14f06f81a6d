"""Which level a kept decision would have under a draft: by what its refs say of whoever asked today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from schoolgate.filtering.agreed.levels import Known, level_of
from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.landing.reading import Landed

# The rules of decisions by which everything is closed for whoever asked (``ways_in.whose``).
_SHUT: Final = frozenset({"closed", "nobody-known", "not-entitled"})
_REFUSED: Final = "not-entitled"  # somebody who has agreed to nothing yet


class Asker(NamedTuple):
    """Whoever asked, as a row keeps it: refs, empty where not known. ``shut``: the rule that closed everything."""

    level: str
    person: str
    device: str
    groups: tuple[str, ...]
    place: str
    shut: str = ""


def asker_of(row: Landed) -> Asker:
    return Asker(row.level, row.person, row.device, row.groups, row.place, row.rule if row.rule in _SHUT else "")


@dataclass(frozen=True)
class People:
    """What the refs of rows stand for today: years of classes and persons, posts, kinds of device, places outwards."""

    years: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)

    def known(self, asker: Asker) -> Known:
        years = {*self.years.get(asker.person, ()), *(year for ref in asker.groups for year in self.years.get(ref, ()))}
        return Known(
            person=asker.person,
            groups=asker.groups,
            years=tuple(sorted(years)),
            roles=self.roles.get(asker.person, ()),
            device=asker.device,
            kind=self.kinds.get(asker.device, ""),
            places=tuple(self._outwards(asker.place)),
            entitled="" if asker.shut == _REFUSED else asker.level,
        )

    def _outwards(self, place: str) -> list[str]:
        found: list[str] = []
        while place and place not in found:
            found.append(place)
            place = self.within.get(place, "")
        return found


NOBODY: Final = People()


@dataclass(frozen=True)
class Regrading:
    """The levels that a draft gives where they differ from those agreed."""

    agreed: Setting
    draft: Setting
    people: People = NOBODY

    @property
    def untold(self) -> tuple[str, ...]:
        """What differs and no row can be replayed by: which network it was, and who has agreed to what since."""
        found = ["networks"] if self.agreed.networks != self.draft.networks else []
        return (
            *found,
            *(["entitlement"] if self.draft.needs_entitlement and not self.agreed.needs_entitlement else []),
        )

    def given(self, asker: Asker) -> tuple[str, str]:
        """The level as it was recorded, and under the draft; ``CLOSED`` where everything is closed for them.

        It is another only where the draft changes what today's refs explain: a child who has moved up since, or a guest
        known by a network that no row keeps, is replayed as they were recorded.
        """
        recorded = CLOSED if asker.shut else asker.level
        known = self.people.known(asker)
        if level_of(self.agreed, known).level != recorded:
            return recorded, recorded
        return recorded, level_of(self.draft, known).level
