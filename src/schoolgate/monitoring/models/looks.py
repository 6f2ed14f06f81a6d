"""Every look at somebody's activity, allowed or not; and what was given to somebody who asked what is kept of them."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def look_ref() -> str:
    return new_ref("look")


def access_ref() -> str:
    return new_ref("sar")


class ActivityLook(SchoolScoped):
    """Somebody looked, or tried to: whose, which report, when, why, by which permission. ``rule`` says what decided.

    ``subject`` is none where the look was at a device or a class that no name belongs to, which is ``about`` (a ref).
    An emergency look waits until the chair looked into it: ``answered_at``.
    """

    retention: ClassVar[Retention] = years(
        7, "the day of the look", "Who looked at somebody’s activity, and why, may be asked for six years after."
    )

    ref = models.CharField(max_length=32, unique=True, default=look_ref, editable=False)
    at = models.DateTimeField()
    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    roles = models.CharField(max_length=200)  # held then, with a space between
    report = models.CharField(max_length=20)
    subject = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    adult = models.BooleanField(default=False)
    about = models.CharField(max_length=64, blank=True)
    alert = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=20, blank=True)
    words = EncryptedTextField(blank=True, default="")
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    allowed = models.BooleanField()
    rule = models.CharField(max_length=20)
    emergency = models.BooleanField(default=False)
    grant = models.CharField(max_length=40, blank=True)
    second = models.CharField(max_length=40, blank=True)
    job = models.CharField(max_length=40, blank=True)  # the chair's, to look into an emergency look
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, blank=True)
    right = models.BooleanField(null=True)  # whether the chair found the emergency look right
    answer = EncryptedTextField(blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "at"], name="monitoring_looks_by_time"),)

    def __str__(self) -> str:
        return f"{self.report} at {self.at}"


class AccessRequest(SchoolScoped):
    """Somebody asked what is kept of them on the web (UK GDPR article 15): to be given within a month of the day.

    ``file`` is what was found, others' names covered, for a person to read through before it is given.
    """

    retention: ClassVar[Retention] = years(
        3, "the day it was asked", "What was given, and when, is shown to whoever asks how requests are kept."
    )

    ref = models.CharField(max_length=32, unique=True, default=access_ref, editable=False)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due = models.DateField()
    asked_by = models.CharField(max_length=64)  # ref of who entered it
    job = models.CharField(max_length=40, blank=True)
    file = EncryptedFileField(blank=True)
    made_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(null=True)
    covered = models.PositiveIntegerField(null=True)  # how many words of others were covered
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=64, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"asked on {self.asked_on}"
