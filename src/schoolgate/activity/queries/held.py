"""What is kept of web activity, for how long, and what allows it."""

from dataclasses import dataclass
from datetime import date

from schoolgate.activity.actions.assessing import ABOUT, kept_for
from schoolgate.activity.models import Assessment, Part
from schoolgate.people.access import today
from schoolgate.people.models import School

__all__ = ["ABOUT", "unassessed"]


@dataclass(frozen=True, slots=True)
class Held:
    """``assessed_on`` and ``review_on`` are of the latest assessment, if any; ``in_date`` whether it still holds."""

    rows: int
    first: date | None
    last: date | None
    days: int
    years: int
    assessed_on: date | None = None
    review_on: date | None = None
    in_date: bool = False


def held(school: School) -> Held:
    live = Part.objects.for_school(school).filter(state=Part.State.LIVE, kind=Part.Kind.ROWS)
    found = list(live.values_list("day", "rows"))
    days = [day for day, _rows in found]
    kept = kept_for(school)
    row = Assessment.objects.for_school(school).order_by("-made_on", "-pk").first()
    return Held(
        sum(rows for _day, rows in found),
        min(days, default=None),
        max(days, default=None),
        kept.days,
        kept.years,
        row.made_on if row else None,
        row.review_on if row else None,
        bool(row and row.review_on > today(school)),
    )


def unassessed(school: School, on: date) -> bool:
    """Whether rows are kept and no assessment holds on that day."""
    if Assessment.objects.for_school(school).filter(review_on__gt=on).exists():
        return False
    return bool(Part.objects.for_school(school).filter(state=Part.State.LIVE, kind=Part.Kind.ROWS).exists())
