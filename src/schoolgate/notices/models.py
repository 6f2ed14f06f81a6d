"""Letters in line, and what became of them."""

from typing import Any, ClassVar, Final

from django.db import models

from schoolgate.frame.encrypted import EncryptedJSONField
from schoolgate.frame.retention import days
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def notice_ref() -> str:
    return new_ref("not")


class Notice(SchoolScoped):
    """One letter to one person. Where to is asked when it goes, so it follows a person who changes their address.

    ``context`` may hold a link that lets its reader in: it is locked, and goes as soon as the letter has gone.
    """

    class State(models.TextChoices):
        DUE = "due", "in line"
        SENDING = "sending", "on its way"
        SENT = "sent", "sent"
        NO_ADDRESS = "no-address", "waits for an address"
        UNSURE = "unsure", "may have arrived"
        FAILED = "failed", "could not be sent"
        SETTLED = "settled", "no longer needed"

    retention = days(180, "the day it was sent or settled", "It may be asked whether somebody was told, and when.")

    ref = models.CharField(max_length=32, unique=True, default=notice_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=20, default="mail")
    context = EncryptedJSONField()
    about = models.CharField(max_length=40, blank=True)
    asked_by = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=State, default=State.DUE)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["state", "due_at"], name="notices_due"),)
        constraints = (
            models.UniqueConstraint(
                fields=["school", "person", "kind", "about"], condition=~models.Q(about=""), name="one_letter_about_it"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


OPEN: Final = (Notice.State.NO_ADDRESS, Notice.State.UNSURE, Notice.State.FAILED)  # a person has to look
ENDED: Final = (Notice.State.SENT, Notice.State.SETTLED)
