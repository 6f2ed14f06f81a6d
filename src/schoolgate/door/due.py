"""What the clock does at the door: a day that is over is closed."""

from datetime import datetime

from schoolgate.door.actions import close_days
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.queries import schools


@each_round("door.close-days")
def each_day(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """Close the visits nobody signed out of; how many."""
    return sum(for_each(schools(), lambda one: close_days(one, actor=system("door"))))
