"""What the filter's tests do by the clock: notice that one was not heard from, and tell what has lapsed."""

from datetime import datetime

from schoolgate.filtering.actions import alarm_silence, tell_proof
from schoolgate.filtering.models import FilterTest
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.people.models import School


@each_round("filtering.tests")
def look_after_tests(now: datetime) -> int:
    """Raise alarms for tests that went silent, and tell the facts that changed by the clock alone; how many."""
    with unscoped("the clock looks after the tests of every school"):
        tested = set(FilterTest.objects.filter(ended_on=None).values_list("school_id", flat=True))
    schools = School.objects.filter(pk__in=tested).order_by("pk")
    return sum(for_each(schools, lambda one: _each(one, now)))


def _each(school: School, now: datetime) -> int:
    by = system("filter tests")
    return alarm_silence(school, now=now, actor=by) + tell_proof(school, actor=by, now=now)
