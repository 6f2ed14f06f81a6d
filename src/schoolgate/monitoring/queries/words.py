"""What a school looks out for: the packs that ship, its own words, and those that are harmless there."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from schoolgate.monitoring.judging.categories import CATEGORIES
from schoolgate.monitoring.judging.lexicon import shipped
from schoolgate.monitoring.models import SchoolWords
from schoolgate.people.access import today
from schoolgate.people.models import Person, School


@dataclass(frozen=True, slots=True)
class PackTold:
    name: str
    version: str
    source: str


@dataclass(frozen=True, slots=True)
class Own:
    """Words of a school. ``about`` is empty for harmless ones; ``mine`` is true where ``viewer`` proposed them."""

    ref: str
    words: str
    about: str
    severity: str
    why: str
    by: str
    agreed_by: str
    since: date
    until: date
    waits: bool
    mine: bool


def packs() -> list[PackTold]:
    return [PackTold(one.name, one.version, one.source) for one in shipped().packs]


def looked_out_for() -> list[tuple[str, int]]:
    """What the shipped rules are about, in plain words, and how many rules there are for it."""
    counts = Counter(rule.category for rule in shipped().rules)
    return [(known.words, counts[key]) for key, known in CATEGORIES.items() if counts[key]]


def own_words(school: School, sort: str, *, viewer: Person) -> list[Own]:
    """What holds today, or waits for a second person."""
    rows = SchoolWords.objects.for_school(school).filter(sort=sort, until__gte=today(school))
    return [_own(row, viewer) for row in rows.select_related("by", "agreed_by").order_by("pk")]


def _own(row: SchoolWords, viewer: Person) -> Own:
    known = CATEGORIES.get(row.category)
    return Own(
        row.ref,
        row.words,
        known.words if known else "",
        row.severity,
        row.why,
        row.by.name,
        row.agreed_by.name if row.agreed_by else "",
        row.since,
        row.until,
        row.agreed_at is None,
        row.by == viewer,
    )
