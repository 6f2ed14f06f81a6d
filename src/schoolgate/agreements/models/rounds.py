"""The September round: the day it opens for a school year, letters that went to carers, and whom nobody writes to."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.people.models import Person

_ASKED = "Who was asked, and how often, is asked about for six years and the current one."


class Round(SchoolScoped):
    """What is asked of families for the school year that begins in September of ``year``, from ``opens_on``."""

    retention = years(7, "the day it opens", _ASKED)

    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    opened_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "year"), name="one_round_a_year"),)

    def __str__(self) -> str:
        return f"{self.year} from {self.opens_on}"


class RoundLetter(SchoolScoped):
    """The ``number``-th letter of a year's round to one carer: by e-mail, or on paper that went home."""

    class Way(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        PAPER = "paper", _("on paper")

    retention = years(7, "the day of it", _ASKED)

    year = models.PositiveSmallIntegerField()
    carer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=5, choices=Way)
    on = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("carer", "year", "number"), name="each_letter_once"),)

    def __str__(self) -> str:
        return f"{self.number} on {self.on}"


class RoundPause(Bitemporal):
    """While it holds, the round writes nothing to ``carer``; why is the office's own words."""

    bitemporal_key = ("carer",)
    retention = years(7, "the day it ends", _ASKED)

    carer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField()
    given_by = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"from {self.valid_from}"
