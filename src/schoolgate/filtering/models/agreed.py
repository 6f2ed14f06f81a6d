"""What was agreed of the filter: versions of its setting, what is proposed, and who signed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever, with_parent
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def version_ref() -> str:
    return new_ref("fset")


def proposal_ref() -> str:
    return new_ref("fprop")


class SettingVersion(SchoolScoped):
    """One version of the setting. It is never changed: ``in_force_until`` alone is written, when the next takes over.

    ``epoch`` is that of the first rules made of it: decisions of that epoch and later ones are by this version, until
    the next one's.
    """

    retention: ClassVar[Retention] = for_ever("How the filter was set on a day is asked for as long as decisions are.")

    ref = models.CharField(max_length=32, unique=True, default=version_ref, editable=False)
    number = models.PositiveIntegerField()  # from 1
    epoch = models.PositiveIntegerField()
    document = models.JSONField()  # agreed.documents
    digest = models.CharField(max_length=64)
    in_force_from = models.DateTimeField()
    in_force_until = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="filter_version_numbered_once"),
            models.UniqueConstraint(
                fields=("school",), condition=Q(in_force_until=None), name="filter_one_version_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref}: version {self.number}"


class Proposal(SchoolScoped):
    """A setting somebody would have, made on the version in force then (none: the first). ``names`` need not be here:
    whoever signs reads them from their rows.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        AGREED = "agreed"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        OVERTAKEN = "overtaken"  # another was put in force first

    retention: ClassVar[Retention] = for_ever("Why the filter was set so, and what was declined, is asked for with it.")

    ref = models.CharField(max_length=32, unique=True, default=proposal_ref, editable=False)
    on_version = models.ForeignKey(SettingVersion, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(SettingVersion, null=True, on_delete=models.PROTECT, related_name="proposal")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = EncryptedTextField()
    by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True, default="")
    said = EncryptedTextField(blank=True, default="")  # why it was declined or withdrawn

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "digest"), condition=Q(status="waiting"), name="filter_proposal_waits_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref}: {self.status}"


class SettingSignature(SchoolScoped):
    """One of two people, signed in, agreed to a document. ``humans`` are all whose will it rests on."""

    retention: ClassVar[Retention] = with_parent("It is part of what was agreed.")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=20)  # the role that had to sign
    person = models.CharField(max_length=32)  # ref of who did
    human = models.CharField(max_length=80)  # the sign-in behind them
    humans = models.JSONField()
    because = EncryptedTextField()  # how they come to sign as that role
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("proposal", "role"), name="filter_a_role_signs_once"),
            models.UniqueConstraint(fields=("proposal", "human"), name="filter_a_human_signs_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} as {self.role}"
