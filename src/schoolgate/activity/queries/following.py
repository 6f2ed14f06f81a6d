"""How each source does: when it was heard, whether it should have been, what troubles it, and what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Sum
from django.utils import timezone

from schoolgate.activity.heartbeat import Hours, in_lessons, is_silent
from schoolgate.activity.models import Following, Held, Load, RejectedLine, Source
from schoolgate.activity.shapes import shape
from schoolgate.activity.transports.registry import TRANSPORTS
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.people import queries as people
from schoolgate.people.models import School

_WEEK = timedelta(days=7)
_MOST_SHAPES = 20


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """``state`` is heard, quiet, never, trouble, waiting (a log waits for its columns) or ended. ``since`` is when it
    was last heard, or set up. Counts are of the last seven days.
    """

    row: Source
    state: str
    since: datetime
    every: str
    every_words: str
    begins: time
    ends: time
    trouble: str
    held: int
    kept: int
    rejected: int
    silent: bool  # whether it should have been heard by now
    lessons: bool  # whether it is lesson time


def standing(row: Source, now: datetime | None = None, calendar: SchoolCalendar | None = None) -> SourceStanding:
    """How one source does at a moment."""
    moment = now or timezone.now()
    terms = calendar or people.calendar(row.school)
    follows = Following.objects.for_school(row.school).filter(source=row).first()
    live = row.transport in TRANSPORTS and TRANSPORTS.get(row.transport).live
    every = follows.every if follows else (Following.Every.LESSON if live else Following.Every.NEVER)
    hours = Hours(follows.begins, follows.ends) if follows else Hours()
    trouble = follows.trouble if follows else ""
    waits = Held.objects.for_school(row.school).filter(source=row, state=Held.State.WAITING).count()
    since = row.last_heard_at or (follows.set_up_at if follows else terms.end_of(row.began_on))
    silent = row.ended_on is None and is_silent(since, moment, every, terms, hours)
    loads = Load.objects.for_school(row.school).filter(source=row, at__gte=moment - _WEEK)
    counts: Mapping[str, int | None] = loads.aggregate(kept=Sum("kept"), rejected=Sum("rejected"))
    state = _state(row, waits=bool(waits), silent=silent, trouble=bool(trouble))
    return SourceStanding(
        row,
        state,
        since,
        every,
        str(Following.Every(every).label),
        hours.begins,
        hours.ends,
        trouble,
        waits,
        counts["kept"] or 0,
        counts["rejected"] or 0,
        silent,
        in_lessons(moment, terms, hours),
    )


def _state(row: Source, *, waits: bool, silent: bool, trouble: bool) -> str:
    """The first that is so: what a person must do something about goes before what is well."""
    so = {"ended": row.ended_on is not None, "waiting": waits, "quiet": silent, "trouble": trouble}
    return next((state for state, holds in so.items() if holds), "heard" if row.last_heard_at else "never")


def standings(school: School, now: datetime | None = None) -> list[SourceStanding]:
    """Every source that has not ended, those that need somebody first, then by name."""
    calendar = people.calendar(school)
    rows = Source.objects.for_school(school).filter(ended_on=None).select_related("school")
    found = [standing(row, now, calendar) for row in rows]
    first = ("waiting", "quiet", "trouble")
    return sorted(found, key=lambda one: (one.state not in first, one.row.name.casefold(), one.row.pk))


@dataclass(frozen=True, slots=True)
class RejectedKind:
    """Lines that were not used for one reason: how many, when last, and what some of them look like (``shapes``)."""

    reason: str
    count: int
    last: datetime
    shapes: tuple[tuple[int, str], ...]  # number of the line, and its shape


def rejected(row: Source) -> list[RejectedKind]:
    """Why lines of a source were not used, the most frequent reason first. What they say is not told."""
    rows = RejectedLine.objects.for_school(row.school).filter(load__source=row)
    counted = rows.values("reason").annotate(n=Count("id")).order_by("-n")[:_MOST_SHAPES]
    found: list[RejectedKind] = []
    for each in counted:
        some = list(rows.filter(reason=each["reason"]).order_by("-at", "line")[:3])
        shapes = tuple((one.line, shape(one.raw)) for one in some)
        found.append(RejectedKind(each["reason"], each["n"], some[0].at, shapes))
    return found
