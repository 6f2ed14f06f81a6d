"""The only writers of policies: versions, what is in force, answers about a reading, and a policy's life."""

from schoolgate.policy.actions.adopting import (
    add_promise,
    answer_offer,
    answer_reading,
    keep_version,
    latest_adoption,
    put_in_force,
    read_and_put_in_force,
)
from schoolgate.policy.actions.reviews import close_trigger, hold_review, trigger_review

__all__ = [
    "add_promise",
    "answer_offer",
    "answer_reading",
    "close_trigger",
    "hold_review",
    "keep_version",
    "latest_adoption",
    "put_in_force",
    "read_and_put_in_force",
    "trigger_review",
]
