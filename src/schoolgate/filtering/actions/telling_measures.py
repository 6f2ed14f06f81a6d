"""Telling the checks of the policy what the filter is measured by: counts and dates, never who."""

from datetime import date

from django.db import transaction

from schoolgate.evidence.actions import tell_changed
from schoolgate.filtering.measuring import setting, use
from schoolgate.frame.actor import Actor
from schoolgate.people.access import today
from schoolgate.people.models import School

SOURCE = "filter"


@transaction.atomic
def tell_measures(school: School, *, actor: Actor, on: date | None = None) -> int:
    """Tell those that changed; returns how many. ``on`` is the day they are true from, today if left out."""
    day = on or today(school)
    found = {key: value for one in (setting, use) for key, value in one.counted(school, on=day).items()}
    return tell_changed(school, found, on=day, actor=actor, source=SOURCE)
