"""Where the access gate is switched on, which classes use class devices in lessons, and what the head ruled by name."""

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Group, Person

_ASKED = "Why somebody could use something is asked about with what they did."


def ruling_ref() -> str:
    return new_ref("rul")


class GateSwitch(Bitemporal):
    """While a row holds, ``part`` is so for a class; without a class for the adults of the school.

    ``whom`` is the ref of the class, or "adults". ``ACTS``: what the gate says happens. ``LESSONS``: whoever waits uses
    class devices in lessons that an adult leads.
    """

    class Part(models.TextChoices):
        ACTS = "acts", "Access waits for signatures"
        LESSONS = "lessons", "Class devices in lessons that an adult leads"

    bitemporal_key = ("whom", "part")
    retention = years(7, "the day it ends", _ASKED)

    whom = models.CharField(max_length=32)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.part} from {self.valid_from}"


class AccessRuling(Bitemporal):
    """The head ruled for one person by name: a thing opens, is taken away, or is theirs on these days. Always ends."""

    bitemporal_key = ("ref",)
    retention = years(7, "the day it ends", _ASKED)

    ref = models.CharField(max_length=32, default=ruling_ref, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    thing = models.CharField(max_length=20)  # a key of gates.access.things.THINGS
    verb = models.CharField(max_length=12)  # a value of gates.access.inputs.Verb
    why = EncryptedTextField()
    by = models.CharField(max_length=80)

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return self.ref
