"""What people are asked to do and by when, the files they give with it, and what is being put right."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person
from schoolgate.policy.models import Promise

_ASKED = "Who was asked for what, and what they answered, is asked about for six years and the current one."


def job_ref() -> str:
    return new_ref("job")


def file_ref() -> str:
    return new_ref("jobfile")


def remedy_ref() -> str:
    return new_ref("remedy")


def note_ref() -> str:
    return new_ref("note")


class Job(SchoolScoped):
    """One thing asked of whoever acts for ``role``, from ``opens_on`` to the end of ``due``.

    Who that is, is reckoned on the day, so that a job follows its role when somebody is away; ``passed_to`` is the
    person it was passed to by name; of one that somebody alone can do, they. ``tells`` is the role that is told at half
    time that it is not done. ``key`` makes one job of what is asked twice.
    """

    class Kind(models.TextChoices):
        ASK = "ask", "of a check that nothing measures"
        SENTENCES = "sentences", "sentences that only a person can answer for"
        EVENT = "event", "something no part of Schoolgate takes"
        OTHER = "other", "raised by a person or another room"
        OWN = "own", "asked of one person, who alone can do it"

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        MISSED = "missed", "the next of its kind came before it was done"
        DROPPED = "dropped", "nothing asks for it any more"

    retention: ClassVar[Retention] = years(7, "the day it was due", _ASKED)

    ref = models.CharField(max_length=40, unique=True, default=job_ref, editable=False)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    words = EncryptedTextField()
    role = models.CharField(max_length=40)
    about = models.CharField(max_length=80, blank=True)  # a control's key, or the ref of what it is about
    promises = models.JSONField(default=list)  # refs, in the policy's order
    answers = models.JSONField(default=dict)  # of sentences: by promise, yes, no or na
    minutes = models.PositiveSmallIntegerField(default=5)
    opens_on = models.DateField()
    due = models.DateField()
    holds_until = models.DateField(null=True)  # the last day that what is confirmed holds: when the next is due
    passed_to = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    begun_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    told_on = models.DateField(null=True)  # the day the head was told that it is late
    tells = models.CharField(max_length=40, blank=True)
    half_told_on = models.DateField(null=True)  # the day that role was told
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    so = models.BooleanField(null=True)
    nothing = models.BooleanField(default=False)
    note = EncryptedTextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "key"), name="evidence_job_asked_once"),)
        indexes = (models.Index(fields=("school", "state", "due"), name="evidence_job_open"),)

    def __str__(self) -> str:
        return f"{self.ref} due {self.due}"


class JobFile(SchoolScoped):
    """A file given with a job, locked, as what shows that it was done."""

    retention: ClassVar[Retention] = years(7, "the day its job was due", _ASKED)

    ref = models.CharField(max_length=40, unique=True, default=file_ref, editable=False)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="files")
    name = EncryptedTextField()
    file = EncryptedFileField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.ref


class Remedy(SchoolScoped):
    """What is being done about a promise that needs putting right, by whom and by when."""

    retention: ClassVar[Retention] = years(7, "the day it was to be done by", _ASKED)

    ref = models.CharField(max_length=40, unique=True, default=remedy_ref, editable=False)
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="remedies")
    what = EncryptedTextField()
    who = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    who_name = EncryptedTextField()
    by_when = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=80)
    done_on = models.DateField(null=True)
    replaced_at = models.DateTimeField(null=True)  # a later word took its place

    def __str__(self) -> str:
        return f"{self.ref} by {self.by_when}"


class CalendarLink(SchoolScoped):
    """The secret address of one person's jobs for their own calendar. Only its digest is kept."""

    retention: ClassVar[Retention] = with_parent("It is of use only while the person is here.")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person",), name="evidence_one_calendar_a_person"),)

    def __str__(self) -> str:
        return f"calendar from {self.made_on}"


class LeaveNote(SchoolScoped):
    """What a technician leaves for the head after a visit."""

    retention: ClassVar[Retention] = years(7, "the day of the visit", _ASKED)

    ref = models.CharField(max_length=40, unique=True, default=note_ref, editable=False)
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField(blank=True)
    done = models.PositiveSmallIntegerField()
    left = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.ref} of {self.on}"


class LastAsked(SchoolScoped):
    """The last day on which a school's jobs were planned and reminded of by the clock."""

    retention: ClassVar[Retention] = with_parent("It only spares the clock a second look on the same day.")

    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school",), name="evidence_school_asked_last_once"),)

    def __str__(self) -> str:
        return f"{self.on}"
