"""What the caretaker does: each names who acts, and enters what was done in the permanent record."""

from schoolgate.caretaking.actions.erasing_one import WHY, ErasedOf, erase_of_person
from schoolgate.caretaking.actions.installation import Upgraded, back_up, restore, try_backup, upgrade
from schoolgate.caretaking.actions.keeping import Erased, erase_what_is_due, place_hold, release_hold

__all__ = [
    "WHY",
    "Erased",
    "ErasedOf",
    "Upgraded",
    "back_up",
    "erase_of_person",
    "erase_what_is_due",
    "place_hold",
    "release_hold",
    "restore",
    "try_backup",
    "upgrade",
]
