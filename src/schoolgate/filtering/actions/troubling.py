"""Who hears that lists are old or refused: the technician at once, the safeguarding lead where it lasts."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from schoolgate.evidence.actions import tell_changed
from schoolgate.filtering.ageing import counted_lists
from schoolgate.filtering.models import ChosenList
from schoolgate.frame.actor import Actor
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import acting

LASTS: Final = timedelta(days=3)
_FIRST: Final = ("it-lead", "filter.lists-refused")
_LATER: Final = ("dsl", "filter.lists-old")


@transaction.atomic
def tell_lists(school: School, *, actor: Actor, now: datetime) -> int:
    """Tell the facts that changed, and write to whom it concerns, once for each trouble; how many of both."""
    live = list(ChosenList.objects.for_school(school).filter(ended_on=None))
    said = tell_changed(
        school, counted_lists(live, on=today(school), now=now), on=today(school), actor=actor, source="filtering"
    )
    troubled = [row for row in live if row.trouble_at is not None]
    fresh = [row for row in troubled if row.told_at is None]
    lasting = [row for row in troubled if row.told_leads_at is None and now - row.trouble_at >= LASTS]
    for rows, (role, letter), field in ((fresh, _FIRST, "told_at"), (lasting, _LATER, "told_leads_at")):
        if rows and _write(school, role, letter, rows, actor):
            said += 1
            for row in rows:
                setattr(row, field, now)
                row.save(update_fields=[field])
    return said


def _write(school: School, role: str, letter: str, rows: list[ChosenList], actor: Actor) -> bool:
    link = f"{settings.SCHOOLGATE_URL}/schools/{school.ref}/filter/lists/"
    about = "-".join([rows[0].ref, f"{rows[0].trouble_at:%Y%m%d%H%M}"])
    day = today(school)
    person = acting(school, role, day).person or acting(school, "head", day).person
    if not person:
        return False
    send(school, person, letter, {"count": str(len(rows)), "link": link}, actor=actor, about=about)
    return True
