"""The sources of a school's web activity, with when each was last heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from schoolgate.activity.models import Source
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source. ``last_heard_at`` is when rows last came, ``last_row_at`` the newest moment in any."""

    ref: str
    name: str
    feed: str
    transport: str
    options: Mapping[str, Any]
    began_on: date
    ended_on: date | None
    last_heard_at: datetime | None
    last_row_at: datetime | None


def sources(school: School, *, ended: bool = False) -> list[SourceSeen]:
    """Those that have not ended, or all; by name."""
    rows = Source.objects.for_school(school)
    rows = rows if ended else rows.filter(ended_on=None)
    return [_seen(row) for row in rows.order_by("name", "pk")]


def source(school: School, ref: str) -> Source:
    """The source with this ref, for an action. Raises ``NotFoundError`` for one that this school has not."""
    row: Source | None = Source.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the source", "this school has none such.", "Choose one of the list.")
    return row


def _seen(row: Source) -> SourceSeen:
    return SourceSeen(
        row.ref,
        row.name,
        row.feed,
        row.transport,
        row.options,
        row.began_on,
        row.ended_on,
        row.last_heard_at,
        row.last_row_at,
    )
