"""What was found of each promise, and when: findings as intervals, with the versions they were reached under."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever, with_parent
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.policy.models import Promise


class PromiseFinding(Bitemporal):
    """How a promise stood from ``valid_from``, as the checks of that day found it.

    ``policy_version``, ``checks_version`` and ``calendar_version`` say under which it was reached, so that a verdict
    reached under last year's calendar keeps it.
    """

    retention: ClassVar[Retention] = for_ever("Governors and auditors ask how a promise stood on a past day.")
    bitemporal_key: ClassVar[tuple[str, ...]] = ("promise",)

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=20)
    stale = models.BooleanField(default=False)
    because = EncryptedTextField()  # it may name a person, and so may ``by``
    by = EncryptedTextField(blank=True)
    until = models.DateField(null=True, blank=True)
    policy_version = models.CharField(max_length=40)
    checks_version = models.CharField(max_length=40)
    calendar_version = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.standing} from {self.valid_from}"


class LastJudged(SchoolScoped):
    """The last day on which a school's promises were judged by the clock."""

    retention: ClassVar[Retention] = with_parent("It only spares the clock a second look on the same day.")

    on = models.DateField()
    at = models.DateTimeField(null=True)  # what was put in the store before this moment has been judged

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school",), name="evidence_school_judged_last_once"),)

    def __str__(self) -> str:
        return f"{self.on}"
