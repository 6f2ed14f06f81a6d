"""Paper slips: what was printed, for whom, and what came back from the scanner."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person

_OUT = "Paper that is out may come back in the next school year, and must be known as old."
_SCANS = "Answers are in the record by then, and the office has the paper."


def run_ref() -> str:
    return new_ref("prt")


def scan_ref() -> str:
    return new_ref("scn")


def slip_ref() -> str:
    return new_ref("rds")


class SlipRun(SchoolScoped):
    """One printing. ``asked`` lists the agreements in the order of their boxes: ``[kind, wording, digest]``; ``places``
    the places in the order of theirs, with ``pictures`` as ``[wording, digest]`` of the words about them. ``form`` is
    how the questions look in print (PNG, base 64), empty for what was printed before that was kept."""

    retention = years(2, "the day it was printed", _OUT)

    ref = models.CharField(max_length=32, unique=True, default=run_ref, editable=False)
    edition = models.PositiveSmallIntegerField()
    asked = models.JSONField()
    places = models.JSONField()
    pictures = models.JSONField()
    form = models.TextField(blank=True, default="")
    printed_on = models.DateField()
    printed_by = models.CharField(max_length=80)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class Slip(SchoolScoped):
    """A child's slip. ``code`` is all that its QR code holds; ``printed_name`` is how the name looks on it (PNG)."""

    retention = years(2, "the day it was printed", _OUT)

    code = models.CharField(max_length=12, unique=True)
    run = models.ForeignKey(SlipRun, on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    printed_name = EncryptedTextField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "child"], name="slips_of_a_child"),)

    def __str__(self) -> str:
        return f"slip {self.pk}"


class SlipScan(SchoolScoped):
    """A file with slips that came back. ``read`` of ``pages`` are done; ``on`` is the day the answers count from."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READING = "reading", _("being read")
        READ = "read", _("read")
        FAILED = "failed", _("could not be read")

    retention = days(60, "the day it was given", _SCANS)

    ref = models.CharField(max_length=32, unique=True, default=scan_ref, editable=False)
    name = EncryptedTextField()
    file = EncryptedFileField()
    digest = models.CharField(max_length=64)
    on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    pages = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=80)
    signed_in = models.BooleanField(default=True)  # whether a person gave it, and not a command on the server
    given_at = models.DateTimeField()
    moved_at = models.DateTimeField()  # when reading last went on: what stands still is taken up again

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "digest"), name="a_scan_is_read_once"),)

    def __str__(self) -> str:
        return self.ref


class SlipSeen(SchoolScoped):
    """One slip on a page of a scan, or a page on which none was. Nothing of it counts until it is NOTED.

    ``answers`` go with the run's lists, ``{"agreements": [..], "places": [..]}``, spelt as in ``slips.reading.Answer``.
    """

    class State(models.TextChoices):
        CLEAR = "clear", _("read")
        LOOK = "look", _("to look at")
        UNREAD = "unread", _("could not be read")
        WORDS = "words", _("a page with the words only")
        SAME = "same", _("the same slip again")
        DECIDED = "decided", _("looked at")
        NOTED = "noted", _("noted")
        ASIDE = "aside", _("set aside")

    retention = days(60, "the day it was given", _SCANS)

    ref = models.CharField(max_length=32, unique=True, default=slip_ref, editable=False)
    scan = models.ForeignKey(SlipScan, on_delete=models.CASCADE, related_name="+")
    page = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    slip = models.ForeignKey(Slip, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State)
    answers = models.JSONField(default=dict)
    signed = models.BooleanField(default=False)
    doubts = models.JSONField(default=list)
    picture = EncryptedFileField(blank=True)
    name_picture = EncryptedFileField(blank=True)
    decided_by = models.CharField(max_length=80, blank=True, default="")
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("scan", "page", "place"), name="a_page_is_read_once"),)

    def __str__(self) -> str:
        return self.ref
