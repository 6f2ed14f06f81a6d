"""What calls for a review of the policy, and the reviews that were held."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.refs import new_ref


def review_ref() -> str:
    return new_ref("review")


def trigger_ref() -> str:
    return new_ref("trigger")


class Review(SchoolScoped):
    """A review that was held: the day, how it ended and who says so."""

    retention: ClassVar[Retention] = for_ever(
        "When the policy was reviewed, and why, is asked about for as long as it."
    )

    ref = models.CharField(max_length=40, unique=True, default=review_ref)
    held_on = models.DateField()
    outcome = models.CharField(max_length=20)
    next_due = models.DateField(null=True)
    words = EncryptedTextField(blank=True)
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"review of {self.held_on}"


class ReviewTrigger(SchoolScoped):
    """One thing that calls for a review, once for each reason. ``answered_by`` is set once, by a review held."""

    retention: ClassVar[Retention] = for_ever("A review due on a past day rests on it; what it points at is a ref.")

    ref = models.CharField(max_length=40, unique=True, default=trigger_ref)
    kind = models.CharField(max_length=20)
    reason_ref = models.CharField(max_length=80)
    words = EncryptedTextField(blank=True)
    raised_on = models.DateField()
    due = models.DateField()
    raised_at = models.DateTimeField()
    by = models.CharField(max_length=80)
    answered_by = models.ForeignKey(Review, null=True, on_delete=models.PROTECT, related_name="triggers")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "kind", "reason_ref"), name="policy_reason_triggers_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.raised_on}"
