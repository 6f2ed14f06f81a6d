"""Who cares for which child, how they are reached, and what protects a child that few may know."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.people.models.persons import Person

_ASKED = "Who could answer for a child is asked about for six years and the current one."


class Care(Bitemporal):
    """``person`` cares for ``child``. ``home`` is which of the child's homes is theirs (1, 2), none where the child
    does not live with them; ``order`` is in which order the school calls, 1 first.
    """

    class Responsibility(models.TextChoices):
        """Parental responsibility, as the Children Act 1989 (section 3) means it."""

        YES = "yes", _("has parental responsibility")
        NO = "no", _("has no parental responsibility")
        NOT_KNOWN = "not-known", _("parental responsibility not known")

    class Relation(models.TextChoices):
        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        PARENT = "parent", _("Parent")
        STEP_PARENT = "step-parent", _("Step-parent")
        GRANDPARENT = "grandparent", _("Grandparent")
        FOSTER_CARER = "foster-carer", _("Foster carer")
        GUARDIAN = "guardian", _("Guardian")
        RELATIVE = "relative", _("Relative")
        SOCIAL_WORKER = "social-worker", _("Social worker")
        OTHER = "other", _("Other")

    bitemporal_key = ("person", "child")
    retention = years(7, "the day it ends", _ASKED)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=16, choices=Relation)
    responsibility = models.CharField(max_length=10, choices=Responsibility, default=Responsibility.NOT_KNOWN)
    home = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=1)
    given_by = models.CharField(max_length=80, blank=True, default="")  # a ref, or "roll"

    class Meta(Bitemporal.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Bitemporal.Meta.constraints,
            models.CheckConstraint(condition=~models.Q(person=models.F("child")), name="nobody_cares_for_themselves"),
        )
        indexes = (models.Index(fields=["school", "child"], name="carers_of_a_child"),)

    def __str__(self) -> str:
        return f"{self.relation} from {self.valid_from}"


class Reach(Bitemporal):
    """A private address or number of a carer. Two may share one: ``digest`` finds who else does."""

    class Way(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Telephone number")

    bitemporal_key = ("person", "way")
    retention = years(7, "the day they leave", _ASKED)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=5, choices=Way)
    value = EncryptedTextField()
    digest = models.CharField(max_length=64)

    class Meta(Bitemporal.Meta):
        indexes = (models.Index(fields=["school", "digest"], name="carer_by_address"),)

    def __str__(self) -> str:
        return f"{self.way} from {self.valid_from}"


class Flag(Bitemporal):
    """Something about a child that only the head and the safeguarding leads read: which sort it is, and their words.

    Which is locked too: the row says that there is something, ``digest`` tells one sort of one child from another.
    """

    KINDS: ClassVar[dict[str, Any]] = {
        "court-order": _("A court order"),
        "looked-after": _("Looked after by the local authority"),
    }
    bitemporal_key = ("child", "digest")
    retention = years(7, "the day it ends", _ASKED)

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    kind = EncryptedTextField()
    words = EncryptedTextField(blank=True, default="")
    given_by = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"flag from {self.valid_from}"
