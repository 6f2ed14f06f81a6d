"""Devices as identities: what one is called, what it is known by on a network, and whose it is."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.estate.models.places import Place
from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Group, Person

_ASKED = "Who had it is asked about for as long as its leases are kept."


def device_ref() -> str:
    return new_ref("dev")


class Device(SchoolScoped):
    """A device. ``label`` is the tag stuck on it, never anybody's name: a list of devices is for technicians."""

    class Kind(models.TextChoices):
        TABLET = "tablet", "Tablet"
        LAPTOP = "laptop", "Laptop"
        DESKTOP = "desktop", "Desktop computer"
        BOARD = "board", "Classroom screen"
        PRINTER = "printer", "Printer"
        PHONE = "phone", "Phone"
        SERVER = "server", "Server"
        NETWORK = "network", "Network equipment"
        OTHER = "other", "Other"
        UNKNOWN = "unknown", "Not on the list"  # seen on a network, and on no list of the school's

    retention = years(3, "the day it ends", _ASKED)

    ref = models.CharField(max_length=32, unique=True, default=device_ref, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    label = models.CharField(max_length=80, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["school", "label"], condition=~Q(label="") & Q(ended_on=None), name="one_device_a_label"
            ),
            models.UniqueConstraint(
                fields=["school", "serial"], condition=~Q(serial="") & Q(ended_on=None), name="one_device_a_serial"
            ),
        )

    def __str__(self) -> str:
        return self.label or self.ref


class DeviceMac(Bitemporal):
    """A hardware address is a device's over some days: one device's at a time, for a dock may move."""

    bitemporal_key = ("mac",)
    retention = years(3, "the day it ends", _ASKED)

    mac = models.CharField(max_length=17)  # "02:00:5e:10:00:01"
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")

    class Meta(Bitemporal.Meta):
        indexes = (models.Index(fields=["school", "mac"], name="device_by_mac"),)

    def __str__(self) -> str:
        return self.mac


class DeviceHolder(Bitemporal):
    """A device is used by one person or shared by a class, and is kept in a place, over some days."""

    class Part(models.TextChoices):
        USED_BY = "used-by", "Used by"
        KEPT_IN = "kept-in", "Kept in"

    bitemporal_key = ("device", "part")
    retention = years(3, "the day it ends", _ASKED)

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Bitemporal.Meta):
        constraints = (
            *Bitemporal.Meta.constraints,
            models.CheckConstraint(
                condition=Q(part="kept-in", place__isnull=False, person=None, group=None)
                | Q(part="used-by", place=None, person__isnull=False, group=None)
                | Q(part="used-by", place=None, person=None, group__isnull=False),
                name="one_holder_of_its_part",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} from {self.valid_from}"
