"""Accounts in the school's directories, as identities, and whose they are."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Group, Person

_ASKED = "Who was signed in is asked about for as long as sign-ins are kept."


def directory_account_ref() -> str:
    return new_ref("dac")


class DirectoryAccount(SchoolScoped):
    """An account that a directory knows. Its address often holds a child's name: locked, and found by ``digest``."""

    class Provider(models.TextChoices):
        GOOGLE = "google", "Google Workspace"
        MICROSOFT = "microsoft", "Microsoft 365"
        LOCAL = "local-ad", "The school's own server"

    class Kind(models.TextChoices):
        PERSON = "person", "One person's"
        CLASS = "class", "Shared by a class"
        SERVICE = "service", "A service's"
        ADMIN = "admin", "For looking after machines"

    retention = years(3, "the day it ends", _ASKED)

    ref = models.CharField(max_length=32, unique=True, default=directory_account_ref, editable=False)
    provider = models.CharField(max_length=9, choices=Provider)
    kind = models.CharField(max_length=7, choices=Kind)
    address = EncryptedTextField()
    digest = models.CharField(max_length=64)
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "provider", "digest"], name="one_account_an_address"),)

    def __str__(self) -> str:
        return self.ref


class AccountHolder(Bitemporal):
    """An account is one person's, or a class shares it, over some days."""

    bitemporal_key = ("account",)
    retention = years(3, "the day it ends", _ASKED)

    account = models.ForeignKey(DirectoryAccount, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Bitemporal.Meta):
        constraints = (
            *Bitemporal.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False, group=None) | Q(person=None, group__isnull=False),
                name="one_holder_an_account",
            ),
        )

    def __str__(self) -> str:
        return f"held from {self.valid_from}"
