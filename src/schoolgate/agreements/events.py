"""What agreements tell other rooms."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("agreements.consent-withdrawn")
@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """What could be used in a place can be no more; ``child`` is a ref, ``channel`` a key of gates.consent.channels."""

    school: str
    child: str
    channel: str
