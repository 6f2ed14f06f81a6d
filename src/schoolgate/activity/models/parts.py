"""The manifest: which sealed Parquet files are the log. A file that no row here names is no part of it."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.activity.models.loads import Load
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def part_ref() -> str:
    return new_ref("apart")


class Part(SchoolScoped):
    """One sealed file. ``path`` is relative to the folder of activity; ``digest`` is the SHA-256 of its bytes.

    Readers take those that are ``live``. A ``replaced`` or ``erased`` one is kept as a row, to say what was there; its
    file is taken away once nobody reads it. A ``damaged`` one is what the page says is missing.
    """

    class Kind(models.TextChoices):
        ROWS = "rows"
        HOURS = "hours"
        GROUPS = "groups"
        SITES = "sites"

    class State(models.TextChoices):
        LIVE = "live"
        REPLACED = "replaced"
        ERASED = "erased"
        DAMAGED = "damaged"

    retention: ClassVar[Retention] = years(
        7, "the day it holds", "It says what the log held, and when that went; it holds no row itself."
    )

    ref = models.CharField(max_length=32, unique=True, default=part_ref, editable=False)
    day = models.DateField()  # at the school
    kind = models.CharField(max_length=8, choices=Kind)
    path = models.CharField(max_length=120, unique=True)
    rows = models.PositiveBigIntegerField()
    bytes = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.LIVE)
    made_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)  # when it was no longer live
    file_gone = models.BooleanField(default=False)  # its file was taken away
    checked_at = models.DateTimeField(null=True)  # when its bytes were last read again
    entered = models.BooleanField(default=False)  # its digest is in the permanent record
    load = models.ForeignKey(Load, null=True, on_delete=models.PROTECT, related_name="parts")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (
            models.Index(fields=["school", "kind", "state", "day"], name="activity_live_parts"),
            models.Index(fields=["state", "file_gone"], name="activity_parts_to_sweep"),
        )

    def __str__(self) -> str:
        return f"{self.ref}: {self.kind} of {self.day}, {self.state}"
