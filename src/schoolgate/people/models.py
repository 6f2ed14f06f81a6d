"""Schools and trusts, persons and their roles, accounts that sign in.

An account is one sign-in on this installation; a person is somebody at one school. Somebody who works at two schools is
two persons with one account, and nothing of one school is seen at the other.
"""

from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import days, for_ever, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.vocabulary.roles import ROLES

ADMINISTRATOR: Final = "administrator"
ROLE_WORDS: Final[dict[str, str]] = {ADMINISTRATOR: "Administrator of Schoolgate", **ROLES}


def school_ref() -> str:
    return new_ref("sch")


def trust_ref() -> str:
    return new_ref("tru")


def person_ref() -> str:
    return new_ref("per")


def account_ref() -> str:
    return new_ref("acc")


class Trust(models.Model):
    retention = for_ever("The permanent record names it.")

    ref = models.CharField(max_length=32, unique=True, default=trust_ref, editable=False)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school. ``urn`` is the number the national register of schools knows it by, six digits in England."""

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        WALES = "wales", "Wales"
        SCOTLAND = "scotland", "Scotland"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"

    retention = for_ever("The permanent record names it.")

    ref = models.CharField(max_length=32, unique=True, default=school_ref, editable=False)
    name = models.CharField(max_length=200)
    urn = models.CharField(max_length=7, blank=True)
    nation = models.CharField(max_length=20, choices=Nation, default=Nation.ENGLAND)
    time_zone = models.CharField(max_length=40, default="Europe/London")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["urn"], condition=~models.Q(urn=""), name="one_school_a_urn"),)

    def __str__(self) -> str:
        return self.name


class CalendarPeriod(Bitemporal):
    """A dated piece of a school's calendar, true over its own days: a term, a holiday within one, a training day.

    Corrections keep what was known before, so a verdict reached under the old calendar can be reached again.
    """

    class Kind(models.TextChoices):
        TERM = "term", "Term"
        HALF_TERM = "half-term", "Half-term holiday"
        INSET = "inset", "Staff training day"
        CLOSURE = "closure", "Closed"

    bitemporal_key = ("kind", "name")
    retention = for_ever("Past verdicts are reached again under the calendar of their day.")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.name} from {self.valid_from}"


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A sign-in. The address is kept in lower case, so that one mailbox is one account."""

    retention = days(30, "the day it is closed", "A closed sign-in is kept only to answer who had it.")

    ref = models.CharField(max_length=32, unique=True, default=account_ref, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.ref


class Person(SchoolScoped):
    """Somebody at one school. The permanent record knows the ref only; wherever a room keeps the name, it is locked."""

    retention = years(7, "the day they leave", "What they did is asked about for six years and the current one.")

    ref = models.CharField(max_length=32, unique=True, default=person_ref, editable=False)
    name = EncryptedTextField()
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "account"], name="one_person_an_account_a_school"),)

    def __str__(self) -> str:
        return self.ref


class RoleAssignment(Bitemporal):
    """A person holds a role over some days; as a deputy, in the stead of whoever holds it."""

    bitemporal_key = ("person", "role", "deputy")
    retention = years(7, "the day it ends", "Who answered for what is asked about for six years and the current one.")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)  # a key of ROLE_WORDS; a new word needs no migration
    deputy = models.BooleanField(default=False)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.role} from {self.valid_from}"


class SetupLink(models.Model):
    """A one-time link for the first administrator. Only its digest is kept."""

    retention = days(30, "the day it was made", "It is of no use once used or out of date.")

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"made {self.made_at}"
