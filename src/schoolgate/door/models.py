"""Tablets at the door, visits, what a tablet sent, and what the school has it say."""

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.agreements.models import WordingText
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, days, for_ever, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person

# A claim for an injury is brought within three years (Limitation Act 1980, section 11): decision 0382.
KEPT: Final = years(3, "the day of it", "Who was here is asked after an accident or an allegation, for three years.")


def tablet_ref() -> str:
    return new_ref("tab")


def visit_ref() -> str:
    return new_ref("vst")


class DoorWords(SchoolScoped):
    """What the tablet says once somebody is signed in: whom to tell of a worry, and where to go in a fire."""

    retention: ClassVar[Retention] = for_ever("The door says it until the school says something else.")

    worry = EncryptedTextField(blank=True, default="")
    fire = EncryptedTextField(blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school",), name="door_words_once_a_school"),)

    def __str__(self) -> str:
        return "what the door says"


class Tablet(SchoolScoped):
    """A tablet at a door. Until it is paired it has a short code; then a secret, of which only a digest is kept."""

    retention = years(
        1, "the day it is taken off", "What a tablet sent in is asked about until a year’s round is done."
    )

    ref = models.CharField(max_length=32, unique=True, default=tablet_ref, editable=False)
    name = models.CharField(max_length=80)  # of the door, never of a person
    code = models.CharField(max_length=64, blank=True, default="")  # a blind digest; empty once it was typed
    code_until = models.DateTimeField()
    secret = models.CharField(max_length=64, blank=True, default="", db_index=True)  # a blind digest
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    paired_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    skew = models.IntegerField(default=0)  # seconds its clock is behind ours; less than nothing: ahead
    waiting = models.PositiveIntegerField(default=0)  # how much it said was still to come

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.ref


class Visit(SchoolScoped):
    """Somebody came in, and perhaps went. Times are the school's clock; ``left_at`` is empty where nobody said so."""

    class Kind(models.TextChoices):
        VISITOR = "visitor", _("Visitor")
        HELPER = "helper", _("Helper or volunteer")
        CONTRACTOR = "contractor", _("Contractor")
        SUPPLY = "supply", _("Supply teacher")
        GOVERNOR = "governor", _("Governor")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted the rule on telephones")
        REFUSED = "refused", _("did not accept the rule on telephones")
        LEFT_PHONE = "left-phone", _("did not accept the rule, and left the telephone with the office")
        NONE = "none", _("was not asked about telephones")

    class Over(models.TextChoices):
        NO = "", _("here")
        OUT = "out", _("signed out")
        OFFICE = "office", _("signed out by the office")
        TURNED = "turned", _("did not come in")
        UNSAID = "unsaid", _("not signed out")

    class Way(models.TextChoices):
        TABLET = "tablet", _("at the door")
        PAPER = "paper", _("from paper")

    retention = KEPT

    ref = models.CharField(max_length=32, unique=True, default=visit_ref, editable=False)
    way = models.CharField(max_length=6, choices=Way, default=Way.TABLET)
    kind = models.CharField(max_length=12, choices=Kind)
    name = EncryptedTextField()
    from_whom = EncryptedTextField(blank=True, default="")
    to_see = EncryptedTextField(blank=True, default="")
    code = EncryptedTextField(blank=True, default="")  # four digits, by which they sign out
    day = models.DateField()
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    over = models.CharField(max_length=6, choices=Over, blank=True, default=Over.NO)
    answer = models.CharField(max_length=12, choices=Answer)
    words = models.ForeignKey(WordingText, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True, default="")  # of the words that were shown
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        indexes = (models.Index(fields=["school", "day"], name="visits_of_a_day"),)

    def __str__(self) -> str:
        return self.ref


class DoorEntry(SchoolScoped):
    """One thing a tablet sent, by the id the tablet gave it: sent again, it is this one."""

    class State(models.TextChoices):
        DONE = "done", _("done")
        CLASH = "clash", _("for the office to look at")
        SETTLED = "settled", _("looked at")

    retention = days(
        90, "the day it came", "A tablet sends again only what it holds, and a term’s questions are asked in it."
    )

    key = models.CharField(max_length=36)
    tablet = models.ForeignKey(Tablet, null=True, on_delete=models.SET_NULL, related_name="+")
    what = models.CharField(max_length=3, blank=True)  # in or out; empty where it cannot be read
    at = models.DateTimeField()  # as it was at the door, by the school's clock
    received_at = models.DateTimeField()
    skew = models.IntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.DONE)
    why = models.CharField(max_length=12, blank=True, default="")  # a key of queries.WHY
    said = EncryptedTextField(blank=True, default="")  # the number or name of a clash
    visit = models.ForeignKey(Visit, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "key"), name="a_door_entry_once"),)

    def __str__(self) -> str:
        return self.key
