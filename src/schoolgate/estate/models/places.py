"""Places, networks, and the ranges of addresses that networks have."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def place_ref() -> str:
    return new_ref("plc")


def network_ref() -> str:
    return new_ref("net")


class Place(SchoolScoped):
    """Where something is: a site, a building on it, a room in that. Its name is the school's own."""

    class Kind(models.TextChoices):
        SITE = "site", "Site"
        BUILDING = "building", "Building"
        ROOM = "room", "Room"

    retention = years(3, "the day it ends", "Where a device was is asked about for as long as its leases are kept.")

    ref = models.CharField(max_length=32, unique=True, default=place_ref, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80)
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.name


class Network(SchoolScoped):
    """A network of the school, and what it is for."""

    class Purpose(models.TextChoices):
        STAFF = "staff", "Staff"
        PUPIL = "pupil", "Pupils"
        SHARED = "shared", "Staff and pupils"
        GUEST = "guest", "Guests"
        SERVERS = "servers", "Servers and equipment"

    retention = years(3, "the day it ends", "Which network an address was in is asked about with who had it.")

    ref = models.CharField(max_length=32, unique=True, default=network_ref, editable=False)
    name = models.CharField(max_length=80)
    purpose = models.CharField(max_length=8, choices=Purpose)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    vlan = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.name


class AddressRange(Bitemporal):
    """A network has a range of addresses over some days. ``first`` and ``last`` are its ends as 33 hexadecimal
    characters (the family, then 128 bits), so that a database compares them rightly.
    """

    bitemporal_key = ("cidr",)
    retention = years(3, "the day it ends", "Which network an address was in is asked about with who had it.")

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+")
    cidr = models.CharField(max_length=43)  # "10.4.0.0/22", "2001:db8:4::/64"
    first = models.CharField(max_length=33)
    last = models.CharField(max_length=33)

    class Meta(Bitemporal.Meta):
        indexes = (models.Index(fields=["school", "first"], name="range_by_first"),)

    def __str__(self) -> str:
        return self.cidr
