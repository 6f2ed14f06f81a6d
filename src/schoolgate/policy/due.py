"""What the clock does here: statutory guidance newer than the ratified policy calls for a review."""

from datetime import datetime
from typing import Final

from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import actions, life
from schoolgate.policy.packs import in_force

CLOCK: Final = system("clock")
STATUTORY: Final = ("law", "statutory guidance")


@each_round("policy.newer-guidance")
def newer_guidance(now: datetime) -> int:
    """Raise what is newer than each school's policy; how much was raised. Said once for each edition."""
    del now  # a school's day is its own
    return sum(for_each(people.schools(), _of_school))


def _of_school(school: School) -> int:
    day = today(school)
    ratified = life.ratified_on(school, on=day)
    if ratified is None:
        return 0
    newer = {
        pack.key: pack for pack in in_force(day, school.nation) if pack.kind in STATUTORY and pack.starts > ratified
    }
    fresh = newer.keys() - life.reasons(school, "statutory-pack") if newer else set()
    for key in sorted(fresh):
        words = f"{newer[key].title}, {newer[key].edition}"
        actions.trigger_review(school, "statutory-pack", reason_ref=key, words=words, actor=CLOCK, on=day)
    return len(fresh)
