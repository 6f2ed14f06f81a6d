"""What the evidence room tells itself and the rooms above."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("evidence.fact-put")
@dataclass(frozen=True, slots=True)
class FactPut:
    """``at`` is when it was put, by the clock of the machine, as ISO 8601."""

    school: str
    fact: str
    subject: str
    at: str
