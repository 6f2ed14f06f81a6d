"""Who stands in for whom: delegations, which always end, and days away."""

from typing import ClassVar

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.retention import years
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models.persons import Person

_ASKED = "Who answered for what is asked about for six years and the current one."


def delegation_ref() -> str:
    return new_ref("del")


class Delegation(Bitemporal):
    """``giver`` passes a role they hold, or one area of its work, to ``to``. There is always an end.

    ``area`` is a key of AREAS, or empty for all that the role does. Rows of one delegation share its ref.
    """

    bitemporal_key = ("ref",)
    retention = years(7, "the day it ends", _ASKED)

    ref = models.CharField(max_length=32, db_index=True, default=delegation_ref, editable=False)
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    area = models.CharField(max_length=40, blank=True)

    class Meta(Bitemporal.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Bitemporal.Meta.constraints,
            models.CheckConstraint(condition=models.Q(valid_to__isnull=False), name="a_delegation_ends"),
        )

    def __str__(self) -> str:
        return f"{self.ref} from {self.valid_from}"


class Away(Bitemporal):
    """A person is away from ``valid_from`` and back on ``valid_to``: their jobs pass to whoever stands in."""

    bitemporal_key = ("person",)
    retention = years(7, "the day they are back", _ASKED)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Bitemporal.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Bitemporal.Meta.constraints,
            models.CheckConstraint(condition=models.Q(valid_to__isnull=False), name="somebody_away_comes_back"),
        )

    def __str__(self) -> str:
        return f"away from {self.valid_from}"
