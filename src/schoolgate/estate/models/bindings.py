"""What was bound to what, to the second: an address to a device by a lease, a device to an account by a sign-in.

Such rows come by the thousand a day, so they are small: times are whole seconds since 1970, and when a row was recorded
and superseded is what its batches say. ``span`` is a class of length (``estate.spans``) by which a moment is looked up
without reading all that began before it.
"""

from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import F, Q

from schoolgate.estate.models.accounts import DirectoryAccount
from schoolgate.estate.models.devices import Device
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref

SOURCES: Final[dict[str, str]] = {
    "hand": "somebody at the school, by hand",
    "dhcp": "the DHCP server",
    "agent": "a program on the network",
    "list": "a list of devices",
    "accounts": "a list of accounts",
}


def batch_ref() -> str:
    return new_ref("bch")


class Batch(SchoolScoped):
    """What came in together: who told us, and when. A binding was known from its batch's moment."""

    retention = years(3, "the day it came", "It says when its bindings were known, and goes after them.")

    ref = models.CharField(max_length=32, unique=True, default=batch_ref, editable=False)
    source = models.CharField(max_length=12)  # a key of SOURCES
    load = models.CharField(max_length=40, blank=True)  # the ref of the load that it came by, if any
    at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "load"], name="batch_by_load"),)

    def __str__(self) -> str:
        return f"{self.source} {self.at}"


class Timed(SchoolScoped):
    """Base of the two: from ``starts`` until just before ``ends`` (none: until further notice)."""

    school = models.ForeignKey("people.School", on_delete=models.PROTECT, related_name="+", db_index=False)
    starts = models.BigIntegerField()
    ends = models.BigIntegerField(null=True)
    span = models.PositiveSmallIntegerField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gt=F("starts")), name="%(class)s_lasts"),
        )

    @property
    def starts_at(self) -> datetime:
        return datetime.fromtimestamp(self.starts, UTC)

    @property
    def ends_at(self) -> datetime | None:
        return None if self.ends is None else datetime.fromtimestamp(self.ends, UTC)


class Lease(Timed):
    """A device had an address."""

    retention = years(3, "the day it ends", "Who was at an address is asked about as long as web activity is kept.")

    address = models.CharField(max_length=39)  # as ipaddress spells it: "10.4.2.17", "2001:db8::17"
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta(Timed.Meta):
        indexes = (
            models.Index(fields=["school", "address", "span", "starts"], name="lease_at"),
            models.Index(fields=["device", "starts"], name="lease_of_device"),
            models.Index(fields=["superseded_by"], condition=~Q(superseded_by=None), name="lease_superseded"),
        )

    def __str__(self) -> str:
        return f"{self.address} from {self.starts}"


class SignIn(Timed):
    """An account was signed in on a device. ``end_assumed`` where only the beginning was told."""

    retention = years(3, "the day it ends", "Who was at an address is asked about as long as web activity is kept.")

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(DirectoryAccount, on_delete=models.PROTECT, related_name="+", db_index=False)
    end_assumed = models.BooleanField(default=False)

    class Meta(Timed.Meta):
        indexes = (
            models.Index(fields=["device", "span", "starts"], name="sign_in_at"),
            models.Index(fields=["account", "starts"], name="sign_in_of_account"),
            models.Index(fields=["superseded_by"], condition=~Q(superseded_by=None), name="sign_in_superseded"),
        )

    def __str__(self) -> str:
        return f"signed in from {self.starts}"
