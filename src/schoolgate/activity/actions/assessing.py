"""The data-protection impact assessment of the log: asked for by the first rows, recorded by whoever answers for it."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from schoolgate.activity import kinds
from schoolgate.activity.models import Assessment, KeptFor, Part
from schoolgate.activity.models.keeping import USUAL_DAYS, USUAL_YEARS
from schoolgate.evidence.actions import do_job, raise_job, tell_changed
from schoolgate.evidence.queries import jobs
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.vocabulary.facts import Counted

JOB: Final = "assess-activity"
ABOUT: Final = "web-activity"
MOST_DAYS: Final = 400
MOST_YEARS: Final = 10
SOURCE: Final = "web-activity"
_TOLD_FOR: Final = timedelta(days=7)
_TO_ASSESS: Final = timedelta(days=14)
_LONGEST_REVIEW: Final = timedelta(days=3 * 366)


def ask_for_assessment(school: School, *, actor: Actor) -> None:
    """Ask the data protection officer, where rows are kept and no assessment is in date (UK GDPR article 35)."""
    day = today(school)
    if Assessment.objects.for_school(school).filter(review_on__gt=day).exists():
        return
    raise_job(
        school,
        kind=JOB,
        about=ABOUT,
        role="dpo",
        due=day + _TO_ASSESS,
        minutes=45,
        words="Assess the web activity that is now kept: what, of whom, for how many days (data protection)",
        actor=actor,
        on=day,
    )


@transaction.atomic
def tell_assessed(school: School, *, actor: Actor) -> int:
    """Tell the checks of the policy whether what is kept was assessed; whether that changed."""
    day = today(school)
    rows = Assessment.objects.for_school(school)
    if not (rows.exists() or Part.objects.for_school(school).exists()):
        return 0
    good = int(rows.filter(review_on__gt=day).exists())
    fact = Counted(1, good, 1 - good, 0, day, day + _TOLD_FOR)
    return tell_changed(school, {"activity.assessed": fact}, on=day, actor=actor, source=SOURCE)


@transaction.atomic
def record_assessment(
    school: School,
    *,
    by: Person,
    made_on: date,
    review_on: date,
    days: int,
    words: str = "",
    actor: Actor,
) -> Assessment:
    """Record that the assessment was made, and how many days of rows it allows; keeping is cut to that at once.

    Raises ``BadInputError`` for a day to come, a review that is over or more than three years on, and days out of
    reason.
    """
    day = today(school)
    if made_on > day:
        raise BadInputError("the day it was made", "is still to come.", "Give the day on which it was signed.")
    if not day < review_on <= made_on + _LONGEST_REVIEW:
        raise BadInputError("the day of the next look", "is over, or more than three years on.", "Give a nearer day.")
    _check_days(days)
    hold(school)
    row = Assessment(school=school, made_on=made_on, review_on=review_on, days=days, by=by.ref, words=words.strip())
    row.save()
    said: dict[str, str | int | bool | None] = {
        "on": made_on.isoformat(),
        "review": review_on.isoformat(),
        "days": days,
    }
    append(school_chain(school.ref), kinds.ASSESSED, actor=actor, subject=row.ref, details=said)
    known = kept_for(school)
    if known.days > days:
        keep_for(school, days=days, years=known.years, actor=actor)
    tell_assessed(school, actor=actor)
    _close_job(school, actor, day)
    return row


def _close_job(school: School, actor: Actor, day: date) -> None:
    """What was asked for is done, where it was asked of whoever records it, or they are the head."""
    for job in jobs(school, on=day):
        if job.about == ABOUT and actor.signs:
            with suppress(DeniedError):  # asked of somebody else, who says so themselves
                do_job(school, job.ref, actor=actor, person=actor.ref, on=day)


@transaction.atomic
def keep_for(school: School, *, days: int, years: int, actor: Actor) -> KeptFor:
    """Say for how many days rows are kept and for how many years counts. Raises ``BadInputError`` for more days than
    the assessment allows."""
    _check_days(days)
    if not 1 <= years <= MOST_YEARS:
        raise BadInputError("how long counts are kept", f"is not from 1 to {MOST_YEARS} years.", "Give a number.")
    hold(school)
    allowed = Assessment.objects.for_school(school).order_by("-made_on", "-pk").values_list("days", flat=True).first()
    if allowed is not None and days > allowed:
        raise BadInputError(
            "how long rows are kept", f"is more than the {allowed} days that were assessed.", "Assess it anew first."
        )
    row = kept_for(school)
    row.days, row.years = days, years
    row.save()
    append(
        school_chain(school.ref),
        kinds.KEPT_FOR,
        actor=actor,
        subject=school.ref,
        details={"days": days, "years": years},
    )
    return row


def kept_for(school: School) -> KeptFor:
    """How long it is at this school; where nobody said, the usual, not saved."""
    row: KeptFor | None = KeptFor.objects.for_school(school).first()
    return row or KeptFor(school=school, days=USUAL_DAYS, years=USUAL_YEARS)


def _check_days(days: int) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise BadInputError("how long rows are kept", f"is not from 1 to {MOST_DAYS} days.", "Give a number of days.")
