"""Taking back what many rows said at one moment, so that what was known before is known again.

A load writes everything it says at one moment that nothing else has (``moment_of_its_own``). ``changed_since`` names
what has been said over it, and while there is nothing, ``take_back`` supersedes its rows and records again, as known
from now, what they had superseded. What was known meanwhile stays in the past views, as everything does.

``back`` are later moments that were taken back themselves, each with the moment at which it was: what a row said, was
superseded then and is said again by a copy is as if nothing had come between.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import batched

from django.db import models
from django.db.models import F, Max, Q

from schoolgate.frame.bitemporal import AT_ONCE, Bitemporal, BitemporalQuerySet, copy_of, key_of


def moment_of_its_own(school: models.Model, tables: Iterable[type[Bitemporal]], at: datetime) -> datetime:
    """``at``, or the first moment after all that these tables know. Call ``hold(school)`` first."""
    latest = [at]
    for table in tables:
        told = table.objects.for_school(school).aggregate(said=Max("recorded_at"), ended=Max("superseded_at"))
        latest += [moment + timedelta(microseconds=1) for moment in told.values() if moment is not None]
    return max(latest)


type Back = Sequence[tuple[datetime, datetime]]


def changed_since[M: Bitemporal](table: type[M], school: models.Model, said_at: datetime, back: Back = ()) -> list[M]:
    """Rows that stand in the way: those said at ``said_at`` that were superseded later, and those said later of days
    that would be said again."""
    written, ended = _said(table, school, said_at), _ended(table, school, said_at)
    again, changed = _said_again(table, school, written, back)
    standing_in = {row.pk for row in again}
    said_later: defaultdict[Hashable, list[M]] = defaultdict(list)
    for row in table.objects.for_school(school).known().filter(recorded_at__gt=said_at):
        if row.pk not in standing_in:
            said_later[key_of(row)].append(row)
    for row in ended.iterator(AT_ONCE) if said_later else ():
        changed += [later for later in said_later[key_of(row)] if _overlap(row, later)]
    return changed


def still_said[M: Bitemporal](table: type[M], school: models.Model, said_at: datetime, back: Back = ()) -> list[M]:
    """What was said at ``said_at`` and is known now, copies among it."""
    written = _said(table, school, said_at)
    return [*written.filter(superseded_at__isnull=True), *_said_again(table, school, written, back)[0]]


def take_back(
    table: type[Bitemporal], school: models.Model, said_at: datetime, *, at: datetime, back: Back = ()
) -> int:
    """Supersede what was said at ``said_at`` and say again what it ended; how many rows were taken back.

    ``at`` is after ``said_at``, and ``changed_since`` has found nothing.
    """
    ends = list(_ended(table, school, said_at).values_list("pk", flat=True))
    written = _said(table, school, said_at)
    again = [row.pk for row in _said_again(table, school, written, back)[0]]
    taken = written.filter(superseded_at__isnull=True).supersede(at)
    for those in batched(again, AT_ONCE):
        taken += table.objects.for_school(school).filter(pk__in=those).supersede(at)
    for some in batched(ends, AT_ONCE):
        rows = table.objects.for_school(school).filter(pk__in=some).select_related(*_pointers(table))
        copies = []
        for row in rows:
            copy = copy_of(row, row.valid_from, row.valid_to)
            copy._state.fields_cache.update(row._state.fields_cache)
            copy.recorded_at = at
            copies.append(copy)
        table.objects.for_school(school).bulk_create(copies)
    return taken


def _said_again[M: Bitemporal](
    table: type[M], school: models.Model, written: BitemporalQuerySet[M], back: Back
) -> tuple[list[M], list[M]]:
    """Of what was superseded: the copies that say it now, and rows that were changed for good."""
    returned, again, changed = dict(back), list[M](), list[M]()
    rows = list(written.filter(superseded_at__isnull=False))
    while rows:
        moments = {returned[row.superseded_at] for row in rows if row.superseded_at in returned}
        said = table.objects.for_school(school).filter(recorded_at__in=moments) if moments else ()
        copies = {(row.recorded_at, key_of(row), row.valid_from, row.valid_to): row for row in said}
        later = list[M]()
        for row in rows:
            moment = returned.get(row.superseded_at) if row.superseded_at else None
            copy = copies.get((moment, key_of(row), row.valid_from, row.valid_to)) if moment else None
            if copy is None:
                changed.append(row)
            else:
                (again if copy.superseded_at is None else later).append(copy)
        rows = later
    return again, changed


def _said[M: Bitemporal](table: type[M], school: models.Model, at: datetime) -> BitemporalQuerySet[M]:
    """Not those said and superseded at the same moment, which nobody ever knew."""
    rows: BitemporalQuerySet[M] = table.objects.for_school(school)
    return rows.filter(Q(superseded_at__isnull=True) | Q(superseded_at__gt=at), recorded_at=at)


def _ended[M: Bitemporal](table: type[M], school: models.Model, at: datetime) -> BitemporalQuerySet[M]:
    rows: BitemporalQuerySet[M] = table.objects.for_school(school)
    return rows.filter(superseded_at=at, recorded_at__lt=F("superseded_at"))


def _pointers(table: type[Bitemporal]) -> list[str]:
    return [field.name for field in table._meta.concrete_fields if field.is_relation and field.name != "school"]


def _overlap(one: Bitemporal, other: Bitemporal) -> bool:
    return one.valid_from < (other.valid_to or date.max) and other.valid_from < (one.valid_to or date.max)
