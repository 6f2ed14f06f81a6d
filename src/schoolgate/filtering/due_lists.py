"""What the clock does for block lists: hand over what is due to be fetched, and tell what has grown old."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from schoolgate.filtering.actions import BusyError, tell_lists, update
from schoolgate.filtering.models import ChosenList
from schoolgate.frame.actor import system
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.frame.scoped import unscoped
from schoolgate.people.models import School

_FETCHER: Final = system("block lists")
_IN_HAND: Final = timedelta(hours=1)  # a fetch that was killed is tried again after it


@each_round("filtering.lists")
def look_after_lists(now: datetime) -> int:
    """Have lists that are due fetched in the background, a school at a time, and tell what has grown old; how many.

    What is due is put an hour off when it is handed over, so that the next round of the clock hands over nothing twice.
    """
    with unscoped("the clock looks after the lists of every school"):
        live = ChosenList.objects.filter(ended_on=None)
        schools = set(live.values_list("school_id", flat=True))
        due = set(live.filter(next_at__lte=now).values_list("school_id", flat=True))
    rows = list(School.objects.filter(pk__in=schools).order_by("pk"))
    handed = for_each([one for one in rows if one.pk in due], lambda one: _hand_over(one, now))
    return sum(handed) + sum(for_each(rows, lambda one: tell_lists(one, actor=_FETCHER, now=now)))


@transaction.atomic
def _hand_over(school: School, now: datetime) -> int:
    live = ChosenList.objects.for_school(school).filter(ended_on=None, next_at__lte=now)
    refs = list(live.select_for_update().values_list("ref", flat=True))
    ChosenList.objects.for_school(school).filter(ref__in=refs).update(next_at=now + _IN_HAND)
    transaction.on_commit(lambda: fetch_lists.enqueue(school.ref, refs))
    return len(refs)


@task
def fetch_lists(school_ref: str, refs: list[str]) -> bool:
    """For the worker: fetch these lists of a school, and put in service what is fit; whether it was its turn."""
    school = School.objects.get(ref=school_ref)
    try:
        update(school, actor=_FETCHER, only=refs)
    except BusyError:
        ChosenList.objects.for_school(school).filter(ref__in=refs).update(next_at=timezone.now())
        return False
    return True
