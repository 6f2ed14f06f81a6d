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


class Tally(SchoolScoped):
    """How many promises stood how when a school was last judged, so that a page of many schools reckons none anew.

    Numbers, days and refs only: no reason, no name. ``subjects`` holds for each subject how many promises stand as
    kept, confirmed, not known, needing to be put right and not applying, in this order; ``broken`` the refs of those
    to be put right. A school with no policy in force has none of them.
    """

    retention: ClassVar[Retention] = with_parent("It is written anew each time the school is judged.")

    on = models.DateField()
    in_force = models.BooleanField(default=False)
    kept = models.PositiveSmallIntegerField(default=0)
    declared = models.PositiveSmallIntegerField(default=0)
    not_known = models.PositiveSmallIntegerField(default=0)  # those out of date among them
    stale = models.PositiveSmallIntegerField(default=0)
    to_mend = models.PositiveSmallIntegerField(default=0)
    not_applicable = models.PositiveSmallIntegerField(default=0)
    subjects = models.JSONField(default=dict)
    broken = models.JSONField(default=list)
    review_due = models.DateField(null=True)
    heard_at = models.DateTimeField(null=True)  # when somebody last answered, or a file last came

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school",), name="evidence_one_tally_a_school"),)

    def __str__(self) -> str:
        return f"as of {self.on}"
