"""The outbox: what happened, waiting to be told to the rooms that asked; and when what works by itself last did."""

from django.db import models

from schoolgate.frame.retention import days, with_parent
from schoolgate.kernel.refs import new_ref


def event_ref() -> str:
    return new_ref("evt")


class OutboxEvent(models.Model):
    """One event, written in the transaction of the change it tells of. It carries refs, never words."""

    class State(models.TextChoices):
        DUE = "due"
        DONE = "done"
        PERSON = "person", "waiting for a person"

    retention = days(90, "the day it was dealt with", "Deliveries are kept while somebody may ask why one went wrong.")

    ref = models.CharField(max_length=32, unique=True, default=event_ref, editable=False)
    school_ref = models.CharField(max_length=32, blank=True)  # no foreign key: people lies above the frame
    kind = models.CharField(max_length=80)
    refs = models.JSONField()
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "due_at"], name="outbox_due"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Delivery(models.Model):
    """One handler has dealt with one event: written in the handler's own transaction, so it is never done twice."""

    retention = with_parent("It says only that the event above it was dealt with.")

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=80)
    done_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["event", "handler"], name="one_delivery_a_handler"),)

    def __str__(self) -> str:
        return f"{self.handler} of {self.event_id}"


class Beat(models.Model):
    """When something that works by itself last came round. One row each, always the latest."""

    retention = days(400, "the last time it came round", "Whoever looks after the machine asks when it last worked.")

    key = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
