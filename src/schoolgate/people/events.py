"""What the room of people tells other rooms."""

from dataclasses import dataclass

from schoolgate.frame.outbox import event


@event("people.settings-changed")
@dataclass(frozen=True, slots=True)
class SettingsChanged:
    school: str
