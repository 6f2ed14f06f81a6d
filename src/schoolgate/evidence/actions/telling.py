"""What a room above tells of itself, in counts: whenever they change, and by the clock as things lapse."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from schoolgate.evidence.actions.facts import end_fact, put_fact
from schoolgate.evidence.models import Fact
from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.people.models import School

_AFRESH: Final = timedelta(days=7)  # told again after so long, though nothing has changed


@transaction.atomic
def tell_changed(school: School, counted: Mapping[str, Any], *, on: date, actor: Actor, source: str) -> int:
    """Put those facts that are not what was known on ``on``; returns how many. Twice puts nothing the second time.

    Of a count that differs only in the day it was made, a new one is put after a week. Past days are told in order. A
    value of None is that there is nothing to count any more: what the same ``source`` told of it before ends.
    """
    hold(school)
    known, told = facts(school, on), 0
    for key, value in counted.items():
        if value is not None and not _same(value, known.get(key), on):
            put_fact(school, key, value, actor=actor, true_from=on, source=source)
            told += 1
    return told + _end(school, [key for key, value in counted.items() if value is None], on, actor, source)


def _end(school: School, keys: Collection[str], on: date, actor: Actor, source: str) -> int:
    rows = Fact.objects.for_school(school).as_of(on).filter(key__in=keys, subject="", source=source)
    ended = sorted(rows.values_list("key", flat=True))
    for key in ended:
        end_fact(school, key, actor=actor, true_from=on)
    return len(ended)


def _same(new: Any, old: Any, day: date) -> bool:
    """Whether nothing differs but the days that move by themselves, and they not by much."""
    if type(new) is not type(old):
        return False
    if new == old:
        return True
    moving = {"on": old.on} | ({"until": old.until} if _goes_along(new, old) else {})
    return bool(day < old.on + _AFRESH and replace(new, **moving) == old)


def _goes_along(new: Any, old: Any) -> bool:
    """Whether the last day moved with the day of the count, and not because something was renewed or has lapsed."""
    ends = getattr(new, "until", None), getattr(old, "until", None)
    return None not in ends and ends[0] - new.on == ends[1] - old.on
