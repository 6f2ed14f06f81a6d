"""How alarming a few typed words are, and why. Pure: no Django, no network, the same answer every time."""

from schoolgate.monitoring.judging.judge import judge
from schoolgate.monitoring.judging.model import DEFAULT, Judged, OwnPhrase, Packs, Severity

__all__ = ["DEFAULT", "Judged", "OwnPhrase", "Packs", "Severity", "judge"]
