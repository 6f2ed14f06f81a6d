"""Saying what a file is, and which of its columns is which."""

from collections.abc import Mapping as Map
from typing import Any

from django.db import transaction
from django.utils import timezone

from schoolgate.feeds.registry import FEEDS
from schoolgate.feeds.tabular import check_mapping
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.intake import kinds
from schoolgate.intake.actions.advancing import advance, locked
from schoolgate.intake.fingerprints import fingerprint
from schoolgate.intake.loads.registry import LOADS
from schoolgate.intake.models import Delivery, Mapping
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.actions.adding import Details

_NOT_WAITING = BadInputError("the file", "it no longer waits for this: somebody else was first.", "Look at it again.")


def say_what_it_is(delivery: Delivery, *, feed: str, load: str, actor: Actor) -> Delivery:
    """A person says what kind of list it is, and what is to be done with it. It is then looked at again as that."""
    FEEDS.get(feed)
    if feed not in LOADS.get(load).feeds:
        raise BadInputError("the file", f"{LOADS.get(load).words} cannot be changed by it.", "Choose another.")
    with transaction.atomic():
        held = locked(delivery)
        if held.state not in (Delivery.State.MAPPING, Delivery.State.READY, Delivery.State.REFUSED):
            raise _NOT_WAITING
        held.state, held.feed, held.load, held.looked = Delivery.State.QUARANTINED, feed, load, {}
        held.mapping, held.trouble = None, ""
        held.save()
        details: Details = {"feed": feed, "load": load}
        append(school_chain(held.school.ref), kinds.NAMED, actor=actor, subject=held.ref, details=details)
    return advance(held)


def save_mapping(delivery: Delivery, columns: Map[str, str], *, actor: Actor) -> Delivery:
    """Keep which heading is which column, for this file and all to come with these headings; then plan with it.

    Raises ``BadInputError`` where a column that is needed has no heading, two headings are one column, or the file no
    longer waits.
    """
    used: Any = {heading: column for heading, column in columns.items() if column}
    now = timezone.now()
    with transaction.atomic():
        hold(delivery.school)  # two may save one for the same headings at once
        held = locked(delivery)
        if held.state not in (Delivery.State.MAPPING, Delivery.State.READY) or not held.looked or not held.feed:
            raise _NOT_WAITING
        feed, headings = FEEDS.get(held.feed), held.looked["headings"]
        check_mapping(headings, feed.columns, used, "the list")
        mark = fingerprint(headings)
        rows = Mapping.objects.for_school(held.school).filter(feed=feed.key, fingerprint=mark)
        rows.filter(replaced_at__isnull=True).update(replaced_at=now)
        said = Mapping(
            school=held.school,
            feed=feed.key,
            fingerprint=mark,
            headings=headings,
            columns=used,
            saved_by=actor.ref,
            saved_at=now,
        )
        said.save()
        held.mapping, held.state, held.trouble = said, Delivery.State.QUARANTINED, ""
        held.save()
        details: Details = {"feed": feed.key, "fingerprint": mark, "columns": len(used), "mapping": said.ref}
        append(school_chain(held.school.ref), kinds.MAPPED, actor=actor, subject=held.ref, details=details)
    return advance(held)
