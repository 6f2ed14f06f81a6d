"""Policy versions as they were given, the promises that live across them, and who put which in force."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.encrypted_files import EncryptedFileField
from schoolgate.frame.retention import Retention, for_ever, with_parent
from schoolgate.frame.scoped import SchoolScoped
from schoolgate.kernel.refs import new_ref


def version_ref() -> str:
    return new_ref("version")


def promise_ref() -> str:
    return new_ref("promise")


def adoption_ref() -> str:
    return new_ref("adoption")


class Version(SchoolScoped):
    """One policy file and our reading of it. Neither ever changes: a new file, or a new reader, makes a new version.

    A wrong file that was never put in force may be withdrawn: its words go, and its number is not used again.
    """

    retention: ClassVar[Retention] = for_ever("A school must be able to show what its policy said on any past day.")

    ref = models.CharField(max_length=40, unique=True, default=version_ref)
    number = models.PositiveIntegerField()
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    file = EncryptedFileField()
    reader = models.CharField(max_length=40)
    reading = EncryptedJSONField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True)  # the wrong file: its words are gone, that it was given stays

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="policy_version_numbered_once"),
            models.UniqueConstraint(
                fields=("school", "sha256", "reader"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="policy_version_kept_once",
            ),
        )

    def __str__(self) -> str:
        return f"version {self.number}"


class Promise(SchoolScoped):
    """The lasting thing a sentence promises. Its id lives on when the sentence is re-worded."""

    retention: ClassVar[Retention] = for_ever("Findings and confirmations of past years point at it.")

    ref = models.CharField(max_length=40, unique=True, default=promise_ref)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref


class Wording(SchoolScoped):
    """Which clause of a version words a promise, and how sure we are that it is the same promise as before.

    Where we are not sure, the sentence has a promise of its own and ``offered`` is the older one it may be, until a
    person answers. Then this row is superseded; none is ever edited otherwise.
    """

    retention: ClassVar[Retention] = with_parent("It only joins a promise to a version's sentence.")

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="wordings")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="wordings")
    clause = models.CharField(max_length=40)
    confidence = models.FloatField(default=1.0)  # 0 to 1, of the match to the older wording
    offered = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "clause"),
                condition=models.Q(superseded_at__isnull=True),
                name="policy_clause_words_one_promise",
            ),
        )

    def __str__(self) -> str:
        return f"{self.promise} in {self.version}"


class ReadingAnswer(SchoolScoped):
    """A person's answer to "have we read this sentence rightly?". The latest one known counts; none is ever edited."""

    retention: ClassVar[Retention] = for_ever("How a promise stood on a past day rests on it.")

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="answers")
    clause = models.CharField(max_length=40)
    right = models.BooleanField()
    correction = models.JSONField(default=dict)
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return "read rightly" if self.right else "corrected"


class Adoption(SchoolScoped):
    """A version put in force from a day, as a governing body ratified it."""

    retention: ClassVar[Retention] = for_ever(
        "A school must be able to show which policy was in force on any past day."
    )

    ref = models.CharField(max_length=40, unique=True, default=adoption_ref)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="adoptions")
    body = models.CharField(max_length=200)
    ratified_on = models.DateField()
    minute = models.CharField(max_length=200, blank=True)
    present = models.PositiveSmallIntegerField(null=True)  # members at the meeting, where it was entered
    quorum = models.PositiveSmallIntegerField(null=True)
    pending = models.BooleanField(default=False)  # in use, and not ratified yet: too few were there
    on_behalf_of = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=80)
    by_name = EncryptedTextField()
    in_force_from = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version} from {self.in_force_from}"
