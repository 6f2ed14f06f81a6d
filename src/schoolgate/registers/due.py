"""What lapses in the registers by itself: a look at a risk that is late, a number nobody checked, a week unread."""

from datetime import datetime

from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.queries import schools
from schoolgate.registers.actions import tell_facts


@each_round("registers.tell-what-lapsed")
def each_day(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """Tell every school's facts that have changed by the clock alone; how many."""
    return sum(for_each(schools(), lambda one: tell_facts(one, actor=system("registers"))))
