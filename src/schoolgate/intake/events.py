"""What intake tells other rooms."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("intake.silent")
@dataclass(frozen=True, slots=True)
class FilesDidNotCome:
    """Files of ``feed`` were expected by the end of ``due_on`` (``2026-10-17``) and had not come."""

    school: str
    feed: str
    due_on: str
