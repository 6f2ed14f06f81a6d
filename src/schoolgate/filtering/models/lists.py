"""The block lists a school chose: where each comes from, which copy of it serves, and how each fetch went."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.frame.retention import days, for_ever, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def list_ref() -> str:
    return new_ref("flst")


class ChosenList(SchoolScoped):
    """``category`` is empty for an archive of many lists, ``address`` where the school gives copies by hand.

    Copies are named by the SHA-256 of what came: ``served`` is in service, ``offered`` came and was not put there.
    """

    class Rhythm(models.TextChoices):
        DAILY = "daily"
        WEEKLY = "weekly"
        MONTHLY = "monthly"

    retention = years(7, "the day it was taken off", "Which lists a filter went by is asked after something happened.")

    ref = models.CharField(max_length=32, unique=True, default=list_ref, editable=False)
    key = models.CharField(max_length=40)  # by it the list is known in the file of all lists
    name = models.CharField(max_length=80)
    category = models.CharField(max_length=40, blank=True, default="")
    address = models.CharField(max_length=2000, blank=True, default="")
    checksum = models.CharField(max_length=2000, blank=True, default="")  # the address where one is published
    digest = models.CharField(max_length=128, blank=True, default="")  # one the school was given
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    oldest_days = models.PositiveSmallIntegerField(null=True)  # a new copy that says an older day is refused
    licence = models.CharField(max_length=200, blank=True, default="")
    chosen_at = models.DateTimeField()
    chosen_by = models.CharField(max_length=80)
    ended_on = models.DateField(null=True)

    served = models.CharField(max_length=64, blank=True, default="")
    served_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)  # of the copy in service: its own, or its file's
    offered = models.CharField(max_length=64, blank=True, default="")
    etag = models.CharField(max_length=300, blank=True, default="")
    modified = models.CharField(max_length=60, blank=True, default="")
    next_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)  # when it was last fetched, given, or found unchanged
    trouble = models.CharField(max_length=500, blank=True, default="")
    trouble_at = models.DateTimeField(null=True)
    shorter = models.BooleanField(default=False)  # the trouble is one that a person may accept
    told_at = models.DateTimeField(null=True)
    told_leads_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "key"), condition=Q(ended_on=None), name="filter_a_list_once_a_school"
            ),
        )

    def __str__(self) -> str:
        return self.key


class ListFetch(SchoolScoped):
    """One fetch, or a copy given by hand, and what became of it."""

    class Outcome(models.TextChoices):
        NEW = "new"
        SAME = "same"
        FAILED = "failed"  # it did not come, or not whole
        REFUSED = "refused"  # it came, and must not serve

    retention = days(400, "the day of the fetch", "How lists were kept up is looked at over a school year.")

    chosen = models.ForeignKey(ChosenList, on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    why = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d %H:%M}"


class ListsInService(SchoolScoped):
    """One row a school: what of Schoolgate's own knowledge of sites it follows, and what its lists were made into."""

    retention = for_ever("It is what the filter's file of lists is held against, and is written over.")

    known = models.BooleanField(default=True)
    left_out = models.JSONField(default=list)  # hosts on which the school follows its lists
    digest = models.CharField(max_length=64, blank=True, default="")
    rows = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school",), name="filter_one_file_of_lists"),)

    def __str__(self) -> str:
        return self.digest
