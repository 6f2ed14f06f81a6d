"""What the filter does by the clock: what serves is looked at, tests that were not heard from, sites that wait."""

from datetime import datetime

from schoolgate.filtering import due_lists  # noqa: F401  (importing registers its round)
from schoolgate.filtering.actions import alarm_silence, look, remind_signers, tell_facts, tell_proof
from schoolgate.filtering.due_asking import ask_again_to_look, look_after_what_was_asked, look_again_at_sites
from schoolgate.filtering.due_measures import count_and_tell, run_what_waits
from schoolgate.filtering.due_whereabouts import tell_who_is_where
from schoolgate.filtering.models import FilterTest
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.people.models import School
from schoolgate.people.queries import schools as every_school

__all__ = [
    "ask_again_to_look",
    "count_and_tell",
    "look_after_tests",
    "look_after_what_was_asked",
    "look_again_at_sites",
    "run_what_waits",
    "tell_who_is_where",
]


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


@each_round("filtering.serve-what-is-agreed")
def serve_what_is_agreed(now: datetime) -> int:
    """Look at what serves at every school, and write what should; how many were found changed without agreement."""
    return sum(for_each(every_school(), lambda one: _serve(one, now)))


def _serve(school: School, now: datetime) -> int:
    by = system("filter")
    found = len(look(school, actor=by))
    remind_signers(school, now=now, actor=by)
    tell_facts(school, actor=by)
    return found
