"""What came in, a row a load, and the lines that could not be read."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.activity.models.sources import Source
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def load_ref() -> str:
    return new_ref("aload")


class Load(SchoolScoped):
    """One batch of rows that became part of the log at once."""

    retention: ClassVar[Retention] = years(7, "the day it came", "Which rows came when shows what could be seen.")

    ref = models.CharField(max_length=32, unique=True, default=load_ref, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="loads")
    at = models.DateTimeField()
    read = models.PositiveBigIntegerField(default=0)
    kept = models.PositiveBigIntegerField(default=0)
    rejected = models.PositiveBigIntegerField(default=0)
    repeated = models.PositiveBigIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    seconds = models.FloatField(default=0)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["source", "at"], name="activity_loads_of_source"),)

    def __str__(self) -> str:
        return f"{self.ref}: {self.kept} rows"


class RejectedLine(SchoolScoped):
    """A line that could not be read, as it came (locked, its first 4,096 bytes), and why."""

    retention: ClassVar[Retention] = days(
        30, "the day it came", "It may hold what somebody did, and is kept only until the source was put right."
    )

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="rejects")
    at = models.DateTimeField()
    line = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=200)
    raw = EncryptedTextField(blank=True, default="")
    digest = models.CharField(max_length=64, default="")  # blind, by which the same line is known again

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "digest"], name="activity_rejects_by_digest"),)

    def __str__(self) -> str:
        return f"line {self.line}"
