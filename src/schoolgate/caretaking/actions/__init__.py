"""What the caretaker does: each names who acts, and enters what was done in the permanent record."""

from schoolgate.caretaking.actions.installation import Upgraded, back_up, restore, try_backup, upgrade
from schoolgate.caretaking.actions.keeping import Erased, erase_what_is_due, place_hold, release_hold

__all__ = [
    "Erased",
    "Upgraded",
    "back_up",
    "erase_what_is_due",
    "place_hold",
    "release_hold",
    "restore",
    "try_backup",
    "upgrade",
]
