"""Taking files in. Nothing is looked at here: what came is locked away first, and the same file twice is one."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.intake import kinds
from schoolgate.intake.loads.registry import LOADS
from schoolgate.intake.models import Delivery
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.actions.adding import Details
from schoolgate.people.access import today
from schoolgate.people.models import School

MOST_BYTES: Final = 60_000_000
_LIVE: Final = (Delivery.State.QUARANTINED, Delivery.State.MAPPING, Delivery.State.READY)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Received:
    """``repeated`` is whether it was here already, and nothing was added."""

    delivery: Delivery
    repeated: bool


def receive(
    school: School,
    name: str,
    data: bytes,
    *,
    way: Delivery.Way,
    actor: Actor,
    feed: str = "",
    load: str = "",
    true_on: date | None = None,
    collected_at: datetime | None = None,
) -> Received:
    """Keep a file, locked, until it is looked at. ``true_on`` is the day it speaks of, today if left out.

    The same bytes as a file that waits, or as the last one applied of its kind, or as one another room took over, are
    that file again. Raises ``BadInputError`` for an empty file, one too large, and a feed or load there is not.
    """
    _check(name, data, feed, load)
    delivery = Delivery(
        school=school,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        way=way,
        given_by=actor.ref,
        true_on=true_on or today(school),
        collected_at=collected_at,
        feed=feed,
        load=load,
    )
    with transaction.atomic():
        hold(school)  # two that give the same file at once
        same = _same(school, delivery.sha256, feed)
        if same is not None:
            return _heard_again(same, actor)
        return _kept(delivery, data, actor)


def _heard_again(same: Delivery, actor: Actor) -> Received:
    same.heard_at = timezone.now()
    same.save(update_fields=["heard_at"])
    details: Details = {"sha256": same.sha256}
    append(school_chain(same.school.ref), kinds.REPEATED, actor=actor, subject=same.ref, details=details)
    return Received(same, repeated=True)


def _kept(delivery: Delivery, data: bytes, actor: Actor) -> Received:
    delivery.received_at = delivery.heard_at = timezone.now()
    delivery.file.save("file", ContentFile(data), save=False)
    delivery.save()
    details: Details = {
        "sha256": delivery.sha256,
        "bytes": delivery.size,
        "way": str(delivery.way),
        "true_on": delivery.true_on.isoformat(),
    }
    append(school_chain(delivery.school.ref), kinds.RECEIVED, actor=actor, subject=delivery.ref, details=details)
    return Received(delivery, repeated=False)


def as_set(files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Several files that belong together as one zip file, the same bytes for the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return f"{len(files)} files that belong together.zip", held.getvalue()


def _same(school: School, digest: str, feed: str) -> Delivery | None:
    """A file with these bytes that waits, or that is the last one applied of its kind."""
    rows = Delivery.objects.for_school(school).select_related("school", "mapping")
    alike = rows.filter(sha256=digest, **({"feed__in": ["", feed]} if feed else {}))
    waiting: Delivery | None = alike.filter(state__in=_LIVE).order_by("-received_at").first()
    if waiting is not None:
        return waiting
    handed: Delivery | None = alike.filter(state=Delivery.State.HANDED).first()
    if handed is not None:
        return handed
    for applied in alike.filter(state=Delivery.State.APPLIED).order_by("-decided_at"):
        later = rows.filter(state=Delivery.State.APPLIED, load=applied.load, decided_at__gt=applied.decided_at)
        if not later.exists():
            return applied  # type: ignore[no-any-return]  # the manager does not say which model it is of
    return None


def _check(name: str, data: bytes, feed: str, load: str) -> None:
    if not data:
        raise BadInputError(name, "there is nothing in it.", "Check the file, and give it again.")
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise BadInputError(name, f"it is larger than {most} MB.", "Give it in parts, or without what is not needed.")
    if feed:
        FEEDS.get(feed)
    if load:
        LOADS.get(load)
        if feed and feed not in LOADS.get(load).feeds:
            raise BadInputError(name, f"{load} takes no file of the kind {feed}.", "Leave one of the two out.")
