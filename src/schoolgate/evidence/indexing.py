"""The index of what is stored: each fact's three dates and the digest of its value, without the value."""

from dataclasses import dataclass
from datetime import date, datetime

from schoolgate.evidence.models import Fact
from schoolgate.evidence.shapes import fingerprint
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import FACTS


@dataclass(frozen=True, slots=True)
class Indexed:
    """One stored fact with its three dates and the digest of its value, but not the value: that may name a person."""

    key: str
    words: str
    subject: str
    true_from: date
    collected_at: datetime
    received_at: datetime
    digest: str


def index(school: School, on: date, known_at: datetime | None = None) -> tuple[Indexed, ...]:
    """Every stored fact that was so on a day, as known then or now, by key."""
    rows = Fact.objects.for_school(school).as_of(on, known_at).order_by("key", "subject")
    return tuple(
        Indexed(
            row.key,
            FACTS[row.key].words if row.key in FACTS else row.key,
            row.subject,
            row.valid_from,
            row.collected_at,
            row.recorded_at,
            fingerprint(row.value),
        )
        for row in rows
    )
