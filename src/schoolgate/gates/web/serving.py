"""Whether what is decided is also done: nowhere, only watched, or in force; by place and class. Watch before act."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who
from schoolgate.kernel.verdicts import Verdict

LOCKED_RULE: Final = "locked"
_NONE: Final[Mapping[str, "Mode"]] = MappingProxyType({})


class Mode(StrEnum):
    """``off``: no way in is meant to run here, and Schoolgate proves the filter that the school has. ``watching``: each
    request is decided and recorded, and nothing is closed but what is locked. ``on``: what is decided is done.
    """

    OFF = "off"
    WATCHING = "watching"
    ON = "on"


@dataclass(frozen=True)
class Serving:
    """``groups`` (classes and year groups) and ``places`` give a mode of their own by ref; the rest has ``mode``."""

    mode: Mode = Mode.ON
    groups: Mapping[str, Mode] = field(default_factory=lambda: _NONE)
    places: Mapping[str, Mode] = field(default_factory=lambda: _NONE)

    def mode_for(self, who: Who) -> Mode:
        """The mode for whoever asks: their class's, else the place's, else the school's. Of several the one that does
        most: a child in two classes of which one is filtered is filtered."""
        if self.groups and (found := [self.groups[ref] for ref in who.groups if ref in self.groups]):
            return max(found, key=_DOES_MORE.index)
        return self.places.get(who.place, self.mode) if self.places else self.mode

    @property
    def acts(self) -> bool:
        """Whether anybody's requests are filtered."""
        return Mode.ON in (self.mode, *self.groups.values(), *self.places.values())

    @property
    def runs(self) -> bool:
        """Whether anybody's requests are at least watched, so that a way in is wanted."""
        return any(mode is not Mode.OFF for mode in (self.mode, *self.groups.values(), *self.places.values()))


_DOES_MORE: Final = (Mode.OFF, Mode.WATCHING, Mode.ON)
IN_FORCE: Final = Serving()


def served(decision: Decision, mode: Mode) -> Decision:
    """What a way in does of a decision. Where the filter is not on everything is let through as it came, but for what
    is locked. Record the decision itself: that is what watching is for.
    """
    if mode is Mode.ON or decision.rule == LOCKED_RULE:
        return decision
    return replace(decision, verdict=Verdict.ALLOW, rewrites=())
