"""Courses, which roles need them, who took one and when, and the programme that the lead recommends."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import Retention, for_ever, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def course_ref() -> str:
    return new_ref("crs")


def attendance_ref() -> str:
    return new_ref("att")


def asked_ref() -> str:
    return new_ref("whose")


def programme_ref() -> str:
    return new_ref("prg")


class Course(SchoolScoped):
    """Something to be learnt. ``months`` is how long it holds (none: once is enough); ``within_days`` is how soon after
    somebody starts they must have taken it, for an induction."""

    class Kind(models.TextChoices):
        STAFF = "staff", _("Online safety for staff")
        INDUCTION = "induction", _("Induction of new staff")
        LEADS = "leads", _("Safeguarding and online safety leads")
        GOVERNORS = "governors", _("Governors")
        ALLEGATIONS = "allegations", _("The procedure for allegations against staff")
        OTHER = "other", _("Something else")

    retention: ClassVar[Retention] = for_ever("What was to be known is asked about as long as who knew it.")

    ref = models.CharField(max_length=32, unique=True, default=course_ref, editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    months = models.PositiveSmallIntegerField(null=True)
    within_days = models.PositiveSmallIntegerField(null=True)
    added_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.title


class CourseFor(Bitemporal):
    """Whoever holds ``role`` must have taken the course, over some days."""

    bitemporal_key = ("course", "role")
    retention = years(7, "the day it ends", "Who had to know what is asked about for six years and the current one.")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="needed_by")
    role = models.CharField(max_length=40)  # a key of vocabulary.roles.POSTS

    def __str__(self) -> str:
        return f"{self.course_id} for {self.role}"


class Attendance(SchoolScoped):
    """Somebody took a course on a day, and it holds until the end of ``until`` (none: for good)."""

    retention = years(7, "the day it was taken", "Who was trained is asked about for six years and the current one.")

    ref = models.CharField(max_length=32, unique=True, default=attendance_ref, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="taken")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    until = models.DateField(null=True)
    certificate = EncryptedFileField(blank=True)
    certificate_name = EncryptedTextField(blank=True, default="")
    certificate_sha256 = models.CharField(max_length=64, blank=True, default="")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=40, blank=True)  # the list it was noted from, if it was

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "person", "on"), name="a_course_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.ref} on {self.on}"


class NameAsked(SchoolScoped):
    """A name in a list of training that may be one of ``may`` (refs): somebody says whose it is, it is never guessed.

    Answered with nobody it is of nobody here. ``digest`` finds the same name on the same day again.
    """

    retention: ClassVar[Retention] = years(7, "the day it was taken", "It is asked about as long as who was trained.")

    ref = models.CharField(max_length=32, unique=True, default=asked_ref, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField()
    digest = models.CharField(max_length=64)
    may = models.JSONField(default=list)
    on = models.DateField()
    until = models.DateField(null=True)
    source = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("course", "digest", "on"), name="a_name_asked_once"),)

    def __str__(self) -> str:
        return f"{self.ref} on {self.on}"


class Programme(SchoolScoped):
    """The training that the lead recommends for a while, put to the head and the governors."""

    retention: ClassVar[Retention] = for_ever("What was recommended and decided is part of how the school was led.")

    ref = models.CharField(max_length=32, unique=True, default=programme_ref, editable=False)
    words = EncryptedTextField()
    first = models.DateField()
    last = models.DateField()
    proposed_by = models.CharField(max_length=80)
    proposed_on = models.DateField()
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class ProgrammeCourse(SchoolScoped):
    """A course of a programme."""

    retention: ClassVar[Retention] = with_parent("It only joins a programme to a course.")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("programme", "course"), name="a_course_once_a_programme"),)

    def __str__(self) -> str:
        return f"{self.course_id} in {self.programme_id}"


class ProgrammeAnswer(SchoolScoped):
    """What the head, or the governors, said of a programme. The latest of each counts; none is ever edited."""

    class Body(models.TextChoices):
        HEAD = "head", _("The headteacher")
        GOVERNORS = "governors", _("The governors")

    class Answer(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        CHANGED = "changed", _("Agreed with changes")
        REFUSED = "refused", _("Not agreed")

    retention: ClassVar[Retention] = with_parent("It is part of what was decided.")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="answers")
    body = models.CharField(max_length=10, choices=Body)
    answer = models.CharField(max_length=8, choices=Answer)
    words = EncryptedTextField(blank=True, default="")
    by = models.CharField(max_length=80)
    on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body}: {self.answer}"
