"""Counting landed decisions, a file once, into a row a day; and seeing to it that none is kept too long."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from schoolgate.evidence.actions import raise_job
from schoolgate.filtering import kinds
from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.landing.keeping import sweep
from schoolgate.filtering.landing.layout import begun
from schoolgate.filtering.landing.reading import decisions, finished
from schoolgate.filtering.models import DayOfUse
from schoolgate.filtering.usage.counting import Day, counted, read
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.digests import digest
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import School

_LOOKED_BACK: Final = timedelta(days=60)  # files are gone long before
_TO_ASSESS: Final = timedelta(days=14)


def count_use(school: School, *, now: datetime, actor: Actor) -> int:
    """Count the landing files of days that are over and have not been counted; how many decisions that were.

    The first time the data protection officer is asked for their assessment. Twice counts nothing the second time. A
    file in which nothing can be read is counted as empty: what is wrong with it is said where it is loaded.
    """
    folder = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref).landing
    if not folder.is_dir():
        return 0
    sweep(folder, now.timestamp())
    zone = ZoneInfo(school.time_zone)
    today = now.astimezone(zone).date()
    new = [path for path in finished(folder) if _day(path, zone) < today]
    new = [path for path in new if path.name not in _counted_files(school, today)]
    found: dict[date, _Found] = {}
    for path in new:
        for on, day in (counted(decisions(path), zone) or {_day(path, zone): Day()}).items():
            known = found.setdefault(on, _Found())
            known.day.add(day)
            known.files.append(path.name)
    return _keep(school, found, today, actor) if found else 0


@dataclass(slots=True)
class _Found:
    """What the files of one run hold of one day."""

    day: Day = field(default_factory=Day)
    files: list[str] = field(default_factory=list)


@transaction.atomic
def _keep(school: School, found: dict[date, _Found], today: date, actor: Actor) -> int:
    hold(school)
    rows = DayOfUse.objects.for_school(school)
    first = not rows.exists()
    if _counted_files(school, today).intersection(name for one in found.values() for name in one.files):
        return 0  # another process was quicker
    for on, one in sorted(found.items()):
        row, new = rows.get_or_create(school=school, day=on, defaults={"counts": one.day.document()})
        if not new:
            whole = read(row.counts)
            whole.add(one.day)
            row.counts = whole.document()
        row.files = sorted({*row.files, *one.files})
        row.save(update_fields=["counts", "files"])
    many = sum(one.day.kinds.total() for one in found.values())
    said = digest([[on.isoformat(), one.day.document()] for on, one in sorted(found.items())])
    details: dict[str, str | int | bool | None] = {
        "files": len({name for one in found.values() for name in one.files}),
        "decisions": many,
        "digest": said,
    }
    append(school_chain(school.ref), kinds.USE_COUNTED, actor=actor, subject=school.ref, details=details)
    if first:
        _ask_for_assessment(school, today, actor)
    return many


def _counted_files(school: School, today: date) -> set[str]:
    rows = DayOfUse.objects.for_school(school).filter(day__gte=today - _LOOKED_BACK)
    return {name for files in rows.values_list("files", flat=True) for name in files}


def _day(path: Path, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(begun(path.name) or 0, zone).date()


def _ask_for_assessment(school: School, today: date, actor: Actor) -> None:
    """The law asks for an assessment before such records are kept (UK GDPR article 35)."""
    raise_job(
        school,
        kind="assess-filter",
        about="filter-decisions",
        role="dpo",
        due=today + _TO_ASSESS,
        minutes=30,
        words="Look through the data-protection assessment: the web filter now keeps what was opened and blocked",
        actor=actor,
        on=today,
    )
