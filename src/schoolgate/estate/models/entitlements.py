"""What each person, class or account may use, until when, and by what it was decided."""

from django.db import models
from django.db.models import Q

from schoolgate.estate.models.accounts import DirectoryAccount
from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.retention import years
from schoolgate.people.models import Group, Person


class Entitlement(Bitemporal):
    """``subject`` is the ref of the one of the three that is given. ``what`` and ``level`` are keys of
    ``vocabulary.entitlements``; ``decided_kind`` and ``decided_ref`` name what it follows from (``agreement`` agr_...).
    """

    bitemporal_key = ("subject", "what")
    retention = years(7, "the day it ends", "Why somebody could use something is asked about with what they did.")

    subject = models.CharField(max_length=32)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(DirectoryAccount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=24)
    level = models.CharField(max_length=16)
    decided_kind = models.CharField(max_length=24)
    decided_ref = models.CharField(max_length=40)

    class Meta(Bitemporal.Meta):
        indexes = (models.Index(fields=["school", "subject", "what"], name="entitlement_of"),)
        constraints = (
            *Bitemporal.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False, group=None, account=None)
                | Q(person=None, group__isnull=False, account=None)
                | Q(person=None, group=None, account__isnull=False),
                name="one_subject_an_entitlement",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.level} from {self.valid_from}"
