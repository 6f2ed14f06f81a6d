"""Putting the parts of a day together: a source that is read on leaves one a second."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from schoolgate.activity import kinds
from schoolgate.activity.actions.mending import set_aside
from schoolgate.activity.actions.replacing import Details, replace
from schoolgate.activity.folder import activity_folder
from schoolgate.activity.models import Part
from schoolgate.activity.queries import PartSeen, parts
from schoolgate.activity.remaking import Remaking, remaking, sites_of, table_of
from schoolgate.activity.rows import ROLLUPS
from schoolgate.activity.sealing import digest_of
from schoolgate.frame.actor import Actor
from schoolgate.people.access import today
from schoolgate.people.models import School


def compact(school: School, *, actor: Actor, least: int = 2) -> int:
    """Put together the parts of every day and kind of which there are at least ``least``, or that are not entered in
    the record yet; and count the sites of days that are over. How many parts were put together.

    What comes in meanwhile stays as it is; what is found damaged is set aside.
    """
    days = _days(school, least)
    done = sum(_compact(school, day, kind, actor) for day, kind in days)
    return done + sum(_count_sites(school, day, actor) for day in _days_without_sites(school))


def _days(school: School, least: int) -> list[tuple[date, str]]:
    counts: dict[tuple[date, str], int] = {}
    rows = Part.objects.for_school(school).filter(state=Part.State.LIVE).exclude(kind=Part.Kind.SITES)
    for day, kind, entered in rows.values_list("day", "kind", "entered"):
        counts[day, kind] = counts.get((day, kind), 0) + (1 if entered else least)
    return sorted(key for key, count in counts.items() if count >= least)


def _compact(school: School, day: date, kind: str, actor: Actor) -> int:
    live = _sound(school, parts(school, kind, first=day, last=day), actor)
    if not live:
        return 0
    loads = Part.objects.for_school(school).filter(ref__in=[one.ref for one in live], entered=False)
    details: Details = {"were": len(live), "loads": loads.values("load").distinct().count()}
    with remaking(activity_folder(), school.ref) as made:
        _together(made, day, kind, live)
        done = replace(
            school,
            [one.ref for one in live],
            made.sealed,
            state=Part.State.REPLACED,
            kind=kinds.COMPACTED,
            details=details,
            actor=actor,
        )
        if not done:
            made.leave()
    return len(live) if done else 0


def _together(made: Remaking, day: date, kind: str, live: Sequence[PartSeen]) -> None:
    if kind in ROLLUPS:
        made.counts(kind, day, (table_of(kind, one.path) for one in live))
    else:
        made.rows(day, [one.path for one in sorted(live, key=lambda one: one.first_at)])


def _sound(school: School, live: Sequence[PartSeen], actor: Actor) -> list[PartSeen]:
    """Those whose bytes are what they were; the others are set aside."""
    sound = []
    for one in live:
        try:
            whole = digest_of(one.path) == one.digest
        except OSError:
            whole = False
        if whole:
            sound.append(one)
        else:
            set_aside(school, one.ref, actor=actor)
    return sound


def _days_without_sites(school: School) -> list[date]:
    """Days that are over and whose rows changed since their sites were counted, if they were."""
    live = Part.objects.for_school(school).filter(state=Part.State.LIVE, day__lt=today(school))
    counted = dict(live.filter(kind=Part.Kind.SITES).values_list("day", "made_at"))
    rows = live.filter(kind=Part.Kind.ROWS).values_list("day", "made_at")
    return sorted({day for day, made_at in rows if day not in counted or made_at > counted[day]})


def _count_sites(school: School, day: date, actor: Actor) -> int:
    live = _sound(school, parts(school, first=day, last=day), actor)
    old = parts(school, "sites", first=day, last=day)
    with remaking(activity_folder(), school.ref) as made:
        table: pa.Table = sites_of([one.path for one in live])
        made.counts("sites", day, [table])
        if not made.sealed and not old:
            return 0
        done = replace(
            school,
            [one.ref for one in old],
            made.sealed,
            state=Part.State.REPLACED,
            kind=kinds.COMPACTED,
            details={"were": len(live)},
            actor=actor,
        )
        if not done:
            made.leave()
    return int(done)
