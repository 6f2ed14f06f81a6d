"""Questions about the policy, their turns, and answers that all may read."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person
from schoolgate.policy.models import Promise


def question_ref() -> str:
    return new_ref("qst")


def answer_ref() -> str:
    return new_ref("faq")


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
