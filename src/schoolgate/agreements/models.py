"""Wordings that people are asked to sign, their signatures, and questions with the answers that all may read."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person
from schoolgate.policy.models import Promise, Version

_ASKED = "Who had read what is asked about for six years and the current one."


def wording_ref() -> str:
    return new_ref("wrd")


def signature_ref() -> str:
    return new_ref("sig")


def question_ref() -> str:
    return new_ref("qst")


def answer_ref() -> str:
    return new_ref("faq")


class Wording(SchoolScoped):
    """Something that is asked to be signed from a day. A version of the policy is one; new words make a new one."""

    class Kind(models.TextChoices):
        POLICY_READ = "policy-read", _("The policy, read and understood")

    retention: ClassVar[Retention] = for_ever("A signature means nothing without the words that were signed.")

    ref = models.CharField(max_length=32, unique=True, default=wording_ref, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "kind", "version"), name="a_version_is_asked_for_once"),
        )

    def __str__(self) -> str:
        return self.ref


class Sitting(SchoolScoped):
    """One try at the check: how long the page was open, and how many answers were right."""

    retention = years(7, "the day of it", _ASKED)

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    asked = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()
    quick = models.BooleanField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.right} of {self.asked}"


class Signature(SchoolScoped):
    """A person's name under a wording: typed here after the check, or on paper that the office ticked off."""

    class Way(models.TextChoices):
        PAGE = "page", _("signed here")
        PAPER = "paper", _("signed on paper")

    retention = years(7, "the day of it", _ASKED)

    ref = models.CharField(max_length=32, unique=True, default=signature_ref, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way)
    typed_name = EncryptedTextField(blank=True, default="")
    on = models.DateField()
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wording", "person"), name="a_wording_signed_once"),)

    def __str__(self) -> str:
        return self.ref


class Reminder(SchoolScoped):
    """That somebody was reminded of a wording, and how often: the rhythm stops after the last."""

    retention = years(7, "the day of it", _ASKED)

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wording", "person", "number"), name="reminded_once_each"),)

    def __str__(self) -> str:
        return f"{self.number} on {self.on}"


class Question(SchoolScoped):
    """Somebody asks the head or the safeguarding lead about the policy."""

    retention = years(7, "the day it was asked", "What was not understood shows what to word better.")

    ref = models.CharField(max_length=32, unique=True, default=question_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=40)  # "head" or "dsl"
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField()
    asked_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class Reply(SchoolScoped):
    """A turn of the thread: the one asked answers, the one who asked asks on."""

    retention: ClassVar[Retention] = with_parent("It is part of the question.")

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="replies")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"reply of {self.at:%Y-%m-%d}"


class CommonAnswer(SchoolScoped):
    """A question and its answer that everybody may read, worded again without names by whoever answered."""

    retention: ClassVar[Retention] = for_ever("It is the school's own explanation of its policy, and names nobody.")

    ref = models.CharField(max_length=32, unique=True, default=answer_ref, editable=False)
    question = models.ForeignKey(Question, null=True, on_delete=models.SET_NULL, related_name="+")
    asked = EncryptedTextField()
    answer = EncryptedTextField()
    by = models.CharField(max_length=80)
    published_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref
