"""Sign-ins, and the one-time link of the first administrator."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from schoolgate.frame.retention import days
from schoolgate.kernel.refs import new_ref


def account_ref() -> str:
    return new_ref("acc")


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
    # Until when a password that was printed opens, for who has never signed in; none for one that they chose.
    first_until = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def set_password(self, raw_password: str | None) -> None:
        self.first_until = None
        super().set_password(raw_password)

    def check_password(self, raw_password: str | None) -> bool:
        """Also False for a printed password whose days are over; it takes as long to say as of a wrong one."""
        lost = self.last_login is None and self.first_until is not None and self.first_until <= timezone.now()
        return super().check_password(raw_password) and not lost

    def __str__(self) -> str:
        return self.ref


class SetupLink(models.Model):
    """A one-time link for the first administrator. Only its digest is kept."""

    retention = days(30, "the day it was made", "It is of no use once used or out of date.")

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["SetupLink"]] = models.Manager()

    def __str__(self) -> str:
        return f"made {self.made_at}"
