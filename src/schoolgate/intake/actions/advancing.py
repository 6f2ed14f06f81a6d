"""From quarantine to a person: a file is looked at, its mapping found, and what would change is planned.

Each step is worked out first and written in one short transaction, so a process that is killed half-way leaves the file
where it was, and the next round takes it up again.
"""

import contextlib
from datetime import datetime
from itertools import batched
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from schoolgate.feeds.contract import Reject
from schoolgate.feeds.registry import FEEDS
from schoolgate.frame.actor import Actor, system
from schoolgate.intake import fingerprints, kinds, parsing, previews
from schoolgate.intake.loads.contract import Load, Plan
from schoolgate.intake.loads.registry import LOADS, loads_for
from schoolgate.intake.models import Delivery, Mapping, RejectedRow
from schoolgate.intake.takers.registry import TAKERS
from schoolgate.kernel.errors import BadInputError, SchoolgateError
from schoolgate.ledger.actions import append, school_chain

OURSELVES = system("intake")


def advance(delivery: Delivery) -> Delivery:
    """Take a file in quarantine as far as it goes without a person, and return it as it then is. Safely done twice."""
    if delivery.state != Delivery.State.QUARANTINED:
        return delivery
    try:
        if not delivery.feed and not delivery.load and (handed := _handed_on(delivery)):
            return handed
        looked = delivery.looked or parsing.look(delivery)
        return _advance(delivery, looked)
    except SchoolgateError as error:
        return refuse(delivery, str(error), because="unreadable", actor=OURSELVES)


def _handed_on(delivery: Delivery) -> Delivery | None:
    """Let a room above take over a file that it knows as its own. The room keeps what it needs, so ours goes."""
    data = parsing.content(delivery.file)
    for taker in TAKERS:
        taken = taker.take(delivery, data)
        if taken is None:
            continue
        with transaction.atomic():
            held = locked(delivery)
            if held.state != Delivery.State.QUARANTINED:
                return held
            old = held.file.name
            held.state, held.trouble, held.file = Delivery.State.HANDED, taken.words, ""
            held.looked = {"taker": taker.key, "address": taken.address}
            held.decided_by, held.decided_at = OURSELVES.ref, timezone.now()
            held.save()
            append(
                school_chain(held.school.ref),
                kinds.HANDED,
                actor=OURSELVES,
                subject=held.ref,
                details={"taker": taker.key},
            )
        if old:
            held.file.storage.delete(old)
        return held
    return None


def _advance(delivery: Delivery, looked: dict[str, Any]) -> Delivery:
    feed = delivery.feed or looked["feed"]
    load = delivery.load or _only_load(feed)
    mapping = delivery.mapping or _saved(delivery, feed, looked)
    needs_mapping = not feed or not load or (bool(FEEDS.get(feed).columns) and mapping is None)
    if needs_mapping:
        return _write(delivery, state=Delivery.State.MAPPING, looked=looked, feed=feed, load=load, mapping=mapping)
    delivery.feed, delivery.load, delivery.mapping, delivery.looked = feed, load, mapping, looked
    return keep_plan(delivery, make_plan(delivery))


def make_plan(delivery: Delivery) -> Plan:
    """What applying would do now. Reads the file and the records, and writes nothing. May raise ``BadInputError``."""
    rejects: list[Reject] = []
    load = LOADS.get(delivery.load)
    with contextlib.closing(parsing.rows(delivery, rejects)) as rows:
        plan = load.plan(delivery.school, rows, on=delivery.true_on)
        for _left in rows:  # a load that did not need every row has still to leave the rejects complete
            pass
    return previews.with_rejects(plan, rejects)


