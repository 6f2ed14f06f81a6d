"""What the checks of the policy are told: how many sites were checked, asked for and answered, and of finds."""

from django.db import transaction

from schoolgate.evidence.actions import tell_changed
from schoolgate.filtering.counting_sites import counted
from schoolgate.frame.actor import Actor
from schoolgate.people.access import today
from schoolgate.people.models import School


@transaction.atomic
def tell_sites(school: School, *, actor: Actor) -> int:
    """Tell those facts that changed; how many."""
    day = today(school)
    return tell_changed(school, counted(school, on=day), on=day, actor=actor, source="filtering")
