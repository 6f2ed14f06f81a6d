"""Applying what was shown, and undoing it. One of two who do it at once wins; the other is told."""

from django.db import transaction
from django.utils import timezone

from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.intake import kinds, parsing, previews
from schoolgate.intake.actions.advancing import keep_plan, locked, refuse, write_plan
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.registry import LOADS
from schoolgate.intake.models import Delivery
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.actions.adding import Details


class ChangedPlanError(BadInputError):
    """What would change is no longer what was shown: the new preview has been kept, and must be looked at."""


class _OutdatedError(Exception):
    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def apply(delivery: Delivery, *, shown: str, answered: bool, actor: Actor) -> Delivery:
    """Do what was shown. ``shown`` is the digest of the plan the person looked at; ``answered`` that they said yes to
    the question of a plan that stops.

    It is planned again within the transaction. Raises ``ChangedPlanError`` where that differs from what was shown, and
    ``BadInputError`` where the question is not answered or the file no longer waits.
    """
    rejects: list[Reject] = []
    _still_ready(delivery)
    rows = list(parsing.rows(delivery, rejects))
    try:
        return _apply(delivery, rows, rejects, shown=shown, answered=answered, actor=actor)
    except _OutdatedError as outdated:
        keep_plan(delivery, outdated.plan)
        raise ChangedPlanError(
            "the preview", "something has changed since it was made.", "Look at the new one, and decide again."
        ) from None


def _apply(
    delivery: Delivery, rows: list[Row], rejects: list[Reject], *, shown: str, answered: bool, actor: Actor
) -> Delivery:
    load = LOADS.get(delivery.load)
    with transaction.atomic():
        hold(delivery.school)
        held = locked(delivery)
        _still_ready(held)
        plan = previews.with_rejects(load.plan(held.school, iter(rows), on=held.true_on), rejects)
        if previews.digest_of(plan) != shown:
            raise _OutdatedError(plan)
        if plan.stop and not answered:
            raise BadInputError("the file", f"{plan.stop} Nothing was changed.", "Say that this is right, or leave it.")
        held.decided_by, held.decided_at = actor.ref, timezone.now()
        if held.plan_digest != shown:
            write_plan(held, plan, load)
        held.state = Delivery.State.APPLIED
        held.save()
        done = load.apply(held.school, plan, ref=held.ref, actor=actor, at=held.decided_at)
        held.counts = {verb: count for verb, count in done.counts.items() if count}
        held.save()
        details: Details = {
            "load": load.key,
            "plan": shown,
            "changes": sum(done.counts.values()),
            "unchanged": plan.unchanged,
            "rejected": len(plan.rejects),
            "answered": bool(plan.stop),
        }
        append(school_chain(held.school.ref), kinds.APPLIED, actor=actor, subject=held.ref, details=details)
    return held


def undo(delivery: Delivery, *, actor: Actor) -> Delivery:
    """Put back what was known before the file was applied. Raises ``BadInputError`` where it is not one that is, or
    where what it changed has been changed since.
    """
    load = LOADS.get(delivery.load)
    with transaction.atomic():
        hold(delivery.school)
        held = locked(delivery)
        if held.state != Delivery.State.APPLIED:
            raise BadInputError("the file", "it is not one that is applied now.", "Look at it again.")
        held.state, held.undone_by, held.undone_at = Delivery.State.UNDONE, actor.ref, timezone.now()
        held.save()
        done = load.undo(held.school, ref=held.ref, actor=actor, at=held.undone_at)
        undone: Details = {"load": load.key, "changes": sum(done.counts.values())}
        append(school_chain(held.school.ref), kinds.UNDONE, actor=actor, subject=held.ref, details=undone)
    return held


def set_aside(delivery: Delivery, *, actor: Actor) -> Delivery:
    """A person says that a file which waits is not to be used."""
    return refuse(delivery, "Somebody set it aside.", because="set-aside", actor=actor)


def _still_ready(delivery: Delivery) -> None:
    if delivery.state != Delivery.State.READY:
        state = Delivery.State(delivery.state).label.lower()
        raise BadInputError("the file", f"it no longer waits: {state}.", "Look at it again.")
