"""The register of schools as this installation holds it: the latest extract, and its schools."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.retention import Retention


class RegisterExtract(models.Model):
    """One extract, by its day and the digest of its bytes. There is one, or none."""

    retention = Retention("for ever", "Public; a newer extract takes its place.", legal_hold=False)

    dated = models.DateField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    kept = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()

    objects: ClassVar[models.Manager["RegisterExtract"]] = models.Manager()

    def __str__(self) -> str:
        return f"register of {self.dated}"


class RegisterReject(models.Model):
    """A row of the extract that is no school, as it came, with the reason."""

    retention = Retention("for ever", "Public; a newer extract takes its place.", legal_hold=False)

    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    raw = models.TextField()

    objects: ClassVar[models.Manager["RegisterReject"]] = models.Manager()

    def __str__(self) -> str:
        return f"line {self.line}"


class RegisteredSchool(models.Model):
    """A school as the register has it: no school of this installation until somebody chooses it."""

    retention = Retention("for ever", "Public; a newer extract takes its place.", legal_hold=False)

    urn = models.CharField(max_length=7, primary_key=True)
    laestab = models.CharField(max_length=7, blank=True)
    name = models.CharField(max_length=300)
    sought = models.CharField(max_length=500)  # name, town, postcode and numbers, folded, for looking up
    kind = models.CharField(max_length=120, blank=True)
    funding = models.CharField(max_length=12)
    phase = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=10)
    nation = models.CharField(max_length=20, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)
    roll = models.PositiveIntegerField(null=True)
    roll_on = models.DateField(null=True)
    website = models.CharField(max_length=200, blank=True)
    trust_code = models.CharField(max_length=10, blank=True)
    trust_name = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager["RegisteredSchool"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.urn})"
