"""Telling the checks of the policy what changed of looking and of what can be seen."""

from datetime import datetime

from django.db import transaction

from schoolgate.evidence.actions import tell_changed
from schoolgate.frame.actor import Actor
from schoolgate.monitoring.counting import counted_alerts, counted_looking, counted_seeing
from schoolgate.people.access import today
from schoolgate.people.models import School


@transaction.atomic
def tell_looking(school: School, *, actor: Actor) -> int:
    """Permissions and looks: told at once where one changed. How many facts changed."""
    day = today(school)
    return tell_changed(school, counted_looking(school, on=day), on=day, actor=actor, source="monitoring")


@transaction.atomic
def tell_seeing(school: School, *, actor: Actor) -> int:
    """Sources and coverage: by the clock, since silence is told by nothing that happens."""
    day = today(school)
    return tell_changed(school, counted_seeing(school, on=day), on=day, actor=actor, source="monitoring")


@transaction.atomic
def tell_alerts(school: School, now: datetime, *, actor: Actor) -> int:
    """Whether alerts are opened in time: by the clock, since that one was not is told by nothing that happens."""
    day = today(school)
    return tell_changed(school, counted_alerts(school, now=now), on=day, actor=actor, source="monitoring")
