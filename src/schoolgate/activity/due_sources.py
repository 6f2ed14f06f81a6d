"""What the clock does for sources: silence is noticed, and told once; what is heard again is told too."""

from datetime import datetime
from typing import Final

from schoolgate.activity.actions.following import gone_quiet, heard_again
from schoolgate.activity.queries.following import standings
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.people.models import School
from schoolgate.people.queries import schools

ROUND: Final = "activity.silence"


@each_round(ROUND)
def notice_silence(now: datetime) -> int:
    """Notice which sources should have been heard and were not; how many were news."""
    return sum(for_each(schools(), lambda school: _of(school, now)))


def _of(school: School, now: datetime) -> int:
    done = 0
    for one in standings(school, now):
        if one.silent:
            done += int(gone_quiet(one.row, one.since, now))
        else:
            done += heard_again(one.row, now)
    return done
