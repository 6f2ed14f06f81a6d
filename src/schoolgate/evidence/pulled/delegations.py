"""What the head passed on to others: what is in date, and what ended within a term and was not given anew."""

from datetime import date, datetime, timedelta
from typing import Final

from schoolgate.evidence.pulling import pulls
from schoolgate.people import kinds
from schoolgate.people import queries as people
from schoolgate.people.models import School
from schoolgate.vocabulary.shapes import Delegations

_TERM: Final = timedelta(days=92)


def _days(school: School, known_at: datetime | None) -> set[date]:
    turns = people.passed_days(school, known_at=known_at)
    return turns | {day + _TERM for day in turns if day < date.max - _TERM}


@pulls("people.delegations", days=_days, dated=True, rests_on=kinds.ROLES)
def pull(school: School, on: date, known_at: datetime | None) -> Delegations | None:
    last_days = people.passed_on(school, "head", on=on, known_at=known_at)  # by area, of the latest in each
    live = [end for end in last_days.values() if end >= on]
    lapsed = [end for end in last_days.values() if on - _TERM <= end < on]
    if not live and not lapsed:
        return None
    return Delegations(len(live), len(lapsed), on, min(live, default=None))
