"""What the clock does for the filter's proof: counting decisions, and telling what changed."""

from datetime import datetime

from schoolgate.filtering.actions import count_use, run_waiting, tell_measures
from schoolgate.filtering.actions.telling_of_sites import tell_sites
from schoolgate.frame.actor import Actor, system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.models import School
from schoolgate.people.queries import schools


@each_round("filtering.count-and-tell")
def count_and_tell(now: datetime) -> int:
    """How many decisions were counted and facts told."""
    by = system("filter")
    return sum(for_each(schools(), lambda one: _each(one, now, by)))


def _each(school: School, now: datetime, by: Actor) -> int:
    many = count_use(school, now=now, actor=by)
    return many + tell_measures(school, actor=by) + tell_sites(school, actor=by)


@each_round("filtering.dry-runs")
def run_what_waits(now: datetime) -> int:
    """Run the dry runs that no worker took."""
    return run_waiting(now)
