"""What is known, what was found of each promise from it, and when."""

from schoolgate.evidence.models.facts import Fact
from schoolgate.evidence.models.findings import LastJudged, PromiseFinding

__all__ = ["Fact", "LastJudged", "PromiseFinding"]
