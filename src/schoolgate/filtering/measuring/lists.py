"""Whether the lists in service are in date, and whether the school's own copies of the illegal ones are loaded."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from schoolgate.filtering.folder import filter_folder
from schoolgate.filtering.queries import setting_in_force
from schoolgate.filtering.store.layout import Header, ListFacts, StoreError
from schoolgate.filtering.store.reading import Store
from schoolgate.gates.web.categories import LOCKED
from schoolgate.people.models import School
from schoolgate.vocabulary.facts import Counted

IN_DATE: Final = timedelta(days=31)
_FORTNIGHT: Final = timedelta(days=14)


def header_of(school: School) -> Header | None:
    """What the store in service says of itself; None where there is none, or it cannot be read."""
    path = filter_folder(Path(settings.SCHOOLGATE_DATA), school.ref).lists
    try:
        return Store(path).header
    except (StoreError, OSError):
        return None


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Nothing where nothing was agreed here, or the filter is a supplier's: its lists are looked at by testing it."""
    version = setting_in_force(school)
    if version is None or version.setting.supplier:
        return {"filtering.lists": None, "filtering.locked_lists": None}
    header = header_of(school)
    found = [one for one in header.lists if not one.own] if header else []
    locked = {each.key for each in LOCKED}
    return {
        "filtering.lists": in_date((one for one in found if one.category not in locked), on),
        "filtering.locked_lists": loaded(found, on),
    }


def in_date(found: Iterable[ListFacts], on: date) -> Counted | None:
    """Each list by the day it was made. One that says no day of its own counts from when its file was written."""
    good = [on - date.fromisoformat(one.day) <= IN_DATE for one in found]
    return Counted(len(good), good.count(True), good.count(False), 0, on, on + _FORTNIGHT) if good else None


def loaded(found: Iterable[ListFacts], on: date) -> Counted:
    """The slots of illegal content, by the newest copy in each; an empty one is not known."""
    days: dict[str, date] = {}
    for one in found:
        if one.kept:
            days[one.category] = max(days.get(one.category, date.min), date.fromisoformat(one.day))
    slots = [on - days[each.key] <= IN_DATE if each.key in days else None for each in LOCKED]
    return Counted(len(slots), slots.count(True), slots.count(False), slots.count(None), on, on + _FORTNIGHT)
