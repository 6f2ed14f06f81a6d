"""What signing in keeps besides the account: second steps, one-time links, open sessions, the sealed sign-in."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models.accounts import Account
from schoolgate.people.models.persons import Person


def secret_ref() -> str:
    return new_ref("sec")


def link_ref() -> str:
    return new_ref("lnk")


def seal_ref() -> str:
    return new_ref("sea")


def session_ref() -> str:
    return new_ref("ses")


class SecondStepSecret(models.Model):
    """The secret of an authenticator app or of a sheet of printed codes, locked; allauth's own table holds the ref."""

    retention = days(1, "the day the second step is removed", "It opens nothing once the step is gone.")

    ref = models.CharField(max_length=32, unique=True, default=secret_ref, editable=False)
    words = EncryptedTextField()

    objects: ClassVar[models.Manager["SecondStepSecret"]] = models.Manager()

    def __str__(self) -> str:
        return self.ref


class SignInLink(SchoolScoped):
    """A one-time link by which one person comes in without a password. Only its digest is kept."""

    retention = days(30, "the day it was made", "It is of no use once used or out of date.")

    ref = models.CharField(max_length=32, unique=True, default=link_ref, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    made_by = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class OpenSession(models.Model):
    """A browser that is signed in: what kind of device and since when, so that its owner can end it. No address."""

    retention = days(1, "the day it ends", "It lists where somebody is signed in, and nothing else.")

    ref = models.CharField(max_length=32, unique=True, default=session_ref, editable=False)
    key = models.CharField(max_length=40, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    began_on = models.DateField()
    seen_on = models.DateField()

    objects: ClassVar[models.Manager["OpenSession"]] = models.Manager()

    def __str__(self) -> str:
        return self.ref


class SealedSignIn(SchoolScoped):
    """The school's emergency sign-in, kept on paper. Of its code the digest is kept; who broke the seal is locked."""

    retention = years(7, "the day it was made", "Who could act in an emergency is asked about with what they did.")

    ref = models.CharField(max_length=32, unique=True, default=seal_ref, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back, or replaced by a newer one
    opened_at = models.DateTimeField(null=True)
    opened_by = EncryptedTextField(blank=True)
    reason = EncryptedTextField(blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class ProviderIdentity(models.Model):
    """Google's, Microsoft's or another provider's own name for an account: what it is known by after the first time."""

    retention = days(30, "the day the sign-in is closed", "It is how the provider names who signs in.")

    provider = models.CharField(max_length=20)
    subject = models.CharField(max_length=255)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    tied_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["ProviderIdentity"]] = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["provider", "subject"], name="one_account_a_subject"),
            models.UniqueConstraint(fields=["provider", "account"], name="one_subject_an_account"),
        )

    def __str__(self) -> str:
        return f"{self.provider} {self.pk}"
