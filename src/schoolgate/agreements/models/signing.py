"""What people are asked to sign, in which words, and whose name is under it."""

from typing import Any, ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, for_ever, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person
from schoolgate.policy.models import Version

POLICY_READ: Final = "policy-read"
_ASKED = "Who had read what is asked about for six years and the current one."


def wording_ref() -> str:
    return new_ref("wrd")


def signature_ref() -> str:
    return new_ref("sig")


class Wording(SchoolScoped):
    """Something that is asked to be signed from a day. A version of the policy is one; new words make a new one.

    Of the other kinds (``agreements.catalogue``) each ``number`` is a version with words of its own, in force from
    ``from_on`` once it is approved; ``approved_by`` is the ref of whoever approved it, empty while it is a draft.
    """

    class Kind(models.TextChoices):
        POLICY_READ = POLICY_READ, _("The policy, read and understood")

    retention: ClassVar[Retention] = for_ever("A signature means nothing without the words that were signed.")

    ref = models.CharField(max_length=32, unique=True, default=wording_ref, editable=False)
    kind = models.CharField(max_length=40)  # a key of the catalogue, or POLICY_READ
    number = models.PositiveSmallIntegerField(default=0)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    recorded_at = models.DateTimeField()
    approved_by = models.CharField(max_length=80, blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "kind", "version"), name="a_version_is_asked_for_once"),
            models.UniqueConstraint(
                fields=("school", "kind", "number"),
                condition=models.Q(version__isnull=True),
                name="a_wording_has_its_number",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class WordingText(SchoolScoped):
    """A wording in one language and style. ``digest`` is of title, words, language and style: a signature names it.

    Words are never changed: other words are another version. A translation is shown once it is approved.
    """

    class Style(models.TextChoices):
        PLAIN = "plain", _("In words")
        PICTURES = "pictures", _("In short lines with a picture each, for the youngest")

    retention: ClassVar[Retention] = for_ever("A signature means nothing without the words that were signed.")

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, default="en")
    style = models.CharField(max_length=10, choices=Style, default=Style.PLAIN)
    title = models.CharField(max_length=200)
    body = EncryptedTextField()
    digest = models.CharField(max_length=64)
    approved_by = models.CharField(max_length=80, blank=True, default="")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("wording", "language", "style"), name="a_wording_once_a_language"),
        )

    def __str__(self) -> str:
        return f"{self.language} {self.style}"


class Sitting(SchoolScoped):
    """One try at the check: how long the page was open, and how many answers were right."""

    retention = years(7, "the day of it", _ASKED)

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    seconds = models.PositiveIntegerField()
    asked = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField()
    quick = models.BooleanField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return f"{self.right} of {self.asked}"


class Signature(SchoolScoped):
    """A name under a wording. ``person`` is whom it is for: a child, or whoever signed for themselves; ``by`` is the
    carer who signed for them, none for oneself and on paper that does not say.

    It holds from ``on`` to the end of ``until`` (none: until the words change) or to the day before ``ended_on``.
    """

    class Way(models.TextChoices):
        PAGE = "page", _("signed here")
        LINK = "link", _("signed by a one-time link")
        TABLET = "tablet", _("signed on the office’s tablet")
        PAPER = "paper", _("signed on paper")
        SEEN = "seen", _("seen on paper by the office")
        MIS = "mis", _("taken from the school’s own system")

    class Device(models.TextChoices):
        UNKNOWN = "", _("not known")
        PHONE = "phone", _("a phone")
        TABLET = "tablet", _("a tablet")
        COMPUTER = "computer", _("a computer")

    retention = years(7, "the day of it", _ASKED)

    ref = models.CharField(max_length=32, unique=True, default=signature_ref, editable=False)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices=Way)
    typed_name = EncryptedTextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")  # of the words that were shown
    device = models.CharField(max_length=8, choices=Device, blank=True, default="")
    source = models.CharField(max_length=80, blank=True, default="")  # of what came from elsewhere: the load's ref
    on = models.DateField()
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("wording", "person", "by", "on"),
                condition=models.Q(ended_on__isnull=True),
                name="signed_once_a_day_by_each",
            ),
            models.UniqueConstraint(
                fields=("wording", "person", "on"),
                condition=models.Q(by__isnull=True, ended_on__isnull=True),
                name="a_wording_signed_once_a_day",
            ),
        )
        indexes = (models.Index(fields=["school", "wording", "on"], name="signatures_of_a_wording"),)

    def __str__(self) -> str:
        return self.ref


class Reminder(SchoolScoped):
    """That somebody was reminded of a wording, and how often: the rhythm stops after the last."""

    retention = years(7, "the day of it", _ASKED)

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wording", "person", "number"), name="reminded_once_each"),)

    def __str__(self) -> str:
        return f"{self.number} on {self.on}"
