"""Who was asked about the policy, what they said in themes, and what changed because of it."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.refs import new_ref


def consultation_ref() -> str:
    return new_ref("consultation")


def ruling_ref() -> str:
    return new_ref("ruling")


class Consultation(SchoolScoped):
    """One meeting or survey. Themes, not transcripts: a page warns where a child seems to be named."""

    retention: ClassVar[Retention] = for_ever("It shows that people were asked; themes name nobody.")

    ref = models.CharField(max_length=40, unique=True, default=consultation_ref)
    held_on = models.DateField()
    way = models.CharField(max_length=20)
    audiences = models.JSONField(default=list)
    people = models.PositiveIntegerField(null=True)
    themes = EncryptedTextField()
    changed = EncryptedTextField(blank=True)
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.way} of {self.held_on}"


class Ruling(SchoolScoped):
    """What the school goes by where two sentences of its policy cannot both be kept. The latest counts."""

    retention: ClassVar[Retention] = for_ever("What staff were told to go by on a past day rests on it.")

    ref = models.CharField(max_length=40, unique=True, default=ruling_ref)
    clause = models.CharField(max_length=40)
    other_clause = models.CharField(max_length=40)
    holds = models.CharField(max_length=40, blank=True)  # the sentence that holds, or "both"; empty: not said
    ruled_on = models.DateField(null=True)  # the day it was decided, where that is not the day it was entered
    words = EncryptedTextField()
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    ruled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ruling {self.ref}"