def keep_plan(delivery: Delivery, plan: Plan) -> Delivery:
    """Keep a plan for the preview, with its rejects, in place of whatever was kept before."""
    load = LOADS.get(delivery.load)
    with transaction.atomic():
        held = locked(delivery)
        if held.state not in (Delivery.State.QUARANTINED, Delivery.State.READY):
            return held
        old = held.plan.name
        held.looked, held.feed, held.load = delivery.looked, delivery.feed, delivery.load
        held.mapping = delivery.mapping
        write_plan(held, plan, load)
        held.state, held.trouble = Delivery.State.READY, ""
        held.save()
    _drop(held, old)
    return held


def write_plan(held: Delivery, plan: Plan, load: Load) -> None:
    """Put the plan and its rejects beside a delivery that is locked; the caller saves it."""
    held.plan.save("plan", ContentFile(previews.packed(plan)), save=False)
    held.plan_digest, held.planned_at = previews.digest_of(plan), timezone.now()
    held.counts = previews.counts_of(plan, list(load.verbs))
    held.unchanged, held.rejected, held.stops = plan.unchanged, len(plan.rejects), bool(plan.stop)
    RejectedRow.objects.for_school(held.school).filter(delivery=held).delete()
    for some in batched(plan.rejects, 1000):
        RejectedRow.objects.for_school(held.school).bulk_create(
            RejectedRow(school=held.school, delivery=held, line=one.line, part=one.part, reason=one.reason, raw=one.raw)
            for one in some
        )


def refuse(delivery: Delivery, words: str, *, because: str, actor: Actor, at: datetime | None = None) -> Delivery:
    """Say of a file that waits that it is not taken, and why. ``because`` is a key for the permanent record."""
    with transaction.atomic():
        held = locked(delivery)
        if held.state not in (Delivery.State.QUARANTINED, Delivery.State.MAPPING, Delivery.State.READY):
            return held
        held.state, held.trouble = Delivery.State.REFUSED, words
        held.decided_by, held.decided_at = actor.ref, at or timezone.now()
        held.save()
        chain = school_chain(held.school.ref)
        append(chain, kinds.REFUSED, actor=actor, subject=held.ref, details={"because": because})
    return held


def again(delivery: Delivery, *, actor: Actor) -> Delivery:
    """Look again at a file that was not taken, as when what stood in its way has been put right."""
    with transaction.atomic():
        held = locked(delivery)
        if held.state != Delivery.State.REFUSED or not held.file:
            raise BadInputError("the file", "it is not one that was refused.", "Look at it as it is now.")
        held.state, held.trouble, held.looked = Delivery.State.QUARANTINED, "", {}
        held.decided_by, held.decided_at = "", None
        held.save()
        append(school_chain(held.school.ref), kinds.AGAIN, actor=actor, subject=held.ref)
    return advance(held)


def locked(delivery: Delivery) -> Delivery:
    """The delivery as it is now, locked until the transaction ends."""
    rows = Delivery.objects.for_school(delivery.school)
    held: Delivery = rows.select_for_update(of=("self",)).select_related("school", "mapping").get(pk=delivery.pk)
    return held


def _saved(delivery: Delivery, feed: str, looked: dict[str, Any]) -> Mapping | None:
    if not feed or not FEEDS.get(feed).columns:
        return None
    rows = Mapping.objects.for_school(delivery.school).filter(replaced_at__isnull=True, feed=feed)
    found: Mapping | None = rows.filter(fingerprint=fingerprints.fingerprint(looked["headings"])).first()
    return found


def _only_load(feed: str) -> str:
    loads = loads_for(feed) if feed else []
    return loads[0].key if len(loads) == 1 else ""


def _write(delivery: Delivery, **values: Any) -> Delivery:
    with transaction.atomic():
        held = locked(delivery)
        if held.state != Delivery.State.QUARANTINED:
            return held
        for name, value in values.items():
            setattr(held, name, value)
        held.save()
    return held


def _drop(held: Delivery, name: str | None) -> None:
    """Take away a plan that nothing names any more."""
    if name and name != held.plan.name:
        held.plan.storage.delete(name)
