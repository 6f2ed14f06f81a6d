"""The clock compares each directory that may be pushed to with what was decided, once a day, and asks the technician to
look where it differs. Nothing is changed by it.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from schoolgate.estate.actions import note_differences
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.queries import drift, way_set, ways_set
from schoolgate.evidence.actions import raise_job
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import schools

_CLOCK = system("agreements")
TO_LOOK: Final = timedelta(days=5)
KIND: Final = "directory-differs"
DIFFERS: Final = "Look at where the school’s directory differs from what was decided: Machines, Accounts, Directories"
SILENT: Final = (
    "The school’s directory could not be asked: look at how it is set up under Machines, Accounts, Directories"
)


@each_round("agreements.directories")
def compare_each(now: datetime) -> int:  # noqa: ARG001  (each school has its own day)
    """How many directories differ, or could not be asked."""
    return sum(for_each(schools(), _compare))


def _compare(school: School) -> int:
    return sum(for_each(ways_set(school), lambda key: _compare_one(school, key)))


def _compare_one(school: School, key: str) -> int:
    day, way = today(school), WAYS.get(key)
    known = way_set(school, way)
    if known.looked_on == day:
        return 0
    count: int | None
    try:
        directory = way.connect(known.settings) if way.connect is not None else None
        count = drift(school, way, day, directory, known.provider).count
    except BadInputError:
        count = None
    words, due = SILENT if count is None else DIFFERS, day + TO_LOOK
    with transaction.atomic():
        note_differences(school, way, count, on=day, actor=_CLOCK)
        if count != 0:
            raise_job(school, kind=KIND, about=key, role="it-lead", due=due, actor=_CLOCK, minutes=10, words=words)
    return int(count != 0)
