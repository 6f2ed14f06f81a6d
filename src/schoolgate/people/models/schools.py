"""Schools, trusts, and a school's calendar."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.retention import for_ever
from schoolgate.kernel.refs import new_ref
from schoolgate.vocabulary.schools import FUNDING_WORDS, Funding


def school_ref() -> str:
    return new_ref("sch")


def trust_ref() -> str:
    return new_ref("tru")


class Trust(models.Model):
    retention = for_ever("The permanent record names it.")

    ref = models.CharField(max_length=32, unique=True, default=trust_ref, editable=False)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=10, blank=True)  # what the register of schools knows it by

    objects: ClassVar[models.Manager["Trust"]] = models.Manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="one_trust_a_code"),)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school. ``urn`` is the number the national register of schools knows it by, six digits in England, ``laestab``
    its authority's number and its own, seven digits. ``funding`` chooses the law's deadlines, ages the filter's level.
    """

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
    laestab = models.CharField(max_length=7, blank=True)
    funding = models.CharField(max_length=12, choices=[(one.value, FUNDING_WORDS[one]) for one in Funding], blank=True)
    phase = models.CharField(max_length=40, blank=True)
    roll = models.PositiveIntegerField(null=True, blank=True)  # pupils on roll, on the day below
    roll_on = models.DateField(null=True, blank=True)
    register_on = models.DateField(null=True, blank=True)  # the day of the extract these were taken from
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")

    objects: ClassVar[models.Manager["School"]] = models.Manager()

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
    retention = for_ever("Past marks are reckoned again by the calendar of their day.")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.name} from {self.valid_from}"
