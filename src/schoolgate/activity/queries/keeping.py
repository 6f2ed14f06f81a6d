"""How long web activity is kept at a school."""

from dataclasses import dataclass

from schoolgate.activity.models import KeptFor
from schoolgate.activity.models.keeping import USUAL_DAYS, USUAL_YEARS
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Keeping:
    """Rows for so many days, counts for so many years."""

    days: int
    years: int


def keeping(school: School) -> Keeping:
    """As the school said, else as is usual."""
    row: KeptFor | None = KeptFor.objects.for_school(school).first()
    return Keeping(row.days, row.years) if row else Keeping(USUAL_DAYS, USUAL_YEARS)
