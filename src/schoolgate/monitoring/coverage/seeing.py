"""What came of each class, device and person lately, in one small table read from the parts of the log."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from schoolgate.activity.queries.answers import answered
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Seen:
    """Rows of one source with the same classes, device and person (pseudonyms), and the last moment of any."""

    source: str
    groups: str
    device: str
    person: str
    rows: int
    last: datetime


def seen(school: School, *, first: date, last: date, until: datetime) -> list[Seen]:
    """Every meeting of class, device and person in those days, until a moment. Damaged parts are set aside and not
    among them."""
    said = {"since": first, "until": last, "before": until.astimezone(UTC)}
    return [
        Seen(row["source"], row["groups"], row["device"], row["person"], row["rows"], row["last"].astimezone(UTC))
        for row in answered(school, "meetings", said, mend=True)
    ]
