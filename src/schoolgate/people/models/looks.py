"""That somebody looked at what is kept about a person."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.retention import days
from schoolgate.frame.scoped import SchoolScoped, ScopedManager


class Look(SchoolScoped):
    """One viewer, one subject, one day: what makes a day of looking one entry in the permanent record."""

    retention = days(7, "the day of the look", "The entry in the permanent record is what is kept.")

    viewer = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    on = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "viewer", "subject", "on"], name="one_look_a_day"),)

    def __str__(self) -> str:
        return f"{self.viewer} on {self.on}"
