"""How a source does that is followed: what troubles it, how often it should be heard, and what waits for a person."""

from datetime import time
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from schoolgate.activity.models.sources import Source
from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import Retention, days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def held_ref() -> str:
    return new_ref("aheld")


class Following(SchoolScoped):
    """How one source is followed. ``every`` is how long it may say nothing, counted in lesson time."""

    class Every(models.TextChoices):
        LESSON = "lesson", "every lesson"
        HALF_DAY = "half-day", "every half school day"
        DAY = "day", "every school day"
        WEEK = "week", "every school week"
        NEVER = "never", "whenever it comes"

    retention: ClassVar[Retention] = years(7, "the day the source ended", "It says when a log was not coming in.")

    source = models.OneToOneField(Source, on_delete=models.CASCADE, related_name="following")
    every = models.CharField(max_length=10, choices=Every, default=Every.LESSON)
    begins = models.TimeField(default=time(9))  # lessons, on the school's wall clock
    ends = models.TimeField(default=time(15))
    set_up_at = models.DateTimeField(default=timezone.now, editable=False)
    trouble = EncryptedTextField(blank=True, default="")  # may hold the name of a file
    trouble_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"heard {self.every}"


class Held(SchoolScoped):
    """A log whose first line is another than the one that was agreed. Nothing of it was taken in; it waits.

    ``file`` is a copy where it was given by hand; a log that is fetched or watched stays where it is, and so does
    everything after it. ``headings`` and ``sample``, its first rows, are locked: what looks a heading may be a row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for somebody to say which column is which"
        AGREED = "agreed", "Taken in"
        DROPPED = "dropped", "Not taken"

    retention: ClassVar[Retention] = days(90, "the day it came", "It is kept only until somebody has looked at it.")

    ref = models.CharField(max_length=32, unique=True, default=held_ref, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="held")
    name = EncryptedTextField()
    headings: Any = EncryptedJSONField()
    sample: Any = EncryptedJSONField(default=list)
    file = EncryptedFileField(blank=True)
    came_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "held"

    def __str__(self) -> str:
        return f"{self.ref}: {self.state}"


class Quiet(SchoolScoped):
    """A source said nothing for longer than it should, from ``since`` on, until it was ``heard_at`` again."""

    retention: ClassVar[Retention] = years(7, "the day it was noticed", "It says when a log was not coming in.")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="quiets")
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "since"], name="activity_quiet_once"),)
        verbose_name_plural = "quiet"

    def __str__(self) -> str:
        return f"quiet since {self.since}"
