"""Naming sealed files in the manifest, and in the permanent record."""

from collections.abc import Iterable

from django.utils import timezone

from schoolgate.activity.models import Load, Part
from schoolgate.activity.sealing import Sealed
from schoolgate.people.models import School


def add_parts(school: School, sealed: Iterable[Sealed], row: Load | None, *, entered: bool) -> list[Part]:
    """Name sealed files in the manifest, in the caller's transaction."""
    now = timezone.now()
    rows = [
        Part(
            school=school,
            ref=one.ref,
            day=one.day,
            kind=one.kind,
            path=one.path,
            rows=one.rows,
            bytes=one.bytes,
            digest=one.digest,
            first_at=one.first_at,
            last_at=one.last_at,
            made_at=now,
            load=row,
            entered=entered,
        )
        for one in sealed
    ]
    for part in rows:
        part.save()
    return rows


def entry_of(one: Sealed) -> dict[str, str | int | bool | None]:
    """A sealed part as the permanent record has it."""
    return {"part": one.ref, "kind": one.kind, "day": one.day.isoformat(), "rows": one.rows, "digest": one.digest}
