"""What the clock does about silence: in a lesson, whatever is suddenly not seen is noticed."""

import importlib
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.cache import cache

from schoolgate.activity.queries import sources
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.monitoring.queries.silence import in_lesson
from schoolgate.people.models import School
from schoolgate.people.queries import schools

# Three weeks of lessons are read: often enough to be told of a silence in the lesson it begins in.
EVERY: Final = timedelta(minutes=10)


@each_round("monitoring.silence")
def notice_sudden_silence(now: datetime) -> int:
    """How many alerts of it are new, over every school."""
    return sum(for_each(schools(), lambda one: _each(one, now)))


def _each(school: School, now: datetime) -> int:
    if not in_lesson(school, now) or not sources(school):
        return 0
    if not cache.add(f"monitoring-silence-{school.ref}", now.isoformat(), EVERY.total_seconds()):
        return 0
    watching: Any = importlib.import_module("schoolgate.monitoring.watching_clock")
    return int(watching.look_by_clock(school, now))
