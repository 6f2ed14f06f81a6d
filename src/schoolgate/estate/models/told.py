"""What a directory told us, by SCIM or by a list of its accounts: of accounts, and of its own groups."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.estate.models.accounts import DirectoryAccount
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref

_ASKED = "Who was signed in is asked about for as long as sign-ins are kept."


def told_group_ref() -> str:
    return new_ref("tgr")


class ToldAccount(SchoolScoped):
    """Beside an account: whether its directory lets it sign in (``active``), and by what that directory knows it.
    ``external_id`` and ``emails`` (a JSON list of [address, type, primary]) may hold a child's name, so they are
    locked. What a directory says of names, telephones and homes is not kept; of a name a keyed digest
    (``estate.likeness``) is, while nobody has the account. ``gone_since``: a whole list of the directory's accounts did
    not name it from that day on.
    """

    retention = years(3, "the day it was last told of", _ASKED)

    account = models.OneToOneField(DirectoryAccount, on_delete=models.PROTECT, related_name="told")
    active = models.BooleanField(null=True)
    external_id = EncryptedTextField(blank=True, default="")
    external_digest = models.CharField(max_length=64, blank=True, default="")
    emails = EncryptedTextField(default="[]")
    gone_since = models.DateField(null=True, blank=True)
    name_digest = models.CharField(max_length=64, blank=True, default="")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "external_digest"], name="told_account_external"),)

    def __str__(self) -> str:
        return f"told {self.last_at}"


class ToldGroup(SchoolScoped):
    """A group of a directory's own. It opens nothing: access is decided here. ``members`` are refs of accounts."""

    retention = years(3, "the day it was last told of", _ASKED)

    ref = models.CharField(max_length=32, unique=True, default=told_group_ref, editable=False)
    provider = models.CharField(max_length=9, choices=DirectoryAccount.Provider)
    name = EncryptedTextField()
    digest = models.CharField(max_length=64)
    external_id = EncryptedTextField(blank=True, default="")
    external_digest = models.CharField(max_length=64, blank=True, default="")
    members = models.JSONField(default=list)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    by = models.CharField(max_length=80)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "provider", "digest"], name="one_told_group_a_name"),)

    def __str__(self) -> str:
        return self.ref
