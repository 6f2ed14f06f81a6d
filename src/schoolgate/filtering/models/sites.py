"""Sites that were checked for a lesson: what they led to, who found them suitable, until when, what changed since."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def check_ref() -> str:
    return new_ref("chk")


def site_ref() -> str:
    return new_ref("cks")


class SiteCheck(SchoolScoped):
    """The sites of one lesson, for one class (its ref; empty: a whole level)."""

    retention: ClassVar[Retention] = years(
        2, "the day it held until", "That sites were checked before lessons is asked about by inspectors."
    )

    ref = models.CharField(max_length=32, unique=True, default=check_ref, editable=False)
    lesson = EncryptedTextField(blank=True, default="")
    group = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=40)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class CheckedSite(SchoolScoped):
    """One site of a lesson. ``owner`` and ``page`` are digests of what it led to: who holds the final name, by its
    certificate's names, and the page's title. When they change, it is another site than the one found suitable."""

    class State(models.TextChoices):
        LOOKED = "looked", "was looked at"
        SUITABLE = "suitable", "somebody found it suitable"
        CHANGED = "changed", "is no longer what was found suitable"
        ENDED = "ended", "its time is over"

    retention: ClassVar[Retention] = with_parent("It is a line of the check.")

    ref = models.CharField(max_length=32, unique=True, default=site_ref, editable=False)
    check_of = models.ForeignKey(SiteCheck, on_delete=models.CASCADE, related_name="sites")
    address = EncryptedTextField()
    final_host = EncryptedTextField(blank=True, default="")
    title = EncryptedTextField(blank=True, default="")
    trouble = EncryptedTextField(blank=True, default="")
    verdict = models.CharField(max_length=8)
    category = models.CharField(max_length=40, blank=True)
    because = EncryptedTextField(blank=True, default="")
    askable = models.BooleanField(default=False)
    owner = models.CharField(max_length=64, blank=True)
    page = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.LOOKED)
    looked_at = models.DateTimeField()
    suitable_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    suitable_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    changes = EncryptedTextField(blank=True, default="")
    closed = EncryptedJSONField(default=list)  # the hosts on the way that the filter closes for them
    openings = models.JSONField(default=list)  # refs of what opened them
    asked = models.CharField(max_length=40, blank=True)  # ref of the request, where whoever checked may not open it

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=("school", "state", "looked_at"), name="filtering_checked_state"),)

    def __str__(self) -> str:
        return self.ref
