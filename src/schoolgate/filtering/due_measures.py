"""What the clock does for the filter's proof: counting decisions, and telling what changed."""

from datetime import datetime

from schoolgate.filtering.actions import count_use, run_waiting, tell_measures
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.queries import schools


@each_round("filtering.count-and-tell")
def count_and_tell(now: datetime) -> int:
    """How many decisions were counted and facts told."""
    by = system("filter")
    return sum(for_each(schools(), lambda one: count_use(one, now=now, actor=by) + tell_measures(one, actor=by)))


@each_round("filtering.dry-runs")
def run_what_waits(now: datetime) -> int:
    """Run the dry runs that no worker took."""
    return run_waiting(now)
