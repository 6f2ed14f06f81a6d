"""Readers of what a policy lives through: when its review is due and what calls for one. Seen through ``queries``."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from schoolgate.kernel.clocks.months import add_months
from schoolgate.people.models import School
from schoolgate.policy.models import Adoption, Consultation, Review, ReviewTrigger, Version
from schoolgate.policy.own_facts import interval_of
from schoolgate.policy.promises import PolicyInForce
from schoolgate.policy.reviewing import ReviewDue, Trigger, review_due
from schoolgate.vocabulary.bodies import BODIES


@dataclass(frozen=True, slots=True)
class HeldReview:
    ref: str
    held_on: date
    outcome: str
    next_due: date | None
    words: str
    by: str
    recorded_at: datetime


def triggers(school: School, *, on: date, known_at: datetime | None = None) -> tuple[Trigger, ...]:
    """Whatever called for a review by ``on``, as known at ``known_at`` (now if None): open and answered, in order."""
    rows = ReviewTrigger.objects.for_school(school).filter(raised_on__lte=on).select_related("answered_by")
    if known_at is not None:
        rows = rows.filter(raised_at__lte=known_at)
    return tuple(_trigger(row, on, known_at) for row in rows.order_by("raised_on", "pk"))


def _trigger(row: ReviewTrigger, on: date, known_at: datetime | None) -> Trigger:
    held, answered = row.answered_by, None
    if held is not None and held.held_on <= on and (known_at is None or (row.answered_at or known_at) <= known_at):
        answered = held.held_on
    return Trigger(row.ref, row.kind, row.reason_ref, row.words, row.raised_on, row.due, answered)


def reviews(school: School, *, on: date, known_at: datetime | None = None) -> tuple[HeldReview, ...]:
    """The reviews held by ``on``, the last first."""
    rows = Review.objects.for_school(school).filter(held_on__lte=on)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return tuple(
        HeldReview(row.ref, row.held_on, row.outcome, row.next_due, row.words, row.by_name, row.recorded_at)
        for row in rows.order_by("-held_on", "-pk")
    )


def due(school: School, policy: PolicyInForce | None, *, on: date, known_at: datetime | None = None) -> ReviewDue:
    """When the review of ``policy`` is due on a day: the sooner of its date and of the open triggers."""
    if policy is None:
        return review_due(None, ())
    held = reviews(school, on=on, known_at=known_at)
    return review_due(_by_date(policy, held), triggers(school, on=on, known_at=known_at))


def _by_date(policy: PolicyInForce, held: Collection[HeldReview]) -> date | None:
    """What the last review since the policy came into force set; else what the policy says; else its interval."""
    adoption, document = policy.adoption, policy.reading.document
    since = (one.next_due for one in held if one.next_due and one.held_on >= adoption.in_force_from)
    said = next(since, None) or (document.review_due.date if document.review_due else None)
    interval = interval_of(document.review_interval)
    if said is None and interval is not None and interval.months:
        return add_months(adoption.ratified_on, interval.months)
    return said


def quorum(school: School, *, on: date, known_at: datetime | None = None) -> tuple[int | None, int | None] | None:
    """How many were there when the policy in force was ratified, and how many were needed, as they were entered."""
    rows = Adoption.objects.for_school(school).filter(in_force_from__lte=on)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    found = rows.order_by("-in_force_from", "-recorded_at", "-pk").values_list("present", "quorum").first()
    return (found[0], found[1]) if found else None


def reasons(school: School, kind: str) -> frozenset[str]:
    """The reasons of a kind that have called for a review, answered or not."""
    rows = ReviewTrigger.objects.for_school(school).filter(kind=kind)
    return frozenset(rows.values_list("reason_ref", flat=True))


def ratified_on(school: School, *, on: date) -> date | None:
    """The day on which the policy in force was ratified, without reading it."""
    rows = Adoption.objects.for_school(school).filter(in_force_from__lte=on)
    found = rows.order_by("-in_force_from", "-recorded_at", "-pk").values_list("ratified_on", flat=True).first()
    return found if isinstance(found, date) else None


def days(school: School) -> set[date]:
    """Every day on which a policy came into force, a review was held or called for, or people were asked about it."""
    dated: tuple[tuple[Any, str], ...] = (
        (Adoption, "in_force_from"),
        (Review, "held_on"),
        (ReviewTrigger, "raised_on"),
        (Consultation, "held_on"),
    )
    return {day for model, name in dated for day in model.objects.for_school(school).values_list(name, flat=True)}


def last_put_in_force(school: School) -> str:
    """The ref of the adoption that was recorded last; empty where there is none."""
    rows = Adoption.objects.for_school(school).order_by("-recorded_at", "-pk")
    return rows.values_list("ref", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version as a list shows it; what adopted it last, where it was ever put in force."""

    ref: str
    number: int
    filename: str
    sha256: str
    kept_at: datetime
    withdrawn_at: datetime | None = None
    adopted: bool = False
    pending: bool = False
    body: str = ""
    ratified_on: date | None = None
    in_force_from: date | None = None


def versions(school: School) -> tuple[VersionRow, ...]:
    """Every version kept, the latest first, without reading any."""
    rows = (
        Version.objects.for_school(school)
        .order_by("-number")
        .values_list("ref", "number", "filename", "sha256", "kept_at", "withdrawn_at")
    )
    adoptions = Adoption.objects.for_school(school).select_related("version").defer("version__reading")
    last = {one.version.ref: one for one in adoptions.order_by("in_force_from", "recorded_at", "pk")}
    return tuple(_version(VersionRow(*row), last.get(row[0])) for row in rows)


def _version(row: VersionRow, adopted: Adoption | None) -> VersionRow:
    if adopted is None:
        return row
    return replace(
        row,
        adopted=True,
        pending=adopted.pending,
        body=BODIES[adopted.body],
        ratified_on=adopted.ratified_on,
        in_force_from=adopted.in_force_from,
    )
