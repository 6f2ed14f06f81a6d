"""A school's block lists as they stand: what, from where, how many names, from which day, and what is wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from schoolgate.filtering.ageing import age
from schoolgate.filtering.models import ChosenList, ListFetch, ListsInService
from schoolgate.frame.scoped import unscoped
from schoolgate.gates.web.categories import LOCKED, Category, category
from schoolgate.gates.web.locked import standing_of
from schoolgate.kernel.standings import Finding
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class ListKnown:
    """``age`` is ``good``, ``late`` or ``unknown``; ``host`` is empty where copies are given by hand."""

    ref: str
    name: str
    category: str
    words: str
    locked: bool
    host: str
    address: str
    licence: str
    rhythm: str
    rows: int
    day: date | None
    served_at: datetime | None
    reached_at: datetime | None
    next_at: datetime | None
    age: str
    trouble: str
    trouble_at: datetime | None
    shorter: bool


@dataclass(frozen=True, slots=True)
class FetchKnown:
    at: datetime
    outcome: str
    size: int
    why: str


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a list of illegal content goes, and how that stands."""

    category: Category
    finding: Finding


@dataclass(frozen=True, slots=True)
class FileKnown:
    """The file that all lists were made into. ``known``: whether what Schoolgate knows of sites is in it."""

    rows: int
    made_at: datetime | None
    known: bool
    left_out: tuple[str, ...]


def chosen_lists(school: School, *, now: datetime | None = None) -> list[ListKnown]:
    """The lists in the order they were chosen; those taken off are left out."""
    moment = now or timezone.now()
    rows = ChosenList.objects.for_school(school).filter(ended_on=None).order_by("pk")
    return [_known(row, moment) for row in rows]


def chosen_list(school: School, ref: str) -> ListKnown | None:
    row = ChosenList.objects.for_school(school).filter(ref=ref, ended_on=None).first()
    return None if row is None else _known(row, timezone.now())


def fetches(school: School, ref: str, most: int = 40) -> list[FetchKnown]:
    """How the last fetches of a list went, newest first."""
    rows = ListFetch.objects.for_school(school).filter(chosen__ref=ref).order_by("-at", "-pk")[:most]
    return [FetchKnown(row.at, row.outcome, row.size, row.why) for row in rows]


def fetched_from() -> list[str]:
    """The hosts that block lists are fetched from, for any school of this installation."""
    with unscoped("what leaves this computer is told for all of it"):
        rows = ChosenList.objects.filter(ended_on=None).exclude(address="").values_list("address", flat=True)
        return sorted({urlsplit(str(address)).hostname or "" for address in rows})


def slots(school: School) -> list[Slot]:
    """The locked categories; nothing is known of one until the school's own copy serves."""
    found: dict[str, Any] = {
        row.category: row for row in ChosenList.objects.for_school(school).filter(ended_on=None).exclude(served="")
    }
    return [Slot(each, _standing(each, found.get(each.key))) for each in LOCKED]


def _standing(slot: Category, row: Any) -> Finding:
    return standing_of(slot) if row is None else standing_of(slot, row.rows, row.served_at.date())


def file_of_lists(school: School) -> FileKnown:
    row = ListsInService.objects.for_school(school).first()
    if row is None:
        return FileKnown(0, None, True, ())
    return FileKnown(row.rows, row.made_at, row.known, tuple(row.left_out))


def _known(row: ChosenList, now: datetime) -> ListKnown:
    fills = category(row.category) if row.category else None
    return ListKnown(
        ref=row.ref,
        name=row.name,
        category=row.category,
        words=fills.words if fills else "",
        locked=bool(fills and fills.locked),
        host=urlsplit(row.address).hostname or "",
        address=row.address,
        licence=row.licence,
        rhythm=row.rhythm,
        rows=row.rows,
        day=row.day,
        served_at=row.served_at,
        reached_at=row.reached_at,
        next_at=row.next_at,
        age=age(row, now),
        trouble=row.trouble,
        trouble_at=row.trouble_at,
        shorter=row.shorter,
    )
