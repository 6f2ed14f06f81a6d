"""Which level a kept decision would have under a draft. A row keeps refs, and not all that a level may go by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from schoolgate.filtering.agreed.setting import CLOSED, Setting
from schoolgate.filtering.landing.reading import Landed

# Maps that go by what a row does not keep: whose post it is, what kind of device, which network.
UNKEPT: Final = ("roles", "networks")


class Asker(NamedTuple):
    """Whoever asked, as a row keeps it: refs, empty where not known."""

    level: str
    person: str
    device: str
    groups: tuple[str, ...]
    place: str


def asker_of(row: Landed) -> Asker:
    return Asker(row.level, row.person, row.device, row.groups, row.place)


@dataclass(frozen=True)
class Regrading:
    """The levels a draft gives where they differ from those agreed. ``years``: a class's ref to its year's key."""

    agreed: Setting
    draft: Setting
    years: Mapping[str, str]

    @property
    def untold(self) -> tuple[str, ...]:
        """The maps that differ and that no row can be replayed by."""
        return tuple(name for name in UNKEPT if getattr(self.agreed, name) != getattr(self.draft, name))

    def level(self, asker: Asker) -> str:
        """The level under the draft: the one that was recorded, unless the draft gives this asker another."""
        was, would = self._given(self.agreed, asker), self._given(self.draft, asker)
        return asker.level if was == would or would is None else would

    def closed(self, asker: Asker) -> tuple[bool, bool]:
        """Whether everything is closed for this asker as agreed, and under the draft."""
        return self._given(self.agreed, asker) == CLOSED, self._given(self.draft, asker) == CLOSED

    def _given(self, setting: Setting, asker: Asker) -> str | None:
        """The level by the first map that knows one of the kept refs. Of several classes the strictest is not told
        apart here: the first in their order, as they were kept."""
        if asker.person in setting.persons:
            return setting.persons[asker.person]
        for levels, refs in (
            (setting.groups, asker.groups),
            (setting.years, (*asker.groups, *(self.years[one] for one in asker.groups if one in self.years))),
            (setting.devices, (asker.device,)),
            (setting.places, (asker.place,)),
        ):
            for ref in refs:
                if ref and ref in levels:
                    return levels[ref]
        if asker.person or asker.groups or asker.device or asker.level:
            return None
        return setting.unknown_at.get(asker.place)
