"""What reading one piece of language yields."""

from dataclasses import dataclass

from schoolgate.reading.model import Polarity, Strength


@dataclass(frozen=True, slots=True)
class Judgement:
    """Strength, polarity, how sure (0 to 1), and the name of the rule that decided."""

    strength: Strength
    polarity: Polarity
    confidence: float
    rule: str

    @property
    def promises(self) -> bool:
        return self.strength is not Strength.NONE


def none(rule: str, confidence: float = 0.8) -> Judgement:
    """A judgement that nothing is promised."""
    return Judgement(Strength.NONE, Polarity.DO, confidence, rule)
