"""What a gate is, apart from its rules: its name, the subjects it keeps, and what it does when it cannot decide."""

from dataclasses import dataclass

from schoolgate.kernel.verdicts import Verdict
from schoolgate.vocabulary.topics import TOPICS


@dataclass(frozen=True, slots=True)
class Gate:
    """``cannot_decide`` is the verdict where rules or lists cannot be read; ``because`` says why that one, a sentence.

    Raises ``ValueError`` for a subject that is not in the vocabulary.
    """

    key: str
    title: str
    topics: tuple[str, ...]
    cannot_decide: Verdict
    because: str

    def __post_init__(self) -> None:
        unknown = [topic for topic in self.topics if topic not in TOPICS]
        if unknown:
            raise ValueError(f"gate {self.key}: {', '.join(unknown)} not in the vocabulary; add it there or correct it")
