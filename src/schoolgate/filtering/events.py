"""What the filter tells the rooms above."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("filtering.found")
@dataclass(frozen=True, slots=True)
class SomethingFound:
    """``found`` is the ref of what was found on a screen. Until a room for concerns takes it, it is a job."""

    school: str
    found: str
