"""The only writers of files that came in. Each says who acts, and records it."""

from schoolgate.intake.actions.advancing import advance, again
from schoolgate.intake.actions.deciding import ChangedPlanError, apply, set_aside, undo
from schoolgate.intake.actions.mapping import save_mapping, say_what_it_is
from schoolgate.intake.actions.receiving import MOST_BYTES, Received, as_set, receive

__all__ = [
    "MOST_BYTES",
    "ChangedPlanError",
    "Received",
    "advance",
    "again",
    "apply",
    "as_set",
    "receive",
    "save_mapping",
    "say_what_it_is",
    "set_aside",
    "undo",
]
