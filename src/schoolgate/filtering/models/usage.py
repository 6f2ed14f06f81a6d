"""How much was used and closed, a row a day, and what a change would do to it."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.retention import Retention, days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def dry_run_ref() -> str:
    return new_ref("fdry")


class DayOfUse(SchoolScoped):
    """One day's decisions in counts by level, answer, category and mode: nobody, and no site, is in it.

    ``files`` are the names of the landing files counted in it, so that none is counted twice.
    """

    retention: ClassVar[Retention] = years(
        3, "the day it counts", "Governors compare years, and counts outlive the decisions they were made of."
    )

    day = models.DateField()
    counts = models.JSONField()  # usage.counting.Day.document
    files = models.JSONField(default=list)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "days of use"
        constraints = (models.UniqueConstraint(fields=("school", "day"), name="filter_a_day_counted_once"),)

    def __str__(self) -> str:
        return f"use on {self.day}"


class DryRun(SchoolScoped):
    """The decisions of some days replayed under a proposed change. ``told`` holds no small count and no person."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    retention: ClassVar[Retention] = days(
        90, "the day it was asked for", "It helps to decide a change, and the change says itself what was decided."
    )

    ref = models.CharField(max_length=32, unique=True, default=dry_run_ref, editable=False)
    proposal = models.CharField(max_length=32, db_index=True)  # ref of the proposal
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    read = models.PositiveBigIntegerField(default=0)  # rows so far
    expected = models.PositiveBigIntegerField(default=0)  # rows there are, as counted days say; 0: not known
    told = models.JSONField(null=True)  # replaying.telling.Told.document
    trouble = models.CharField(max_length=200, blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.ref}: {self.state}"
