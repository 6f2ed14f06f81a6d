"""How old a school's block lists are: what its checks are told, in counts."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from schoolgate.filtering.models import ChosenList
from schoolgate.gates.web.categories import LOCKED
from schoolgate.vocabulary.facts import Counted

GOOD_FOR: Final = timedelta(days=14)
IN_DATE: Final = {"daily": timedelta(days=3), "weekly": timedelta(days=14), "monthly": timedelta(days=45)}


def counted_lists(live: list[ChosenList], *, on: date, now: datetime) -> dict[str, Any]:
    """How many lists are in date. Of those of illegal content each slot counts, and an empty one is not known."""
    locked = {each.key for each in LOCKED}
    ordinary = [row for row in live if row.category not in locked]
    slots = [[row for row in live if row.category == key] for key in sorted(locked)]
    return {
        "filtering.lists": _counted([age(row, now) for row in ordinary], on) if ordinary else None,
        "filtering.locked_lists": _counted([_best(rows, now) for rows in slots], on) if live else None,
    }


def age(row: ChosenList, now: datetime) -> str:
    """``good``: in service and lately found to be its maker's newest; ``late``; ``unknown``: none in service."""
    if not row.served or row.reached_at is None:
        return "unknown"
    return "good" if now - row.reached_at <= IN_DATE[row.rhythm] and not row.offered else "late"


def _best(rows: list[ChosenList], now: datetime) -> str:
    ages = {age(row, now) for row in rows}
    return next((each for each in ("good", "late") if each in ages), "unknown")


def _counted(ages: list[str], on: date) -> Counted:
    good, late, unknown = (ages.count(each) for each in ("good", "late", "unknown"))
    return Counted(len(ages), good, late, unknown, on, on + GOOD_FOR)
