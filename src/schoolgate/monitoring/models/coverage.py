"""Why nothing is seen of a class or a kind of device, in somebody's word."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def note_ref() -> str:
    return new_ref("cov")


class CoverageNote(SchoolScoped):
    """``piece`` is the key of what is quiet ("class:grp_..."); the last note that has not run out counts."""

    retention: ClassVar[Retention] = years(3, "its last day", "It explains a silence, as long as the counts are kept.")

    ref = models.CharField(max_length=32, unique=True, default=note_ref, editable=False)
    piece = models.CharField(max_length=80)
    reason = models.CharField(max_length=12)  # a key of coverage.explaining.NOTED
    words = EncryptedTextField(blank=True, default="")
    until = models.DateField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.piece}: {self.reason}"
