"""What looking after the installation tells the rooms above."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("caretaking.backup-restored")
@dataclass(frozen=True, slots=True)
class BackupRestored:
    """A backup of these records was restored as a test, and found whole. ``at`` is when, as ISO 8601."""

    school: str
    at: str
