"""What the registers tell the policy: counts and dates, whenever they change, and by the clock as they lapse."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from schoolgate.evidence.actions import put_fact
from schoolgate.evidence.queries import facts
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.registers.counting import counted

_AFRESH: Final = timedelta(days=7)  # told again after so long, though nothing has changed


@transaction.atomic
def tell_facts(school: School, *, actor: Actor, on: date | None = None) -> int:
    """Tell those facts that are not what was told before; returns how many. Twice tells nothing the second time.

    ``on`` is the day they are true from, today if left out: past days are told in their order.
    """
    hold(school)
    day = on or today(school)
    known, told = facts(school, day), 0
    for key, value in counted(school, on=day).items():
        if not _same(value, known.get(key), day):
            put_fact(school, key, value, actor=actor, true_from=day, source="registers")
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
