"""Adding a source of web activity."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from schoolgate.activity import kinds
from schoolgate.activity.models import Source
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School


@transaction.atomic
def add_source(
    school: School,
    name: str,
    feed: str,
    *,
    actor: Actor,
    transport: str = "upload",
    options: Mapping[str, Any] | None = None,
    way: Mapping[str, Any] | None = None,
) -> Source:
    """Add a source. ``feed`` is a key of the activity feeds and ``transport`` of the ways in; both are the caller's to
    check. A source of the same name, feed and transport that has not ended is the same."""
    hold(school)
    rows = Source.objects.for_school(school).filter(name=name, feed=feed, transport=transport, ended_on=None)
    known: Source | None = rows.first()
    if known is not None:
        return known
    row = Source(school=school, name=name, feed=feed, transport=transport, began_on=today(school))
    row.options, row.way = dict(options or {}), dict(way or {})
    row.save()
    append(
        school_chain(school.ref),
        kinds.SOURCE_ADDED,
        actor=actor,
        subject=row.ref,
        details={"feed": feed, "transport": transport},
    )
    return row
