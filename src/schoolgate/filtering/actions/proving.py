"""What filter tests tell the checks of the policy: whenever something came, and by the clock as it lapses."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from schoolgate.evidence.actions import tell_changed
from schoolgate.filtering.proving import counted_proof
from schoolgate.frame.actor import Actor
from schoolgate.people.access import today
from schoolgate.people.models import School

SOURCE = "filter tests"


@transaction.atomic
def tell_proof(school: School, *, actor: Actor, now: datetime | None = None) -> int:
    """Tell those facts that changed; returns how many."""
    facts = counted_proof(school, now=now or timezone.now())
    return tell_changed(school, facts, on=today(school), actor=actor, source=SOURCE)
