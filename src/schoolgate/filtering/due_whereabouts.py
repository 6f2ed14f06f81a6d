"""What the ways in are given by the clock: who is where, and a sweep of what was decided long ago."""

from datetime import datetime

from schoolgate.filtering.actions.publishing import folder_of
from schoolgate.filtering.actions.whereabouts import write_whereabouts
from schoolgate.filtering.landing.keeping import sweep
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.models import School
from schoolgate.people.queries import schools


@each_round("filtering.who-is-where")
def tell_who_is_where(now: datetime) -> int:
    """Write the whereabouts of every school whose filter runs, where they changed; how many were written."""
    return sum(for_each(schools(), lambda one: _each(one, now)))


def _each(school: School, now: datetime) -> int:
    landing = folder_of(school).landing
    if landing.is_dir():
        sweep(landing, now.timestamp())
    return int(write_whereabouts(school, now))
