"""What was noticed, what was decided about it, what was agreed to set aside, and what was kept for a case."""

from typing import Any, ClassVar, Final

from django.db import models

from schoolgate.frame.encrypted import EncryptedJSONField, EncryptedTextField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person


def alert_ref() -> str:
    return new_ref("alt")


def mute_ref() -> str:
    return new_ref("mut")


def frozen_ref() -> str:
    return new_ref("frz")


def check_ref() -> str:
    return new_ref("chk")


class Alert(SchoolScoped):
    """Repeats of one thing on one day. ``person`` (none for a shared log-in) and ``device`` are pseudonyms.

    ``key`` puts repeats together; ``alike`` puts together what is like it at any time, for what was decided before.
    ``about`` is the ref of what it came from where that was no row: a press for help, something found.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        WAITING = "waiting", "Waiting for someone"
        DECIDED = "decided", "Decided"
        SET_ASIDE = "aside", "Set aside"

    retention: ClassVar[Retention] = years(
        3, "the day it was noticed", "What was noticed before is looked at when something like it is noticed again."
    )

    ref = models.CharField(max_length=32, unique=True, default=alert_ref, editable=False)
    key = models.CharField(max_length=32)
    alike = models.CharField(max_length=32)
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=8)
    four_c = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=40, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    noticed_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)
    person = models.CharField(max_length=32, blank=True)
    device = models.CharField(max_length=32, blank=True)
    groups = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=40, blank=True)
    shared = models.BooleanField(default=False)
    words = EncryptedTextField(blank=True, default="")
    because = EncryptedTextField(blank=True, default="")
    illegal = models.BooleanField(default=False)
    blocked = models.BooleanField(default=False)
    about = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    mute = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # that nobody had opened it in time

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (
            models.Index(fields=["school", "state", "noticed_at"], name="monitoring_alerts_open"),
            models.Index(fields=["school", "key"], name="monitoring_alerts_by_key"),
            models.Index(fields=["school", "alike"], name="monitoring_alerts_alike"),
        )

    def __str__(self) -> str:
        return f"{self.rule}, {self.severity}"


class AlertDecision(SchoolScoped):
    """What somebody decided about an alert: the last one counts."""

    class Outcome(models.TextChoices):
        NOTHING = "nothing", "No concern"
        ASK = "ask", "Ask the teacher"
        TAUGHT = "taught", "It was being taught"
        TALK = "talk", "Have a word"
        CONCERN = "concern", "Open a concern"
        INCIDENT = "incident", "Incident"

    retention: ClassVar[Retention] = with_parent("It goes with the alert.")

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="decisions")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    words = EncryptedTextField(blank=True, default="")
    job = models.CharField(max_length=40, blank=True)
    asked = models.CharField(max_length=40, blank=True)  # ref of the class whose teacher was asked
    # Each who was asked, as refs: person, job and class; and why they: a key of ``queries.teaching``.
    asked_of = models.JSONField(default=list, blank=True)
    asked_why = models.CharField(max_length=14, blank=True)
    # Whose lesson it was, where it was being taught.
    teacher = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.outcome


# Outcomes that say there was nothing to worry about: of these a rule is not the better.
NOTHING: Final = (AlertDecision.Outcome.NOTHING, AlertDecision.Outcome.TAUGHT)


class Mute(SchoolScoped):
    """What one rule notices is set aside, with a reason, once two people agree; never what is high. It ends."""

    retention: ClassVar[Retention] = years(
        7, "its last day", "What was not shown, and who agreed to it, may be asked for."
    )

    ref = models.CharField(max_length=32, unique=True, default=mute_ref, editable=False)
    rule = models.CharField(max_length=80)
    why = EncryptedTextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.rule} until {self.until}"


class FrozenRows(SchoolScoped):
    """Rows around an alert, copied and locked, so that a case outlives the days for which rows are kept."""

    retention: ClassVar[Retention] = years(
        25, "the day they were kept", "A case about a child is kept until they are 25, with what it rests on."
    )

    ref = models.CharField(max_length=32, unique=True, default=frozen_ref, editable=False)
    alert = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    why = models.CharField(max_length=12)  # concern, incident or illegal
    since = models.DateTimeField()
    until = models.DateTimeField()
    rows = EncryptedJSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "frozen rows"

    def __str__(self) -> str:
        return f"{self.count} rows of {self.alert}"


class MorningCheck(SchoolScoped):
    """Somebody finished a check: from when to when, how much there was, and what they knew was not covered."""

    retention: ClassVar[Retention] = years(
        7, "the day it was finished", "It shows that alerts were looked at, by whom and when."
    )

    ref = models.CharField(max_length=32, unique=True, default=check_ref, editable=False)
    since = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    looked_at = models.PositiveIntegerField()
    not_covered = models.PositiveIntegerField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"check of {self.at}"


class OutOfHoursReader(SchoolScoped):
    """Who reads alerts outside school hours, and when, as parents are told. It ends with ``until``."""

    retention: ClassVar[Retention] = years(3, "its last day", "Parents were told who reads alerts, and may ask.")

    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    hours = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.hours
