"""How much was used and closed in some days, and how often it was known whose request it was."""

from datetime import date, timedelta

from schoolgate.filtering.models import DayOfUse
from schoolgate.filtering.usage.counting import Day, read
from schoolgate.people.models import School

WEEK = timedelta(days=7)


def use_of(school: School, first: date, last: date) -> Day | None:
    """All decisions from ``first`` to ``last``, both included; None where no day of them was counted."""
    rows = list(DayOfUse.objects.for_school(school).filter(day__gte=first, day__lte=last).values_list("counts"))
    if not rows:
        return None
    whole = Day()
    for (counts,) in rows:
        whole.add(read(counts))
    return whole


def days_counted(school: School, first: date, last: date) -> int:
    return DayOfUse.objects.for_school(school).filter(day__gte=first, day__lte=last).count()
