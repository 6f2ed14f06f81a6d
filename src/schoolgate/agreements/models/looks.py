"""That somebody at the school looked at what was answered about pictures of a child."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.frame.retention import days
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.people.models import Person

_ASKED = "A family asks soon or never. That a class was looked at stays in the permanent record."


class AnswerLook(SchoolScoped):
    """One viewer, one child, one day: the line that the family sees. ``viewer`` is a ref, and is on no page of theirs.

    ``deciding``: it was to decide between answers. Which children that is about follows from what another carer said,
    or from what protects a child, so the family's page leaves these out.
    """

    class Place(models.TextChoices):
        HEAD = "head", _("the headteacher")
        SAFEGUARDING = "safeguarding", _("the safeguarding team")
        SENIOR = "senior", _("a senior leader")
        OFFICE = "office", _("the school office")
        TEACHER = "teacher", _("a teacher of the class")

    retention = days(400, "the day of the look", _ASKED)

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    viewer = models.CharField(max_length=80)
    place = models.CharField(max_length=12, choices=Place)
    deciding = models.BooleanField(default=False)
    on = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "child", "on", "viewer", "deciding"), name="one_look_at_answers_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.place} on {self.on}"
