"""Paper slips: printed, read, looked at, noted. A slip is no signature before it is noted."""

from schoolgate.agreements.actions.slips.deciding import decide, identify, set_aside, undo_last
from schoolgate.agreements.actions.slips.noting import note_decided
from schoolgate.agreements.actions.slips.printing import print_slips
from schoolgate.agreements.actions.slips.reading import give_scan, read_scan, read_soon, take_up

__all__ = [
    "decide",
    "give_scan",
    "identify",
    "note_decided",
    "print_slips",
    "read_scan",
    "read_soon",
    "set_aside",
    "take_up",
    "undo_last",
]
