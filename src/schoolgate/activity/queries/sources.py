"""The sources of a school's web activity, with when each was last heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from schoolgate.activity.heartbeat import LESSON, Hours, patience
from schoolgate.activity.models import Following, Source
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source. ``last_heard_at`` is when rows last came, ``last_row_at`` the newest moment in any. ``quiet_for`` is
    how much lesson time may pass without a row before it counts as silent: as the school said, or else a lesson, also
    where rows come whenever somebody gives them, for what did not come is not seen."""

    ref: str
    name: str
    feed: str
    transport: str
    options: Mapping[str, Any]
    began_on: date
    ended_on: date | None
    last_heard_at: datetime | None
    last_row_at: datetime | None
    quiet_for: timedelta


def sources(school: School, *, ended: bool = False) -> list[SourceSeen]:
    """Those that have not ended, or all; by name."""
    rows = Source.objects.for_school(school)
    rows = rows if ended else rows.filter(ended_on=None)
    rhythms = {row.source_id: row for row in Following.objects.for_school(school)}
    return [_seen(row, rhythms.get(row.pk)) for row in rows.order_by("name", "pk")]


def source(school: School, ref: str) -> Source:
    """The source with this ref, for an action. Raises ``NotFoundError`` for one that this school has not."""
    row: Source | None = Source.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the source", "this school has none such.", "Choose one of the list.")
    return row


def _seen(row: Source, rhythm: Following | None) -> SourceSeen:
    allowed = patience(rhythm.every, Hours(rhythm.begins, rhythm.ends)) if rhythm else None
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
        allowed or LESSON,
    )
