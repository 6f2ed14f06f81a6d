"""Permissions to look, who agreed to them, and a second person's agreement to one look."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def permission_ref() -> str:
    return new_ref("vgr")


def second_ref() -> str:
    return new_ref("sec")


class ViewGrant(SchoolScoped):
    """Whoever holds ``role`` may look at ``report``, for ``purpose``, from ``starts`` to the last day ``until``.

    It is one once a head and a governor, two people, agreed. It ends at once when it is ended.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"
        ENDED = "ended", "Ended"

    retention: ClassVar[Retention] = years(
        7, "its last day", "Who was allowed to look at what is asked about as long as the looks themselves."
    )

    ref = models.CharField(max_length=32, unique=True, default=permission_ref, editable=False)
    report = models.CharField(max_length=20)  # a key of permissions.reports.REPORTS
    role = models.CharField(max_length=40)
    purpose = EncryptedTextField()
    starts = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64, blank=True)  # who declined or ended it
    closed_at = models.DateTimeField(null=True)
    why_closed = EncryptedTextField(blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "state", "until"], name="monitoring_live_grants"),)

    def __str__(self) -> str:
        return f"{self.report} for {self.role}"


class GrantSignature(SchoolScoped):
    """One of the two who agreed: ``side`` is head or governor, ``human`` the sign-in behind the person."""

    retention: ClassVar[Retention] = with_parent("It is half of the agreement to a permission to look.")

    grant = models.ForeignKey(ViewGrant, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=8)
    role = models.CharField(max_length=40)  # held when they signed: chair, head ...
    person = models.CharField(max_length=64)
    human = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["grant", "side"], name="monitoring_one_signature_a_side"),
            models.UniqueConstraint(fields=["grant", "human"], name="monitoring_one_signature_a_human"),
        )

    def __str__(self) -> str:
        return f"{self.side} of {self.grant}"


class SecondAgreement(SchoolScoped):
    """Asked of the chair or the head: may ``viewer`` look at ``subject``, or at the device or class ``about`` (a ref)?
    Yes lasts until the end of ``until``.

    The chair is told who asks, why, and whether it is about a pupil or an adult; never which child.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"

    retention: ClassVar[Retention] = years(7, "the day it was asked", "It goes with the looks that rest on it.")

    ref = models.CharField(max_length=32, unique=True, default=second_ref, editable=False)
    report = models.CharField(max_length=20)
    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=64, blank=True, default="")
    why = models.CharField(max_length=20)  # a key of permissions.reports.REASONS
    words = EncryptedTextField()
    role = models.CharField(max_length=40)  # whose agreement it needs: chair or head
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    by = models.CharField(max_length=64, blank=True)
    human = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.role} asked at {self.asked_at}"
