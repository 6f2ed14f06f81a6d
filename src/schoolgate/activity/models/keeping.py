"""How long rows are kept, and the assessment that allows it."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref

USUAL_DAYS = 30
USUAL_YEARS = 3


def assessment_ref() -> str:
    return new_ref("adpia")


class Assessment(SchoolScoped):
    """That a data-protection impact assessment was made (UK GDPR article 35), by whom, and what it allows."""

    retention: ClassVar[Retention] = years(7, "the day it is looked at again", "It is why the log may be kept.")

    ref = models.CharField(max_length=32, unique=True, default=assessment_ref, editable=False)
    made_on = models.DateField()
    review_on = models.DateField()
    days = models.PositiveIntegerField(default=USUAL_DAYS)  # how long rows may be kept
    by = models.CharField(max_length=40)  # ref of who recorded it
    words = EncryptedTextField(blank=True, default="")  # what is to be minded

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"assessment of {self.made_on}"


class KeptFor(SchoolScoped):
    """How many days rows are kept at a school, and how many years counts are."""

    retention: ClassVar[Retention] = for_ever("It says how long the rest is kept.")

    days = models.PositiveIntegerField(default=USUAL_DAYS)
    years = models.PositiveIntegerField(default=USUAL_YEARS)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "kept for"
        constraints = (models.UniqueConstraint(fields=["school"], name="activity_kept_for_once"),)

    def __str__(self) -> str:
        return f"{self.days} days"
