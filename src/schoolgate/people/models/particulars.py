"""What the school's own system says of a person: names, a pupil's day of birth, and the numbers they are known by."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.people.models.persons import Person


class Particulars(Bitemporal):
    """Names in law and in use, and of a pupil the day of birth (``2019-03-04``). All locked, none searched."""

    bitemporal_key = ("person",)
    retention = years(7, "the day they leave", "Who was meant is asked about for six years and the current one.")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_name = EncryptedTextField()
    family_name = EncryptedTextField(blank=True, default="")  # some people have one name
    preferred_given_name = EncryptedTextField(blank=True, default="")
    preferred_family_name = EncryptedTextField(blank=True, default="")
    born = EncryptedTextField(blank=True, default="")

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"particulars from {self.valid_from}"


class Identifier(Bitemporal):
    """A number or name that another system knows the person by: one of each scheme at a time.

    The value is locked; ``digest`` (``people.identifiers.digest_of``) finds it.
    """

    class Scheme(models.TextChoices):
        UPN = "upn", "Unique pupil number"
        MIS = "mis-id", "Number in the school's information system"
        SOURCED = "sourced-id", "OneRoster number"
        STAFF = "staff-code", "Staff code"
        EMAIL = "email", "School e-mail address"

    bitemporal_key = ("person", "scheme")
    retention = years(7, "the day they leave", "A child who comes back is known again by it.")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=12, choices=Scheme)
    value = EncryptedTextField()
    digest = models.CharField(max_length=64)

    class Meta(Bitemporal.Meta):
        indexes = (models.Index(fields=["school", "digest"], name="person_by_identifier"),)

    def __str__(self) -> str:
        return f"{self.scheme} from {self.valid_from}"


class RollLoad(SchoolScoped):
    """A roll that was loaded: at which moment it was said, so that it can be taken back, and whether it was.

    ``until`` is the moment of the latest of its rows, where it told one; ``whole``: it held everybody. ``classes`` are
    the ids it gave to classes (``{"c1": ["class", "Wren"]}``), for the rolls of changes that come after it.
    """

    retention = years(7, "the day it was loaded", "What was taken from which file is asked about with who was there.")

    ref = models.CharField(max_length=80)
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    whole = models.BooleanField(default=False)
    classes: Any = EncryptedJSONField(default=dict)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "ref"], name="one_roll_a_load"),)

    def __str__(self) -> str:
        return self.ref
