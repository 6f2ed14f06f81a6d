"""Pushes to directories: what was changed, so that it can be undone and the next plan knows how it is; and how each way
is set up."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.estate.models.accounts import DirectoryAccount
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def push_ref() -> str:
    return new_ref("psh")


class Push(SchoolScoped):
    """``changes`` is a JSON list of [group, account, add]; an account often is a child's name, so it is locked.
    ``refused`` is one of [group, account, add, why]: what the directory did not take.
    """

    retention = years(1, "the day of it", "What changed in a directory is asked about while the year's accounts live.")

    ref = models.CharField(max_length=32, unique=True, default=push_ref, editable=False)
    way = models.CharField(max_length=20)
    changes = EncryptedTextField()
    refused = EncryptedTextField(default="[]")
    count = models.PositiveIntegerField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=80)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class PushWay(SchoolScoped):
    """How a school pushes by a way: whose accounts, the settings of a directory that is opened (a JSON object, with its
    password or token: locked), and which head let it act, on which server. ``looked_on`` is when the clock last
    compared, and ``differences`` how many it found; none where the directory could not be asked.
    """

    retention = Retention("for ever", "It is how the school pushes now; a newer setting takes its place.")

    way = models.CharField(max_length=20)
    provider = models.CharField(max_length=9, choices=DirectoryAccount.Provider)
    settings = EncryptedTextField(default="{}")
    approved_by = models.CharField(max_length=80, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    differences = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "way"], name="one_setting_a_way"),)

    def __str__(self) -> str:
        return self.way
