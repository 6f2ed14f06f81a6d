"""What is for one site or hour, beside the setting: sites opened, sites closed at once, and what rests until when."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def opening_ref() -> str:
    return new_ref("fopen")


def closure_ref() -> str:
    return new_ref("fclose")


def pause_ref() -> str:
    return new_ref("fpause")


class ForASite(SchoolScoped):
    """What both have. ``site`` may tell what a child looked for, and ``why`` name one: they are locked. ``scope`` holds
    lists of refs by the names of ``gates.web.scopes.Scope``. ``ended_at``: taken back before its time.
    """

    site = EncryptedTextField()
    scope = models.JSONField(default=dict)
    since = models.DateTimeField()
    why = EncryptedTextField()
    by = models.CharField(max_length=32)  # ref of the person who decided
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "ref", ""))


class SiteOpening(ForASite):
    """A site opened for somebody, by one who may, until a moment or (none) until it is taken back."""

    retention = years(7, "the day it ends", "What was opened for whom is asked about with what was then seen.")

    ref = models.CharField(max_length=32, unique=True, default=opening_ref, editable=False)
    until = models.DateTimeField(null=True)
    categories = models.JSONField(default=list)  # opened in spite of these; none: of any
    asked = models.CharField(max_length=40, blank=True, default="")  # ref of what was asked, or of who asked
    clause = models.CharField(max_length=40, blank=True, default="")


class SiteClosure(ForASite):
    """A site closed at once on one person's word. It lapses at ``until``; agreed by a second, it holds for longer."""

    retention = years(
        7, "the day it ends", "What was closed in haste, and why, is asked about after something happened."
    )

    ref = models.CharField(max_length=32, unique=True, default=closure_ref, editable=False)
    until = models.DateTimeField()
    agreed_by = models.CharField(max_length=32, blank=True, default="")
    agreed_at = models.DateTimeField(null=True)


class FilterPause(SchoolScoped):
    """Until a moment one thing rests: the internet, some of the setting's hours, or the closing of some categories."""

    retention = years(7, "the day it ends", "What was opened for an hour is asked about with what was then seen.")

    ref = models.CharField(max_length=32, unique=True, default=pause_ref, editable=False)
    scope = models.JSONField(default=dict)
    windows = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    since = models.DateTimeField()
    until = models.DateTimeField()
    why = EncryptedTextField()
    by = models.CharField(max_length=32)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref
