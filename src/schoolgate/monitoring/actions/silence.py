"""Keeping what fell silent: each silence once, however often it is looked at while it lasts."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from schoolgate.activity.noticing import Hit
from schoolgate.frame.bitemporal import hold
from schoolgate.monitoring.actions.alerting import keep_alerts, key_of
from schoolgate.monitoring.models import Alert
from schoolgate.people.models import School


@transaction.atomic
def keep_silences(school: School, hits: Sequence[Hit], now: datetime) -> list[str]:
    """Keep silences; the refs of new alerts. One that was kept and goes on is the same; one that began after it was
    heard again is a repeat of that day's."""
    if not hits:
        return []
    hold(school)
    keys = [key_of(school, hit) for hit in hits]
    known = dict(Alert.objects.for_school(school).filter(key__in=keys).values_list("key", "last_at"))
    fresh = [hit for hit, key in zip(hits, keys, strict=True) if key not in known or hit.first_at > known[key]]
    return keep_alerts(school, fresh, now=now)
