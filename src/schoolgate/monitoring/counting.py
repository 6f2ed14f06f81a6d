"""What the checks of the policy are told of looking and of what can be seen: counts alone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from schoolgate.activity.queries import sources
from schoolgate.monitoring.actions.escalating import open_by
from schoolgate.monitoring.models import ActivityLook, Alert, ViewGrant
from schoolgate.monitoring.queries.coverage import Coverage, coverage
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.vocabulary.facts import Counted, Permissions

# The chair has this long to look into an emergency look before it counts as not accounted for.
IN_TIME: Final = timedelta(days=7)
_YEAR: Final = timedelta(days=365)
# Alerts that were opened are counted for a week; those that wait, until they are opened.
_WEEK: Final = timedelta(days=7)


def counted_looking(school: School, *, on: date) -> dict[str, Any]:
    """Permissions and looks. Nothing to say of either where no web activity comes in and nobody proposed any."""
    grants = list(ViewGrant.objects.for_school(school).filter(starts__lte=on))
    if not grants and not sources(school):
        return {"monitoring.permissions": None, "monitoring.looks": None}
    return {"monitoring.permissions": permissions(grants, on), "monitoring.looks": looks(school, on)}


def counted_seeing(school: School, *, on: date) -> dict[str, Any]:
    """Sources and coverage, where web activity comes in at all."""
    if not sources(school):
        return dict.fromkeys(("monitoring.sources", "monitoring.covered"))
    found = coverage(school)
    silent = sum(is_silent and one.last is not None for one, is_silent in found.sources)
    never = sum(one.last is None for one, _ in found.sources)
    return {
        "monitoring.sources": Counted(len(found.sources), len(found.sources) - silent - never, silent, never, on),
        "monitoring.covered": covered(found, on),
    }


def counted_alerts(school: School, *, now: datetime) -> dict[str, Any]:
    """Alerts of the last week and those that still wait: opened in time, too late or not yet, and still in time.
    Nothing to say where no web activity comes in and nothing was ever noticed."""
    zone = ZoneInfo(school.time_zone)
    on = now.astimezone(zone).date()
    every = Alert.objects.for_school(school).filter(noticed_at__lte=now)
    if not every.exists() and not sources(school):
        return {"monitoring.alerts_opened": None}
    shown = every.exclude(state=Alert.State.SET_ASIDE)
    rows = list(shown.filter(noticed_at__gt=now - _WEEK) | shown.filter(state=Alert.State.OPEN, opened_at=None))
    days = calendar(school)
    late = sum(open_by(row, days, zone) < (row.opened_at or now) for row in rows)
    waits = sum(row.opened_at is None and open_by(row, days, zone) >= now for row in rows)
    return {"monitoring.alerts_opened": Counted(len(rows), len(rows) - late - waits, late, waits, on)}


def permissions(grants: Iterable[ViewGrant], on: date) -> Permissions:
    """For each report and role the best there is of it: in force, waiting, or run out with nothing after it. What was
    ended by hand was meant to end."""
    best: dict[tuple[str, str], int] = {}
    for one in grants:
        live = one.state == ViewGrant.State.AGREED and one.until >= on
        waits = one.state == ViewGrant.State.WAITING and one.until >= on
        lapsed = one.state == ViewGrant.State.AGREED and one.until < on <= one.until + _YEAR
        rank = 3 if live else 2 if waits else 1 if lapsed else 0
        if rank:
            best[one.report, one.role] = max(best.get((one.report, one.role), 0), rank)
    ranks = list(best.values())
    soonest = min(
        (one.until for one in grants if one.state == ViewGrant.State.AGREED and one.until >= on), default=None
    )
    return Permissions(ranks.count(3), ranks.count(2), ranks.count(1), on, soonest)


def looks(school: School, on: date) -> Counted:
    """Looks of the last year; an emergency look is good once it was found right."""
    rows = ActivityLook.objects.for_school(school).filter(allowed=True, at__date__gt=on - _YEAR, at__date__lte=on)
    every, emergencies = rows.count(), rows.filter(emergency=True)
    waiting = emergencies.filter(answered_at=None)
    late = waiting.filter(at__date__lt=on - IN_TIME).count() + emergencies.filter(right=False).count()
    unknown = waiting.filter(at__date__gte=on - IN_TIME).count()
    return Counted(every, every - late - unknown, late, unknown, on)


def covered(found: Coverage, on: date) -> Counted:
    """Classes and kinds of device; what nothing explains is not known, and what goes round the filter is broken."""
    pieces = [one for one in found.pieces if one.reason != "empty"]
    late = sum(one.reason == "bypass" for one in pieces)
    unknown = sum(one.hidden for one in pieces) - late
    return Counted(len(pieces), len(pieces) - late - unknown, late, unknown, on)
