"""Groups of persons at a school, and who is in them when."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models.persons import Person


def group_ref() -> str:
    return new_ref("grp")


class Group(SchoolScoped):
    """A class, a year group or a teaching group. The school's word for it may name a teacher, so it is locked and found
    by ``digest``. A class that keeps its name next year is the same group with other members.
    """

    class Kind(models.TextChoices):
        CLASS = "class", "Class"  # where the register is called; a pupil is in one at a time
        YEAR = "year", "Year group"
        TEACHING = "teaching", "Teaching group"

    retention = years(7, "the day its last member leaves it", "Who was taught where is asked about with who was there.")

    ref = models.CharField(max_length=32, unique=True, default=group_ref, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    name = EncryptedTextField()
    digest = models.CharField(max_length=64)
    year = models.SmallIntegerField(null=True, blank=True)  # of a year group: -1 nursery, 0 reception, then 1 to 14

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "kind", "digest"], name="one_group_a_name"),)

    def __str__(self) -> str:
        return self.ref


class Membership(Bitemporal):
    """A person is in a group over some days, as a pupil or as one of its staff."""

    class Capacity(models.TextChoices):
        PUPIL = "pupil", "Pupil"
        STAFF = "staff", "Staff"

    bitemporal_key = ("person", "group")
    retention = years(7, "the day it ends", "Who was in which class is asked about for six years and the current one.")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=5, choices=Capacity)
    primary = models.BooleanField(default=False)  # of staff: whom the school's list calls the class's own teacher

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.capacity} from {self.valid_from}"
