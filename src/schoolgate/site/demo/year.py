"""The school years of the made-up schools: three terms each, with their half-terms."""

from datetime import UTC, date, datetime

from schoolgate.frame.actor import Actor
from schoolgate.people import actions
from schoolgate.people.access import today
from schoolgate.people.actions import Period
from schoolgate.people.models import School


def give(school: School, actor: Actor) -> None:
    """The school years from today to the one that is on when the clock is let go: three terms each, with half-terms."""
    for year in range(september(today(school)), september(datetime.now(UTC).date()) + 1):
        actions.set_calendar(school, _periods(year), first=date(year, 9, 1), last=date(year + 1, 8, 31), actor=actor)


def september(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1


def _periods(year: int) -> list[Period]:
    return [
        Period("term", "Autumn term", date(year, 9, 2), date(year, 12, 18)),
        Period("half-term", "Autumn half-term", date(year, 10, 26), date(year, 10, 30)),
        Period("term", "Spring term", date(year + 1, 1, 5), date(year + 1, 3, 26)),
        Period("half-term", "Spring half-term", date(year + 1, 2, 15), date(year + 1, 2, 19)),
        Period("term", "Summer term", date(year + 1, 4, 13), date(year + 1, 7, 21)),
        Period("half-term", "Summer half-term", date(year + 1, 5, 25), date(year + 1, 5, 29)),
    ]
