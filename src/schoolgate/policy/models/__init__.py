"""What the policy room keeps: versions, their promises, who put which in force, and what a policy lives through."""

from schoolgate.policy.models.consultations import Consultation, Ruling, consultation_ref, ruling_ref
from schoolgate.policy.models.meetings import (
    Amendment,
    Effectiveness,
    Meeting,
    amendment_ref,
    meeting_ref,
    statement_ref,
)
from schoolgate.policy.models.policies import (
    Adoption,
    Promise,
    ReadingAnswer,
    Version,
    Wording,
    adoption_ref,
    promise_ref,
    version_ref,
)
from schoolgate.policy.models.reviews import Review, ReviewTrigger, review_ref, trigger_ref

__all__ = [
    "Adoption",
    "Amendment",
    "Consultation",
    "Effectiveness",
    "Meeting",
    "Promise",
    "ReadingAnswer",
    "Review",
    "ReviewTrigger",
    "Ruling",
    "Version",
    "Wording",
    "adoption_ref",
    "amendment_ref",
    "consultation_ref",
    "meeting_ref",
    "promise_ref",
    "review_ref",
    "ruling_ref",
    "statement_ref",
    "trigger_ref",
    "version_ref",
]
