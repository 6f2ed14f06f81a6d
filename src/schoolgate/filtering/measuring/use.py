"""Of how many requests it was known whose they were, in the last seven days that are over."""

from datetime import date, timedelta
from typing import Any

from schoolgate.filtering.queries.usage import WEEK, use_of
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Share


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Nothing where no decision was kept: a school with a supplier's filter is not asked."""
    day = use_of(school, on - WEEK, on - timedelta(days=1))
    if day is None:
        return {"filtering.known": None}
    asked = day.known + day.unknown
    return {"filtering.known": Share(asked, day.known, day.unknown, on, on + WEEK)}
