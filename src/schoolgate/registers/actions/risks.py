"""Adding a risk, looking at it again, closing it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Promise
from schoolgate.registers import kinds
from schoolgate.registers.actions.telling import tell_facts
from schoolgate.registers.models import Risk, RiskPromise, RiskScore


@transaction.atomic
def add_risk(
    school: School,
    words: str,
    *,
    likelihood: int,
    impact: int,
    review_on: date,
    actor: Actor,
    owner: Person | None = None,
    mitigation: str = "",
    promises: Sequence[str] = (),
    on: date | None = None,
) -> Risk:
    """Enter a risk, scored ``likelihood`` by ``impact`` (1 to 5 each), with the refs of the promises that keep it down.
    In the same words on the same day it is entered once.

    Raises ``BadInputError`` for no words, a score out of range or a review before ``on``; ``NotFoundError`` for a
    promise that is not this school's.
    """
    day = on or today(school)
    _check(words, likelihood, impact, review_on, day)
    hold(school)
    that_day = Risk.objects.for_school(school).filter(opened_on=day, closed_on=None)
    known: Risk | None = next((one for one in that_day if one.words == words.strip()), None)
    if known is not None:
        return known
    row = Risk(
        school=school,
        words=words.strip(),
        mitigation=mitigation.strip(),
        owner=owner,
        review_on=review_on,
        opened_on=day,
    )
    row.save()
    _say(row, likelihood, impact, promises, kinds.RISK_ADDED, actor, day)
    return row


@transaction.atomic
def review_risk(
    risk: Risk,
    *,
    likelihood: int,
    impact: int,
    review_on: date,
    actor: Actor,
    owner: Person | None = None,
    words: str | None = None,
    mitigation: str | None = None,
    promises: Sequence[str] = (),
    on: date | None = None,
) -> Risk:
    """Score it anew and say when it is looked at again. What it was scored before is kept."""
    day = on or today(risk.school)
    _check(risk.words if words is None else words, likelihood, impact, review_on, day)
    hold(risk.school)
    risk.refresh_from_db()
    _check_open(risk)
    risk.owner, risk.review_on = owner, review_on
    risk.words = risk.words if words is None else words.strip()
    risk.mitigation = risk.mitigation if mitigation is None else mitigation.strip()
    risk.save()
    _say(risk, likelihood, impact, promises, kinds.RISK_REVIEWED, actor, day)
    return risk


@transaction.atomic
def close_risk(risk: Risk, *, actor: Actor, on: date | None = None) -> None:
    """It is a risk no more. Raises ``BadInputError`` where that was said before."""
    hold(risk.school)
    risk.refresh_from_db()
    _check_open(risk)
    risk.closed_on = on or today(risk.school)
    risk.save()
    tell_facts(risk.school, actor=actor)
    details = {"on": risk.closed_on.isoformat()}
    append(school_chain(risk.school.ref), kinds.RISK_CLOSED, actor=actor, subject=risk.ref, details=details)


def _say(row: Risk, likelihood: int, impact: int, promises: Sequence[str], kind: Kind, actor: Actor, day: date) -> None:
    school = row.school
    score = RiskScore(school=school, risk=row, likelihood=likelihood, impact=impact, on=day, by=actor.ref)
    score.recorded_at = timezone.now()
    score.save()
    found = {one.ref: one for one in Promise.objects.for_school(school).filter(ref__in=promises)}
    missing = [ref for ref in promises if ref not in found]
    if missing:
        raise NotFoundError(f"promise {missing[0]}", "there is none at this school.", "Look at the list of promises.")
    RiskPromise.objects.for_school(school).filter(risk=row).exclude(promise__ref__in=promises).delete()
    for promise in found.values():
        RiskPromise.objects.for_school(school).get_or_create(school=school, risk=row, promise=promise)
    tell_facts(school, actor=actor)
    details = {
        "likelihood": likelihood,
        "impact": impact,
        "owner": row.owner.ref if row.owner else None,
        "review_on": row.review_on.isoformat(),
        "promises": len(found),
    }
    append(school_chain(school.ref), kind, actor=actor, subject=row.ref, details=details)


def _check(words: str, likelihood: int, impact: int, review_on: date, day: date) -> None:
    if not words.strip():
        raise BadInputError("the risk", "it has no words.", "Say in a sentence what could go wrong.")
    if not (1 <= likelihood <= 5 and 1 <= impact <= 5):
        raise BadInputError("the score", "how likely and how bad go from 1 to 5.", "Choose a number from 1 to 5.")
    if review_on < day:
        raise BadInputError("the next look", "it lies before this one.", "Give a day that is still to come.")


def _check_open(risk: Risk) -> None:
    if risk.closed_on is not None:
        raise BadInputError("the risk", "it was closed before.", "Add it again if it has come back.")
