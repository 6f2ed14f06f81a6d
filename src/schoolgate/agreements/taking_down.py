"""The job that a yes which was taken back gives the office: its sort, its line, which names no child, and its day."""

from datetime import date, timedelta
from typing import Final

from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.models import School
from schoolgate.people.queries import calendar

# What hangs or is kept in the classroom: the class's own teachers are told besides the office, which has the job.
IN_CLASS: Final = frozenset({"learning-journal", "classroom-display", "named-work"})
TAKE_DOWN: Final = "take-down-"  # and the key of the place


def line_of(channel: str) -> str:
    """The job's line: ours and the same for every child, so that the page of agreements finds these jobs by it."""
    place = CHANNELS[channel]
    return f"A yes to pictures was taken back: look at {place} (the page of agreements says whose)"


def next_working_day(school: School, after: date) -> date:
    """The day by whose end it is down: schools promise one working day."""
    known, day = calendar(school), after + timedelta(days=1)
    while not known.is_working_day(day):
        day += timedelta(days=1)
    return day
