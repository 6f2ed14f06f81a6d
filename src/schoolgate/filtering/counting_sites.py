"""What the checks of the policy are told of sites: asked for and answered, checked for lessons, and finds."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from schoolgate.evidence.queries import jobs
from schoolgate.filtering.models import CheckedSite, Found, SettingVersion, SiteRequest
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.people.models import School
from schoolgate.people.queries import calendar
from schoolgate.vocabulary.shapes import Counted

ASKED_WITHIN: Final = timedelta(days=30)
FOUND_WITHIN: Final = timedelta(days=90)
GOOD_FOR: Final = timedelta(days=14)


def counted(school: School, *, on: date) -> dict[str, Any]:
    """Each fact by its key. Where the school neither agreed a setting here nor used any of this, nothing is said."""
    used = SettingVersion.objects.for_school(school).exists()
    return {
        "filtering.sites_asked": _asked(school, on, used),
        "filtering.sites_checked": _checked(school, on),
        "filtering.finds": _finds(school, on, used),
    }


def _asked(school: School, on: date, used: bool) -> Counted | None:
    """In time is by the end of the next school day. One that still waits within it is neither good nor late."""
    zone = ZoneInfo(school.time_zone)
    since = datetime.combine(on - ASKED_WITHIN, time.min, zone)
    rows = SiteRequest.objects.for_school(school).filter(asked_at__gte=since)
    told = list(rows.values_list("state", "asked_at", "answered_at"))
    if not told and not used:
        return None
    days, good, late = calendar(school), 0, 0
    for state, asked, answered in told:
        by = _next_school_day(days, asked.astimezone(zone).date())
        if state in ("yes", "no") and answered and answered.astimezone(zone).date() <= by:
            good += 1
        elif state != "open" or on > by:
            late += 1
    return Counted(len(told), good, late, len(told) - good - late, on, on + GOOD_FOR)


def _checked(school: School, on: date) -> Counted | None:
    rows = CheckedSite.objects.for_school(school).filter(
        state__in=("suitable", "changed"), check_of__until__date__gt=on
    )
    states = list(rows.values_list("state", flat=True))
    good = states.count("suitable")
    return Counted(len(states), good, len(states) - good, 0, on, on + GOOD_FOR) if states else None


def _finds(school: School, on: date, used: bool) -> Counted | None:
    """Dealt with when the safeguarding lead's job is done; late from the day after it was due."""
    rows = Found.objects.for_school(school).filter(at__date__gt=on - FOUND_WITHIN)
    asked = set(rows.values_list("job", flat=True))
    if not asked and not used:
        return None
    waiting = [job for job in jobs(school, on=on) if job.ref in asked]
    late = sum(job.due < on for job in waiting)
    return Counted(len(asked), len(asked) - len(waiting), late, len(waiting) - late, on, on + GOOD_FOR)


def _next_school_day(days: SchoolCalendar, day: date) -> date:
    for ahead in range(1, 60):
        later = day + timedelta(days=ahead)
        if days.is_school_day(later):
            return later
    return day + timedelta(days=60)
