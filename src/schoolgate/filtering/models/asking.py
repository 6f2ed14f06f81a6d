"""Sites that were asked for: one row for a site at a level however many ask, and one for each who did."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def asked_ref() -> str:
    return new_ref("ask")


class SiteRequest(SchoolScoped):
    """A site that was asked for at a level. ``digest`` finds it again; the site itself is locked, since what a class
    wanted to read may say something of a child in it."""

    class State(models.TextChoices):
        OPEN = "open", "waits for an answer"
        YES = "yes", "was opened"
        NO = "no", "stays closed"
        LAPSED = "lapsed", "nobody answered in time"

    retention: ClassVar[Retention] = years(
        1, "the day it was asked", "Whether lessons are refused too much is looked at over a school year."
    )

    ref = models.CharField(max_length=32, unique=True, default=asked_ref, editable=False)
    digest = models.CharField(max_length=64)
    host = EncryptedTextField()
    level = models.CharField(max_length=40)
    category = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=80)
    groups = models.JSONField(default=list)  # refs of the classes it was asked from
    everyone = models.BooleanField(default=False)  # somebody asked of whom no class is known
    askers = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    last_asked_at = models.DateTimeField()
    told_more_at = models.DateTimeField(null=True)  # when it had waited so long that more people were told
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    span = models.CharField(max_length=8, blank=True)
    until = models.DateTimeField(null=True)
    opened = models.CharField(max_length=40, blank=True)  # ref of the exception

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "digest"), condition=Q(state="open"), name="a_site_asked_once"),
        )
        indexes = (models.Index(fields=("school", "state", "asked_at"), name="filtering_asked_open"),)

    def __str__(self) -> str:
        return self.ref


class SiteAsker(SchoolScoped):
    """Somebody asked: ``by`` is a device's ref or a digest of an address, and never a name."""

    retention: ClassVar[Retention] = with_parent("It is of use only to count how many asked.")

    request = models.ForeignKey(SiteRequest, on_delete=models.CASCADE, related_name="asked_by")
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    why = EncryptedTextField(blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("request", "by"), name="asked_once_by_each"),)
        indexes = (models.Index(fields=("school", "by", "at"), name="filtering_asker_lately"),)

    def __str__(self) -> str:
        return f"{self.pk} at {self.at}"
