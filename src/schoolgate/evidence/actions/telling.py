"""What a room above tells of itself, in counts: whenever they change, and by the clock as things lapse."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from schoolgate.evidence.actions.facts import put_fact
from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.people.models import School

_AFRESH: Final = timedelta(days=7)  # told again after so long, though nothing has changed


@transaction.atomic
def tell_changed(school: School, counted: Mapping[str, Any], *, on: date, actor: Actor, source: str) -> int:
    """Put those facts that are not what was known on ``on``; returns how many. Twice puts nothing the second time.

    Of a count that differs only in the day it was made, a new one is put after a week. Past days are told in order.
    """
    hold(school)
    known, told = facts(school, on), 0
    for key, value in counted.items():
        if not _same(value, known.get(key), on):
            put_fact(school, key, value, actor=actor, true_from=on, source=source)
            told += 1
    return told


def _same(new: Any, old: Any, day: date) -> bool:
    """Whether nothing differs but the days that move by themselves, and they not by much."""
    if type(new) is not type(old):
        return False
    if new == old:
        return True
    moving = {"on": old.on} | ({"until": old.until} if hasattr(old, "until") else {})
    return bool(day < old.on + _AFRESH and replace(new, **moving) == old)
