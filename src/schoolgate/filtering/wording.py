"""Moments as the filter's pages say them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from schoolgate.people.models import School


def clock(at: datetime, school: School) -> str:
    """``11:05`` where it is today at the school, else ``11:05 on 4 November``."""
    zone = ZoneInfo(school.time_zone)
    local = at.astimezone(zone)
    if local.date() == timezone.now().astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {local.day} {local:%B}"
