"""What calls for a review is raised once for each reason, and closed by nothing but a review that was held."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.outbox import publish
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger import actions as ledger
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy.events import ReviewTriggered
from schoolgate.policy.models import Review, ReviewTrigger
from schoolgate.policy.reviewing import due_after
from schoolgate.vocabulary.reviews import OUTCOMES, TRIGGERS


@transaction.atomic
def trigger_review(
    school: School, kind: str, *, reason_ref: str, words: str = "", actor: Actor, on: date | None = None
) -> str:
    """Say that something calls for a review of the policy; returns the trigger's ref.

    ``kind`` is a key of ``vocabulary.reviews.TRIGGERS``; ``reason_ref`` names the reason (an incident, a pack), and the
    same reason given again is the same trigger, open or answered. ``words`` are kept locked. Raises ``BadInputError``.
    """
    if kind not in TRIGGERS:
        raise BadInputError(
            "The kind", f"is “{kind}”, which calls for no review.", f"Give one of: {', '.join(TRIGGERS)}."
        )
    if not reason_ref or len(reason_ref) > 80:
        raise BadInputError("The reason", "has no ref, or one over 80 letters.", "Give the ref of what happened.")
    hold(school)  # two at once with one reason are one
    rows = ReviewTrigger.objects.for_school(school)
    known = rows.filter(kind=kind, reason_ref=reason_ref).first()
    if known is not None:
        return str(known.ref)
    raised_on = on or today(school)
    row = ReviewTrigger(school=school, kind=kind, reason_ref=reason_ref, words=words.strip(), raised_on=raised_on)
    row.due = due_after(raised_on, people.calendar(school))
    row.raised_at, row.by = timezone.now(), actor.ref
    row.save()
    details = {"kind": kind, "reason": reason_ref, "due": row.due.isoformat()}
    publish(ReviewTriggered(school.ref, kind, reason_ref), school_ref=school.ref)
    ledger.append(
        ledger.school_chain(school.ref), kinds.REVIEW_TRIGGERED, actor=actor, subject=row.ref, details=details
    )
    return row.ref


@transaction.atomic
def hold_review(
    school: School,
    *,
    held_on: date,
    outcome: str,
    actor: Actor,
    actor_name: str,
    words: str = "",
    next_due: date | None = None,
) -> Review:
    """Record that the policy was reviewed on a day; said twice, once. It answers every trigger raised by that day.

    ``outcome`` is a key of ``vocabulary.reviews.OUTCOMES``. Raises ``BadInputError`` for a review still to come.
    """
    _check(school, held_on=held_on, outcome=outcome, next_due=next_due)
    hold(school)
    same = Review.objects.for_school(school).filter(held_on=held_on, outcome=outcome, next_due=next_due, by=actor.ref)
    known: Review | None = next((one for one in same if one.words == words.strip()), None)
    if known is not None and not _open_by(school, held_on).exists():
        return known
    review = Review(school=school, held_on=held_on, outcome=outcome, next_due=next_due, words=words.strip())
    review.by, review.by_name, review.recorded_at = actor.ref, actor_name, timezone.now()
    review.save()
    count = _open_by(school, held_on).update(answered_by=review, answered_at=review.recorded_at)
    details: dict[str, str | int | bool | None] = {
        "held_on": held_on.isoformat(),
        "outcome": outcome,
        "next_due": next_due.isoformat() if next_due else None,
        "triggers": count,
    }
    ledger.append(ledger.school_chain(school.ref), kinds.REVIEW_HELD, actor=actor, subject=review.ref, details=details)
    return review


@transaction.atomic
def close_trigger(school: School, trigger: str, *, review: str, actor: Actor) -> None:
    """Close one trigger with a review that was held on or after the day it was raised, and with nothing else.

    Raises ``NotFoundError`` for a trigger or review that is not this school's, ``BadInputError`` without a review.
    """
    if not review:
        raise BadInputError(
            "This call for a review",
            "is not answered until one is held.",
            "Say when it was held, by whom, and how it ended.",
        )
    row = ReviewTrigger.objects.for_school(school).select_for_update(of=("self",)).filter(ref=trigger).first()
    held = Review.objects.for_school(school).filter(ref=review).first()
    if row is None or held is None:
        raise NotFoundError("That review", "or what called for it is not this school’s.", "Open the page again.")
    if held.held_on < row.raised_on:
        raise BadInputError(
            f"The review of {spelt(held.held_on)}",
            f"was held before this was raised, on {spelt(row.raised_on)}.",
            "Hold a review that can take it in.",
        )
    if row.answered_by_id is not None:
        return
    row.answered_by, row.answered_at = held, timezone.now()
    row.save()
    chain = ledger.school_chain(school.ref)
    ledger.append(chain, kinds.TRIGGER_CLOSED, actor=actor, subject=row.ref, details={"review": held.ref})


def _open_by(school: School, day: date) -> QuerySet[ReviewTrigger]:
    return ReviewTrigger.objects.for_school(school).filter(answered_by__isnull=True, raised_on__lte=day)


def _check(school: School, *, held_on: date, outcome: str, next_due: date | None) -> None:
    if outcome not in OUTCOMES:
        raise BadInputError("How it ended", f"is “{outcome}”, which is no end.", f"Give one of: {', '.join(OUTCOMES)}.")
    if held_on > today(school):
        raise BadInputError(
            f"The review of {spelt(held_on)}", "has not been held yet.", "Give the day when it was held."
        )
    if next_due is not None and next_due <= held_on:
        raise BadInputError(
            f"The next review, {spelt(next_due)}", "is not after this one.", "Give a later day, or leave it empty."
        )
