"""What was put in force, and what was found in its place."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import for_ever, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def drift_ref() -> str:
    return new_ref("fdrift")


class RulesInService(SchoolScoped):
    """One row a school: the epoch of its rules, and the digest of the file of them that was written last."""

    retention = for_ever("It is what the filter's files are held against, and is written over.")

    epoch = models.PositiveIntegerField(default=0)
    made_of = models.CharField(max_length=64, blank=True, default="")  # digest of the rules with their epoch left out
    made_epoch = models.PositiveIntegerField(default=0)  # the epoch they had
    written = models.CharField(max_length=64, blank=True, default="")  # digest in the file; empty: none written yet
    writing = models.CharField(max_length=64, blank=True, default="")  # what is about to be written
    lists_seen = models.CharField(max_length=64, blank=True, default="")  # digest of the lists that were last whole
    written_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school",), name="filter_one_in_service"),)

    def __str__(self) -> str:
        return f"epoch {self.epoch}"


class Drift(SchoolScoped):
    """Something that serves was found to be other than what was agreed. It stays until somebody says what it was."""

    class What(models.TextChoices):
        RULES = "rules"
        SETTING = "setting"
        LISTS = "lists"
        PROXY = "proxy"

    retention = years(7, "the day somebody said what it was", "A filter that was changed unseen is asked about.")

    ref = models.CharField(max_length=32, unique=True, default=drift_ref, editable=False)
    what = models.CharField(max_length=10, choices=What)
    found = models.CharField(max_length=64, blank=True, default="")  # its digest; empty: it was gone, or unreadable
    wanted = models.CharField(max_length=64, blank=True, default="")
    found_at = models.DateTimeField()
    put_back_at = models.DateTimeField(null=True)  # when what was agreed served again
    settled_on = models.DateField(null=True)
    settled_by = models.CharField(max_length=80, blank=True, default="")
    words = EncryptedTextField(blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "what", "found"), condition=Q(settled_on=None), name="filter_a_drift_found_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.ref}"
