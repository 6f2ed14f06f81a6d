"""Risks with their scores, agencies with when they were last checked, contacts with them, and what was read."""

from typing import Any, ClassVar, Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import Retention, with_parent, years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Person
from schoolgate.policy.models import Promise

_FROM_ONE_TO_FIVE: Final = (MinValueValidator(1), MaxValueValidator(5))


def risk_ref() -> str:
    return new_ref("rsk")


def agency_ref() -> str:
    return new_ref("agy")


def contact_ref() -> str:
    return new_ref("con")


def item_ref() -> str:
    return new_ref("hzn")


class Risk(SchoolScoped):
    """Something that could go wrong. What is done about it is told by promises of the policy and in words."""

    retention = years(7, "the day it is closed", "What was known of a risk is asked about after something happened.")

    ref = models.CharField(max_length=32, unique=True, default=risk_ref, editable=False)
    words = EncryptedTextField()
    mitigation = EncryptedTextField(blank=True, default="")
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    review_on = models.DateField()  # when it is to be looked at again
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class RiskScore(SchoolScoped):
    """How likely and how bad somebody thought it on a day. A new look is a new row: the old ones show the way."""

    retention: ClassVar[Retention] = with_parent("It is part of what was known of the risk.")

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="scores")
    likelihood = models.PositiveSmallIntegerField(validators=_FROM_ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(validators=_FROM_ONE_TO_FIVE)
    on = models.DateField()
    by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5),
                name="risk_scored_from_1_to_5",
            ),
        )

    def __str__(self) -> str:
        return f"{self.likelihood} x {self.impact} on {self.on}"


class RiskPromise(SchoolScoped):
    """A promise of the policy that keeps the risk down."""

    retention: ClassVar[Retention] = with_parent("It only joins a risk to a promise.")

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="promises")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("risk", "promise"), name="a_promise_once_for_a_risk"),)

    def __str__(self) -> str:
        return f"{self.risk_id} by {self.promise_id}"


class Agency(SchoolScoped):
    """Somebody outside to turn to. A number may be a person's own, and a name stand beside it: all of it is locked."""

    class Kind(models.TextChoices):
        LADO = "lado", _("Local authority designated officer (LADO)")
        SOCIAL_CARE = "social-care", _("Children’s social care")
        POLICE = "police", _("Police")
        LOCAL_AUTHORITY = "local-authority", _("Local authority adviser")
        PREVENT = "prevent", _("Prevent lead")
        HELPLINE = "helpline", _("Helpline for professionals or children")
        DATA = "data-protection", _("Data protection regulator or officer")
        HEALTH = "health", _("Health or mental health service")
        SUPPLIER = "supplier", _("Supplier of the filter or other systems")
        OTHER = "other", _("Another")

    retention = years(7, "the day it is taken off the list", "Whom the school could turn to is asked about afterwards.")

    ref = models.CharField(max_length=32, unique=True, default=agency_ref, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    name = EncryptedTextField()
    telephone = EncryptedTextField(blank=True, default="")
    email = EncryptedTextField(blank=True, default="")
    hours = EncryptedTextField(blank=True, default="")  # when they answer, and whom to ask for
    added_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.ref


class AgencyCheck(SchoolScoped):
    """Somebody found on a day that the number and address are still right."""

    retention: ClassVar[Retention] = with_parent("It is part of what was known of the agency.")

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="checks")
    on = models.DateField()
    by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"right on {self.on}"


class Contact(SchoolScoped):
    """The school was in touch with an agency. ``about`` is a ref, ours or that of the case system the school has."""

    retention = years(7, "the day of it", "Whether help was asked for in time is asked about years later.")

    ref = models.CharField(max_length=32, unique=True, default=contact_ref, editable=False)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, choices=Agency.Kind)  # still known when the agency has left the list
    at = models.DateTimeField()
    about = EncryptedTextField()
    words = EncryptedTextField(blank=True, default="")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    def __str__(self) -> str:
        return self.ref


class HorizonItem(SchoolScoped):
    """What somebody read in a week of what is new in online safety; ``nothing`` where there was nothing that week."""

    retention = years(
        7, "the day it was read", "That the school looked out for new harms is asked about by inspectors."
    )

    ref = models.CharField(max_length=32, unique=True, default=item_ref, editable=False)
    week = models.DateField()  # its Monday
    nothing = models.BooleanField(default=False)
    source = EncryptedTextField(blank=True, default="")
    words = EncryptedTextField(blank=True, default="")
    read_on = models.DateField()
    by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "week"), condition=Q(nothing=True), name="nothing_once_a_week"),
        )

    def __str__(self) -> str:
        return self.ref


class PassedTo(SchoolScoped):
    """An item was passed on to a circle of people: a role, or everybody on the staff."""

    retention: ClassVar[Retention] = with_parent("It is part of what was done with the item.")

    item = models.ForeignKey(HorizonItem, on_delete=models.CASCADE, related_name="passed")
    role = models.CharField(max_length=40)  # a key of vocabulary.roles

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "role"), name="an_item_once_to_a_role"),)

    def __str__(self) -> str:
        return f"to {self.role}"
