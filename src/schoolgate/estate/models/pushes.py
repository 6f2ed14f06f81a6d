"""Pushes to directories: what was changed, so that it can be undone and the next plan knows how it is."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def push_ref() -> str:
    return new_ref("psh")


class Push(SchoolScoped):
    """``changes`` is a JSON list of [group, account, add]; an account often is a child's name, so it is locked."""

    retention = years(1, "the day of it", "What changed in a directory is asked about while the year's accounts live.")

    ref = models.CharField(max_length=32, unique=True, default=push_ref, editable=False)
    way = models.CharField(max_length=20)
    changes = EncryptedTextField()
    count = models.PositiveIntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=80)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref
