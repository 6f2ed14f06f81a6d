"""Alerts that nobody opened in time: others are told, with how many and no more."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.ledger.actions import append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.models import Alert
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.queries import acting, calendar, holders

# How long an alert may stay unopened (decision 0292): on the wall clock for what is high, else in school days.
AT_ONCE: Final = timedelta(hours=1)
DAYS: Final = {"medium": 1, "low": 3}
_FARTHEST: Final = 60  # days to the end of the longest holiday


def open_by(row: Alert, days: SchoolCalendar, zone: ZoneInfo) -> datetime:
    """Until when the alert is to be opened. What is high waits for no school day."""
    if row.severity == "high":
        return row.noticed_at + AT_ONCE
    day, left = row.noticed_at.astimezone(zone).date(), DAYS.get(row.severity, 3)
    for _ in range(_FARTHEST):
        day += timedelta(days=1)
        left -= days.is_school_day(day)
        if not left:
            break
    return datetime.combine(day, time(23, 59), zone)


def late(school: School, now: datetime) -> list[Alert]:
    """Unopened alerts whose time is over."""
    rows = list(Alert.objects.for_school(school).filter(state=Alert.State.OPEN, opened_at=None).order_by("pk"))
    if not rows:
        return []
    days, zone = calendar(school), ZoneInfo(school.time_zone)
    return [row for row in rows if open_by(row, days, zone) < now]


@transaction.atomic
def escalate(school: School, now: datetime, *, actor: Actor) -> int:
    """Tell the deputies and the head of alerts that were not opened in time, each alert once; how many alerts."""
    rows = [row for row in late(school, now) if row.told_at is None]
    if not rows:
        return 0
    hold(school)
    day = today(school)
    link = settings.SCHOOLGATE_URL + reverse("people.mine", args=[school.ref])
    told = {one.ref for one in holders(school, ("deputy-dsl", "head"), on=day)}
    told |= {ref for ref in (acting(school, "dsl", day).person,) if ref}
    for ref in sorted(told):
        context = {"link": link, "count": str(len(rows))}
        send(school, ref, "monitoring.not-opened", context, actor=actor, about=f"not-opened-{rows[0].ref}")
    Alert.objects.for_school(school).filter(pk__in=[row.pk for row in rows]).update(told_at=now)
    details = {"alerts": len(rows), "told": len(told)}
    append(school_chain(school.ref), kinds.NOT_OPENED, actor=actor, subject=school.ref, details=details)
    return len(rows)
