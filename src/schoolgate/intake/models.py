"""Files that came in, what became of them, and how their headings are read."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.frame.bitemporal import Bitemporal, BitemporalManager
from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def delivery_ref() -> str:
    return new_ref("file")


def mapping_ref() -> str:
    return new_ref("map")


def folder_ref() -> str:
    return new_ref("fold")


class Mapping(SchoolScoped):
    """Which heading is which column, for files of one feed with just these headings. It is replaced, never edited.

    ``fingerprint`` is of the headings, in whatever order. ``columns`` maps heading to column; a heading left out of it
    is read and dropped. ``headings`` are all of them: locked, for what looks like a heading may be somebody's row.
    """

    retention = years(7, "the day it is replaced", "How a list was read is asked about as long as what came of it.")

    ref = models.CharField(max_length=40, unique=True, default=mapping_ref, editable=False)
    feed = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    headings: Any = EncryptedJSONField()
    columns: Any = EncryptedJSONField()
    saved_by = models.CharField(max_length=80)
    saved_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["school", "feed", "fingerprint"],
                condition=Q(replaced_at__isnull=True),
                name="one_mapping_a_heading",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class Delivery(SchoolScoped):
    """A file, or a set of files that belong together, that came in.

    It waits in quarantine until a bounded process has looked at it; then, where its headings are new, for a person to
    say which is which; then for a person to look at what would change. Only then is anything of it applied.
    """

    class State(models.TextChoices):
        QUARANTINED = "quarantined", "Being read"
        MAPPING = "mapping", "Waiting for somebody to say which column is which"
        READY = "ready", "Waiting for somebody to look at what would change"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Undone"
        REFUSED = "refused", "Not taken"
        HANDED = "handed", "Taken as a scan of slips"

    class Way(models.TextChoices):
        PAGE = "page", "given on this page"
        FOLDER = "folder", "found in a watched folder"
        COMMAND = "command", "given on the server"
        API = "api", "sent by a program"

    retention = years(2, "the day it came in", "Who changed a list by which file is asked about at the next review.")

    ref = models.CharField(max_length=40, unique=True, default=delivery_ref, editable=False)
    name = EncryptedTextField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = EncryptedFileField(blank=True)
    way = models.CharField(max_length=8, choices=Way)
    given_by = models.CharField(max_length=80)
    true_on = models.DateField()  # the day the file speaks of
    collected_at = models.DateTimeField(null=True)  # when whoever made it made it, where that is known
    received_at = models.DateTimeField()
    heard_at = models.DateTimeField()  # when it, or the same again, last came

    state = models.CharField(max_length=12, choices=State, default=State.QUARANTINED)
    feed = models.CharField(max_length=60, blank=True)
    load = models.CharField(max_length=60, blank=True)
    mapping = models.ForeignKey(Mapping, null=True, on_delete=models.PROTECT, related_name="+")
    looked: Any = EncryptedJSONField(default=dict)  # headings, first rows, guesses and notes
    trouble = EncryptedTextField(blank=True)

    plan = EncryptedFileField(blank=True)
    plan_digest = models.CharField(max_length=64, blank=True)
    planned_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)  # by verb, of what would change; once applied, of what did
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    stops = models.BooleanField(default=False)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)
    undone_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (
            models.Index(fields=["school", "state", "received_at"], name="delivery_by_state"),
            models.Index(fields=["school", "sha256"], name="delivery_by_digest"),
        )

    def __str__(self) -> str:
        return self.ref


class RejectedRow(SchoolScoped):
    """A row that could not be used, why, and as it came, so that it can be put right and given again."""

    retention = days(180, "the day its file came in", "It is needed until the list is put right where it is made.")

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="rejects")
    line = models.PositiveIntegerField()
    part = EncryptedTextField(blank=True)
    reason = EncryptedTextField()
    raw = EncryptedTextField(blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"row {self.line}"


class WatchedFolder(SchoolScoped):
    """A folder on the server whose files are taken in."""

    retention = years(2, "the day it ends", "Where files came from is asked about as long as the files.")

    ref = models.CharField(max_length=40, unique=True, default=folder_ref, editable=False)
    path = models.CharField(max_length=500)
    feed = models.CharField(max_length=60, blank=True)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["path"], condition=Q(ended_at__isnull=True), name="a_folder_watched_once"),
        )

    def __str__(self) -> str:
        return self.ref


class Expectation(Bitemporal):
    """How often the school expects files of a feed."""

    class Every(models.TextChoices):
        SCHOOL_DAY = "school-day", "every school day"
        WEEK = "week", "every week"
        HALF_TERM = "half-term", "every half-term"

    bitemporal_key = ("feed",)
    retention = years(2, "the day it ends", "When silence was noticed is asked about as long as the files.")

    feed = models.CharField(max_length=60)
    every = models.CharField(max_length=10, choices=Every)

    objects: ClassVar[BitemporalManager[Any]] = BitemporalManager()

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.feed} {self.every}"


class Silence(SchoolScoped):
    """Files of a feed were expected by the end of ``due_on`` and none had come."""

    retention = years(2, "the day it was noticed", "When silence was noticed is asked about as long as the files.")

    feed = models.CharField(max_length=60)
    due_on = models.DateField()
    noticed_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "feed", "due_on"], name="a_silence_noticed_once"),)

    def __str__(self) -> str:
        return f"{self.feed} {self.due_on}"
