"""Filter tests: what is to be tried where, each run of it, what was found, and what somebody was told of."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from schoolgate.estate.models import MachineToken, Place
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Group


def plan_ref() -> str:
    return new_ref("prb")


def run_ref() -> str:
    return new_ref("prr")


class FilterTest(SchoolScoped):
    """A plan: what is tried at a place, on a kind of device, for a level or class, and how often. It is never changed:
    another takes its place, so that what an old run proved stays clear. ``document`` is all of it but its key.
    """

    class Way(models.TextChoices):
        DIRECT = "direct", "Directly, as this machine goes"
        PROXY = "proxy", "Through a proxy"
        PAC = "pac", "By a set-up file for proxies (PAC)"
        RESOLVER = "resolver", "By asking a name server"

    retention = years(3, "the day it ends", "Whether the filter was tested is asked about after something happened.")

    ref = models.CharField(max_length=32, unique=True, default=plan_ref, editable=False)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")  # none: the whole school
    device = models.CharField(max_length=8)  # a key of Device.Kind
    level = models.CharField(max_length=20)
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    through = models.CharField(max_length=300, blank=True, default="")
    every_hours = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)  # of the document
    key = EncryptedTextField()  # seals what comes back
    token = models.ForeignKey(MachineToken, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    ended_on = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(way="direct", through="") | ~Q(way="direct"), name="direct_through_none"
            ),
        )

    def __str__(self) -> str:
        return self.ref


class FilterTestRun(SchoolScoped):
    """A plan was run. ``began_at`` and ``ended_at`` are put right by what the machine’s clock was out by."""

    class Came(models.TextChoices):
        HERE = "here", "Run here"
        API = "api", "Sent by the machine"
        FILE = "file", "Brought as a file"

    class Judged(models.TextChoices):
        GOOD = "good", "As it should be"
        BAD = "bad", "Not as it should be"
        UNCLEAR = "unclear", "Could not tell"

    retention = years(
        3, "the day it came", "Whether the filter worked on a day is asked about after something happened."
    )

    ref = models.CharField(max_length=32, unique=True, default=run_ref, editable=False)
    plan = models.ForeignKey(FilterTest, on_delete=models.PROTECT, related_name="runs")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    received_at = models.DateTimeField()
    came = models.CharField(max_length=4, choices=Came)
    by = models.CharField(max_length=80)  # the actor's ref: a person, or a token
    tool = models.CharField(max_length=20)
    system = models.CharField(max_length=40, blank=True)
    skew_seconds = models.IntegerField(null=True)  # by how much its clock was behind ours; none: nobody knows
    judged = models.CharField(max_length=7, choices=Judged)
    good = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    unclear = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of what was sent

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "digest"], name="a_filter_test_run_once"),)
        indexes = (models.Index(fields=["school", "ended_at"], name="filter_test_run_by_end"),)

    def __str__(self) -> str:
        return self.ref


class FilterTestResult(SchoolScoped):
    """What one address gave by one way. ``key`` is the test's in the plan."""

    retention: ClassVar[Retention] = with_parent("It is part of what the run found.")

    run = models.ForeignKey(FilterTestRun, on_delete=models.CASCADE, related_name="results")
    key = models.CharField(max_length=80)
    purpose = models.CharField(max_length=8)
    category = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=300)
    way = models.CharField(max_length=8)
    verdict = models.CharField(max_length=16)
    reason = models.CharField(max_length=40)
    intercepted = models.CharField(max_length=120, blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "key", "way"], name="a_filter_test_result_once"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.verdict}"


class FilterTestAlarm(SchoolScoped):
    """Something changed for the worse, and somebody was told: once, until it is as it should be again."""

    class Kind(models.TextChoices):
        LET_THROUGH = "let-through", "Let through: it should be blocked"
        WRONGLY_BLOCKED = "wrongly-blocked", "Blocked: it should be open"
        WAY_OPEN = "way-open", "A way round the filter is open"
        DEAD = "dead", "Nothing comes through"
        SILENT = "silent", "Not heard from"

    retention: ClassVar[Retention] = with_parent("It is part of what the plan found.")

    plan = models.ForeignKey(FilterTest, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=16, choices=Kind)
    key = models.CharField(max_length=80, blank=True)  # the test's; of a whole plan, none
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "kind", "key"], condition=Q(ended_at=None), name="one_open_alarm_of_a_filter_test"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} since {self.since}"
