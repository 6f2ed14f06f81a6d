"""What the clock does for looking: what is silent now, and which permissions ran out."""

from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache

from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.monitoring.actions.telling import tell_alerts, tell_looking, tell_seeing
from schoolgate.people.models import School
from schoolgate.people.queries import schools

# Coverage reads three weeks of the log: often enough that a silent lesson is told in it, seldom enough to cost nothing.
EVERY: Final = timedelta(minutes=15)


@each_round("monitoring.looking")
def tell_of_looking(now: datetime) -> int:
    """How many facts of looking and seeing changed, over every school."""
    return sum(for_each(schools(), lambda one: _each(one, now)))


def _each(school: School, now: datetime) -> int:
    by = system("monitoring")
    told = tell_looking(school, actor=by) + tell_alerts(school, now, actor=by)
    if cache.add(f"monitoring-seen-{school.ref}", now.isoformat(), EVERY.total_seconds()):
        told += tell_seeing(school, actor=by)
    return told
