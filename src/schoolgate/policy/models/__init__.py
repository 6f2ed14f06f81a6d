"""What the policy room keeps: versions, their promises, who put which in force, and what a policy lives through."""

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
    "Promise",
    "ReadingAnswer",
    "Review",
    "ReviewTrigger",
    "Version",
    "Wording",
    "adoption_ref",
    "promise_ref",
    "review_ref",
    "trigger_ref",
    "version_ref",
]
