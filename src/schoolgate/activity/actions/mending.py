"""Finding parts that are damaged or gone, setting them aside, and making counts again of the rows that are left."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.activity import kinds
from schoolgate.activity.actions.manifest import add_parts
from schoolgate.activity.folder import activity_folder
from schoolgate.activity.models import Part
from schoolgate.activity.queries import parts
from schoolgate.activity.remaking import Remaking, counts_of, remaking
from schoolgate.activity.sealing import digest_of
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import School

LOOKED_AT_AGAIN: Final = timedelta(days=7)
_AT_ONCE: Final = 256 << 20  # bytes that are read again in one round


def look_over(school: School, *, now: datetime, actor: Actor, all_of_it: bool = False) -> list[str]:
    """Read live parts again, those first that were longest not looked at, and set aside what is not as it was written;
    the refs of those. With ``all_of_it`` every part; else as much as one round has time for, each once a week."""
    rows = Part.objects.for_school(school).filter(state=Part.State.LIVE).order_by("checked_at", "pk")
    read, found = 0, []
    for row in rows.iterator():
        if not all_of_it and (read > _AT_ONCE or (row.checked_at or row.made_at) > now - LOOKED_AT_AGAIN):
            continue
        read += row.bytes
        if is_whole(row):
            Part.objects.for_school(school).filter(pk=row.pk).update(checked_at=now)
        elif set_aside(school, row.ref, actor=actor):
            found.append(row.ref)
    return found


def is_whole(row: Part) -> bool:
    """Whether a part's file is there and its bytes are those that were sealed."""
    try:
        return digest_of(activity_folder() / row.path) == row.digest
    except OSError:
        return False


def set_aside(school: School, ref: str, *, actor: Actor) -> bool:
    """Set a live part aside whose file is damaged or gone, so that pages say what is missing. False for one that is
    whole, or is not live.

    The counts of its day are made again of the rows that are left: to load the log's file again then puts back both,
    and counts nothing twice. Damaged counts are made again where their rows are kept, and nothing is missing.
    """
    row: Part | None = Part.objects.for_school(school).filter(ref=ref, state=Part.State.LIVE).first()
    if row is None or is_whole(row):
        return False
    with remaking(activity_folder(), school.ref) as made:
        if not _set_aside(school, row, made, actor):
            made.leave()
            return False
    return True


@transaction.atomic
def _set_aside(school: School, row: Part, made: Remaking, actor: Actor) -> bool:
    hold(school)
    rows = Part.objects.for_school(school)
    if not rows.filter(pk=row.pk, state=Part.State.LIVE).update(state=Part.State.DAMAGED, gone_at=timezone.now()):
        return False
    left = parts(school, first=row.day, last=row.day)
    damaged_counts = row.kind != Part.Kind.ROWS
    if row.kind == Part.Kind.ROWS or left:
        whole = [one.path for one in left if _readable(school, one.ref)]
        for kind, tables in counts_of(whole).items():
            if not damaged_counts or kind == row.kind:
                _retire(school, row, kind)
                made.counts(kind, row.day, tables)
        add_parts(school, made.sealed, None, entered=False)
        if damaged_counts and row.kind in {one.kind for one in made.sealed}:
            rows.filter(pk=row.pk).update(state=Part.State.REPLACED)
    append(
        school_chain(school.ref),
        kinds.DAMAGED,
        actor=actor,
        subject=row.ref,
        details={"part": row.ref, "day": row.day.isoformat(), "rows": row.rows, "digest": row.digest},
    )
    return True


def _retire(school: School, row: Part, kind: str) -> None:
    live = Part.objects.for_school(school).filter(kind=kind, day=row.day, state=Part.State.LIVE)
    live.update(state=Part.State.REPLACED, gone_at=timezone.now())


def _readable(school: School, ref: str) -> bool:
    return is_whole(Part.objects.for_school(school).get(ref=ref))
