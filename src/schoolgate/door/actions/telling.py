"""What the door tells the checks of the policy: counts, never who."""

from datetime import date

from django.db import transaction

from schoolgate.door.counting import counted
from schoolgate.evidence.actions import tell_changed
from schoolgate.frame.actor import Actor
from schoolgate.people.access import today
from schoolgate.people.models import School


@transaction.atomic
def tell_facts(school: School, *, actor: Actor, on: date | None = None) -> int:
    """Tell those facts that changed; returns how many. ``on`` is the day they are true from, today if left out."""
    day = on or today(school)
    return tell_changed(school, counted(school, on=day), on=day, actor=actor, source="door")
