"""Who looks after a trust: they belong to no school, and see how all of its schools stand."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.people.models.accounts import Account
from schoolgate.people.models.schools import Trust


class TrustRole(models.Model):
    """An account holds a role in a trust from ``valid_from`` to the day before ``valid_to`` (none: no end known).

    ``role`` is a key of ``vocabulary.roles.TRUST_POSTS``. It gives no role in any of the trust's schools.
    """

    retention = years(7, "the day it ends", "Who saw how the schools stood is asked about for six years and this one.")

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField()
    role = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager["TrustRole"]] = models.Manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="trust_role_ends_after"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} from {self.valid_from}"
