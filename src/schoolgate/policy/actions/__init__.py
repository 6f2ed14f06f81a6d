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
from schoolgate.policy.actions.amending import decide_amendment, propose_amendment, take_to_meeting
from schoolgate.policy.actions.confirming import confirm_readings
from schoolgate.policy.actions.reviews import close_trigger, hold_review, trigger_review
from schoolgate.policy.actions.ruling import Change, rule
from schoolgate.policy.actions.stating import enter_consultation, state_effectiveness
from schoolgate.policy.actions.withdrawing import withdraw_version

__all__ = [
    "Change",
    "add_promise",
    "answer_offer",
    "answer_reading",
    "close_trigger",
    "confirm_readings",
    "decide_amendment",
    "enter_consultation",
    "hold_review",
    "keep_version",
    "latest_adoption",
    "propose_amendment",
    "put_in_force",
    "read_and_put_in_force",
    "rule",
    "state_effectiveness",
    "take_to_meeting",
    "trigger_review",
    "withdraw_version",
]
