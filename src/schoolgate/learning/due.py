"""Who is asked for training each day, and what lapses of it by itself: a course taken too long ago, an induction whose
time is over."""

from datetime import datetime

from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.learning.actions import ask_for_training, tell_facts
from schoolgate.people.queries import schools


@each_round("learning.tell-what-lapsed")
def each_day(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """Tell every school's facts that have changed by the clock alone; how many."""
    return sum(for_each(schools(), lambda one: tell_facts(one, actor=system("training"))))


@each_round("learning.who-is-to-be-trained")
def ask_each_day(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """Ask everybody who lacks training for it, and close what was noted; how many jobs were made or closed."""
    return sum(for_each(schools(), lambda one: ask_for_training(one, actor=system("training"))))
