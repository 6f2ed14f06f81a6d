"""Yeses to pictures that were taken back and are not dealt with yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from schoolgate.agreements.taking_down import line_of
from schoolgate.evidence.queries import jobs
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.people.acting import Staffing
from schoolgate.people.models import School
from schoolgate.people.queries import names


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whose picture is taken down where, and by when. The name is unlocked: for a page that may show it."""

    child: str
    name: str
    place: str
    words: str
    due: date
    late: bool
    job: str


def taken_back(
    school: School,
    on: date,
    *,
    children: Collection[str] | None = None,
    places: Collection[str] = tuple(CHANNELS),
    staff: Staffing | None = None,
) -> tuple[TakenBack, ...]:
    """In the order of their day; only these ``children`` (refs) and ``places``, where they are given."""
    of = {line_of(place): place for place in places}
    found = [one for one in jobs(school, on=on, staff=staff) if one.words in of]
    found = [one for one in found if children is None or one.about in children]
    called = names(school, {one.about for one in found}) if found else {}
    return tuple(
        TakenBack(
            one.about, called.get(one.about, ""), of[one.words], CHANNELS[of[one.words]], one.due, one.late, one.ref
        )
        for one in found
    )
