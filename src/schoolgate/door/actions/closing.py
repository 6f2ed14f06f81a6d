"""A day that is over: whoever nobody signed out is closed as that, and nobody is asked."""

from django.db import transaction

from schoolgate.door import kinds
from schoolgate.door.actions.telling import tell_facts
from schoolgate.door.models import Visit
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School


@transaction.atomic
def close_days(school: School, *, actor: Actor) -> int:
    """Close what is open of days before today; how many. When they left stays unsaid: nobody knows."""
    open_ones = Visit.objects.for_school(school).filter(day__lt=today(school), left_at=None, over=Visit.Over.NO)
    tell_facts(school, actor=actor)
    if not open_ones.exists():
        return 0
    hold(school)
    closed = int(open_ones.update(over=Visit.Over.UNSAID))
    append(school_chain(school.ref), kinds.CLOSED, actor=actor, subject=school.ref, details={"visits": closed})
    return closed
