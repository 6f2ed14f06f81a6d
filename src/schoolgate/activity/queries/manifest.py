"""The manifest, as every reader takes it: which files are the log, and what of it is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from schoolgate.activity.folder import activity_folder
from schoolgate.activity.models import Part
from schoolgate.frame.scoped import unscoped
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One sealed file. ``path`` is whole; ``digest`` is the SHA-256 of its bytes."""

    ref: str
    school: str
    kind: str
    day: date
    path: Path
    rows: int
    bytes: int
    digest: str
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that was found damaged or gone: so many rows of a day are not in any answer."""

    ref: str
    kind: str
    day: date
    rows: int
    first_at: datetime
    last_at: datetime
    since: datetime | None


def parts(
    schools: School | Iterable[School], kind: str = "rows", *, first: date | None = None, last: date | None = None
) -> list[PartSeen]:
    """The live parts of a kind, of days from ``first`` to ``last``, both included; by school, day and ref.

    One reading of it is one state of the log: a load, a compaction or an erasure shows whole or not at all. The files
    of parts that are replaced meanwhile are left for an hour, so whoever reads has time to.
    """
    several = [schools] if isinstance(schools, School) else list(schools)
    with unscoped("a question may be asked over several schools, each of which is named"):
        rows = Part.objects.filter(school__in=several, kind=kind, state=Part.State.LIVE).select_related("school")
        rows = rows.filter(day__gte=first) if first else rows
        rows = rows.filter(day__lte=last) if last else rows
        folder = activity_folder()
        return [
            PartSeen(
                row.ref,
                row.school.ref,
                row.kind,
                row.day,
                folder / row.path,
                row.rows,
                row.bytes,
                row.digest,
                row.first_at,
                row.last_at,
            )
            for row in rows.order_by("school__ref", "day", "ref")
        ]


def missing(school: School, *, first: date | None = None, last: date | None = None) -> list[Missing]:
    """What was found damaged or gone, of those days; by day. Every page that tells of activity says so."""
    rows = Part.objects.for_school(school).filter(state=Part.State.DAMAGED)
    rows = rows.filter(day__gte=first) if first else rows
    rows = rows.filter(day__lte=last) if last else rows
    return [
        Missing(row.ref, row.kind, row.day, row.rows, row.first_at, row.last_at, row.gone_at)
        for row in rows.order_by("day", "ref")
    ]
