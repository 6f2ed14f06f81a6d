"""Which alert comes first: by harm, then by how new it is, and never by how often it repeats itself."""

from dataclasses import dataclass
from typing import Final

from schoolgate.monitoring.alerts.wording import ORDER

_HARM: Final = {"high": 100, "medium": 40, "low": 10}
_NEW: Final = 15
_OFTEN_NOTHING: Final = 25
_ENOUGH: Final = 3  # decisions before they count
_TO_JUDGE: Final = 5  # decisions, before anything is suggested of a rule


@dataclass(frozen=True, slots=True)
class Weighed:
    """``alike`` were decided before, ``nothing`` of them with no concern."""

    heading: str
    severity: str
    alike: int
    nothing: int


def rank(one: Weighed) -> tuple[int, int, int]:
    """Smaller comes first. A child who asked for help is before all else; what is high never loses by the past."""
    score = _HARM.get(one.severity, 0) + (_NEW if not one.alike else 0)
    if one.severity != "high" and one.alike >= _ENOUGH:
        score -= round(_OFTEN_NOTHING * one.nothing / one.alike)
    first = 0 if one.heading == "help" else 1 if one.heading == "found" else 2
    return first, -score, ORDER.index(one.heading)


def advice(decided: int, nothing: int, severity: str) -> str:
    """What a rule's own decisions suggest: ``mute``, ``tighten``, nothing, or ``few`` where they are too few to say."""
    if decided < _TO_JUDGE:
        return "few"
    if nothing == decided:
        return "tighten" if severity == "high" else "mute"
    return "tighten" if nothing / decided >= 0.8 else ""
