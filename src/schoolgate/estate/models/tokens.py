"""Machine tokens, and the answers already given to a request that may be sent twice."""

from typing import Any, ClassVar

from django.db import models

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import days, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref


def token_ref() -> str:
    return new_ref("tok")


class MachineToken(SchoolScoped):
    """What a machine shows to be let in. Only a digest of it is kept; it always has an end."""

    retention = years(1, "the day it ends", "What a machine sent in is asked about until a year's round is done.")

    ref = models.CharField(max_length=32, unique=True, default=token_ref, editable=False)
    name = models.CharField(max_length=80)  # of the machine or the job, never of a person
    scopes = models.JSONField()  # keys of estate.scopes
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=80)  # the actor's ref
    made_at = models.DateTimeField()
    ends_on = models.DateField()  # the first day on which it no longer works
    ended_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.ref


class GivenAnswer(SchoolScoped):
    """The answer given to a request with an idempotency key, to be given again to the same request."""

    retention = days(1, "the day it was given", "A machine that got no answer asks again within the hour.")

    token = models.ForeignKey(MachineToken, on_delete=models.CASCADE, related_name="+")
    key_digest = models.CharField(max_length=64)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=80, blank=True)
    body = EncryptedTextField(blank=True)
    given_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["token", "key_digest"], name="one_answer_a_key"),)
        indexes = (models.Index(fields=["given_at"], name="given_answer_age"),)

    def __str__(self) -> str:
        return f"given {self.given_at}"
