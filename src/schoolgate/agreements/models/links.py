"""The link by which a carer signs without an account, and the receipt for what was signed by it."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from schoolgate.agreements.models.signing import Signature, WordingText
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def link_ref() -> str:
    return new_ref("lnk")


def receipt_ref() -> str:
    return new_ref("rcp")


class SigningLink(SchoolScoped):
    """For one carer and all their children here. Only a digest of what stands in the address is kept.

    ``ends_at`` moves forward when it is used up (``done_at``) or stopped. ``kept`` holds answers that are chosen and
    not yet signed, as JSON; ``used_from`` is the network address that signed last. Both are locked.
    """

    retention = days(400, "the day it was made", "Where a name was typed is asked about in the year after.")

    ref = models.CharField(max_length=32, unique=True, default=link_ref, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    carer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices=Signature.Way, default=Signature.Way.LINK)
    language = models.CharField(max_length=12, default="en")
    style = models.CharField(max_length=10, choices=WordingText.Style, default=WordingText.Style.PLAIN)
    kept = EncryptedTextField(blank=True, default="")
    used_from = EncryptedTextField(blank=True, default="")
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "carer"], name="signing_links_of_a_carer"),)

    def __str__(self) -> str:
        return self.ref


class SigningReceipt(SchoolScoped):
    """What a carer signed in one go: ``said`` is a list, as JSON and locked, of the child (a ref), the kind, the
    answer and the digest of the words that were shown. ``digest`` is of all of it."""

    retention = years(7, "the day of it", "Who had signed what is asked about for six years and the current one.")

    ref = models.CharField(max_length=32, unique=True, default=receipt_ref, editable=False)
    carer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(SigningLink, null=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=6, choices=Signature.Way)
    device = models.CharField(max_length=8, choices=Signature.Device, blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    style = models.CharField(max_length=10, choices=WordingText.Style, default=WordingText.Style.PLAIN)
    typed_name = EncryptedTextField()
    said = EncryptedTextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "carer", "at"], name="receipts_of_a_carer"),)

    def __str__(self) -> str:
        return self.ref
