"""Something was found on a screen in a classroom: one press, at once, with what the filter decided there lately."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def found_ref() -> str:
    return new_ref("fnd")


class Found(SchoolScoped):
    """``recent`` are the decisions of the last quarter of an hour for that class, device or place, as rows of words.

    It is kept as a concern is: what was done about what a child may have seen is asked about until they are grown.
    """

    retention: ClassVar[Retention] = years(
        25,
        "the day it was found",
        "What a child may have seen, and what was done, may be asked about until they are 25.",
    )

    ref = models.CharField(max_length=32, unique=True, default=found_ref, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=40, blank=True)
    device = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=40, blank=True)
    words = EncryptedTextField(blank=True, default="")
    site = EncryptedTextField(blank=True, default="")
    recent = EncryptedJSONField(default=list)
    closed = models.CharField(max_length=40, blank=True)  # ref of what was closed at once
    job = models.CharField(max_length=40, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "found"

    def __str__(self) -> str:
        return self.ref
