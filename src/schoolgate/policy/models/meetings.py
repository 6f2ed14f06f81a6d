"""Governors' meetings as the policy sees them: what goes to them, and what they said of how well it works."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.refs import new_ref


def meeting_ref() -> str:
    return new_ref("meeting")


def amendment_ref() -> str:
    return new_ref("amendment")


def statement_ref() -> str:
    return new_ref("statement")


class Meeting(SchoolScoped):
    """A day on which a governing body meets; amendments wait for it."""

    retention: ClassVar[Retention] = for_ever("Amendments and statements of past years point at it.")

    ref = models.CharField(max_length=40, unique=True, default=meeting_ref)
    body = models.CharField(max_length=40)
    on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "body", "on"), name="policy_body_meets_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.body} on {self.on}"


class Amendment(SchoolScoped):
    """A sentence as it stands and as somebody would have it. Ratified text never changes: a new version may carry it.

    ``now`` is empty for a new sentence, ``proposed`` for one to be taken out. Its words are never edited; ``status``
    moves on as people say, and each move is in the record.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        AT_MEETING = "at-meeting"
        AGREED = "agreed"
        DECLINED = "declined"
        CARRIED = "carried"

    retention: ClassVar[Retention] = for_ever("Why a policy reads as it does is asked for as long as it is kept.")

    ref = models.CharField(max_length=40, unique=True, default=amendment_ref)
    clause = models.CharField(max_length=40, blank=True)
    now = EncryptedTextField(blank=True)
    proposed = EncryptedTextField(blank=True)
    why = EncryptedTextField(blank=True)
    source = models.CharField(max_length=60)  # "person", or the kind of finding it was taken from
    said = models.CharField(max_length=64)  # digest of the words: the same is proposed once at a time
    status = models.CharField(max_length=12, choices=Status, default=Status.PROPOSED)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="amendments")
    carried_by = models.ForeignKey("policy.Version", null=True, on_delete=models.PROTECT, related_name="carries")
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "said"),
                condition=models.Q(status__in=("proposed", "at-meeting", "agreed")),
                name="policy_amendment_proposed_once",
            ),
        )

    def __str__(self) -> str:
        return f"amendment {self.ref}"


class Effectiveness(SchoolScoped):
    """What governors said of how well the policy works, with how its promises stood that day."""

    retention: ClassVar[Retention] = for_ever("Inspectors ask what governors said, and on what they rested it.")

    ref = models.CharField(max_length=40, unique=True, default=statement_ref)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="statements")
    version = models.ForeignKey("policy.Version", on_delete=models.PROTECT, related_name="statements")
    works = models.CharField(max_length=10)
    words = EncryptedTextField(blank=True)
    counts = models.JSONField()
    stated_on = models.DateField()
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.works} on {self.stated_on}"
