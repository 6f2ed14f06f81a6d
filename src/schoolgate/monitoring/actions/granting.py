"""Proposing a permission to look, agreeing to it, and ending it."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.access import AGREERS, PROPOSERS
from schoolgate.monitoring.models import GrantSignature, ViewGrant
from schoolgate.monitoring.permissions.agreeing import GOVERNOR, Signed, complete, side_of
from schoolgate.monitoring.permissions.reports import LONGEST, REPORTS
from schoolgate.monitoring.queries.permissions import human_of
from schoolgate.notices.actions import send
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import acting, holders, person
from schoolgate.vocabulary.roles import POSTS

MOST: int = 2_000  # letters of a purpose


@transaction.atomic
def propose_grant(
    school: School, *, report: str, role: str, purpose: str, until: date, actor: Actor, starts: date | None = None
) -> ViewGrant:
    """Keep a permission to look until a head and a governor agree. The same, while it waits, waits once.

    Raises ``BadInputError`` for a report or role it cannot be for, for no purpose, and for a time that is over, or
    longer than a year; ``DeniedError`` for one who may not propose.
    """
    who = _signed_in(school, actor)
    require(roles_of(who, today(school)), *PROPOSERS)
    first = starts or today(school)
    _fit(report, role, purpose, first, until, today(school))
    hold(school)
    waiting = ViewGrant.objects.for_school(school).filter(state=ViewGrant.State.WAITING, report=report, role=role)
    known: ViewGrant | None = waiting.filter(starts=first, until=until).first()
    if known is not None:
        return known
    row = ViewGrant(school=school, report=report, role=role, purpose=purpose.strip(), starts=first, until=until)
    row.proposed_by, row.proposed_at = who.ref, timezone.now()
    row.save()
    details = {"report": report, "role": role, "until": until.isoformat()}
    append(school_chain(school.ref), kinds.GRANT_PROPOSED, actor=actor, subject=row.ref, details=details)
    _ask(row, actor)
    return row


@transaction.atomic
def agree_grant(school: School, ref: str, *, actor: Actor) -> ViewGrant:
    """Agree, as head or as governor; it holds with the second. A second press by the same person adds nothing.

    Raises ``DeniedError`` for one who may not agree now, and ``NotFoundError`` where it no longer waits.
    """
    who = _signed_in(school, actor)
    hold(school)
    row = _one(school, ref)
    if any(one.human == human_of(who) for one in _signed(row)):
        return row
    _waits(row)
    side = side_for(row, who)
    if not side:
        raise DeniedError(
            "Agreeing to this permission",
            "the headteacher and a governor must, two different people, and it is not for you to.",
            "It waits for the headteacher and the chair of governors.",
        )
    roles = roles_of(who, today(school))
    role = next((one for one in AGREERS if one in roles and (one in ("head", "slt")) == (side != GOVERNOR)), side)
    kept = GrantSignature(school=school, grant=row, side=side, role=role, person=who.ref, human=human_of(who))
    kept.signed_at = timezone.now()
    kept.save()
    both = complete(_signed(row))
    if both:
        row.state = ViewGrant.State.AGREED
        row.save()
    chain = school_chain(school.ref)
    append(chain, kinds.GRANT_SIGNED, actor=actor, subject=row.ref, details={"side": side, "both": both})
    return row


@transaction.atomic
def end_grant(school: School, ref: str, why: str, *, actor: Actor) -> ViewGrant:
    """End a permission at once, or decline one that waits. Any one of those who could agree may: closing is easy.

    Raises ``BadInputError`` without a reason, and ``NotFoundError`` for one that is over.
    """
    who = _signed_in(school, actor)
    if not why.strip():
        raise BadInputError("why", "there is none.", "Say in a sentence why.")
    hold(school)
    row = _one(school, ref)
    if row.proposed_by != who.ref:
        require(roles_of(who, today(school)), *AGREERS)
    if row.state not in (ViewGrant.State.WAITING, ViewGrant.State.AGREED):
        raise NotFoundError("the permission", "it is over already.", "Look at the list.")
    declined = row.state == ViewGrant.State.WAITING
    row.state = ViewGrant.State.DECLINED if declined else ViewGrant.State.ENDED
    row.closed_by, row.closed_at, row.why_closed = who.ref, timezone.now(), why.strip()[:MOST]
    row.save()
    details = {"how": str(row.state)}
    append(school_chain(school.ref), kinds.GRANT_CLOSED, actor=actor, subject=row.ref, details=details)
    return row


def side_for(row: ViewGrant, who: Person) -> str:
    """The side for which a person may sign it now, or none."""
    day = today(row.school)
    head = acting(row.school, "head", day)
    acts = who.ref in (head.person, *head.also) and not {"chair", "governors"} & roles_of(who, day)
    return side_of(roles_of(who, day), human_of(who), acts_as_head=acts, given_to=row.role, signed=_signed(row))


def _fit(report: str, role: str, purpose: str, starts: date, until: date, day: date) -> None:
    known = REPORTS.get(report)
    if known is None or role not in known.roles:
        able = ", ".join(POSTS.get(one, one) for one in known.roles) if known else ", ".join(REPORTS)
        raise BadInputError("the permission", f"cannot be for {POSTS.get(role, role)}.", f"It can be for: {able}.")
    if not purpose.strip() or len(purpose) > MOST:
        raise BadInputError("the purpose", f"is empty, or longer than {MOST} letters.", "Say what it is needed for.")
    if until < day or until < starts:
        raise BadInputError("the last day", "is over.", "Choose a later one.")
    if until - starts > timedelta(days=LONGEST):
        raise BadInputError("the last day", "is more than a year on.", "Choose an earlier one: it is gone over yearly.")


def _signed(row: ViewGrant) -> list[Signed]:
    return [Signed(one.side, one.human) for one in GrantSignature.objects.for_school(row.school).filter(grant=row)]


def _signed_in(school: School, actor: Actor) -> Person:
    if not actor.signs:
        raise DeniedError("A permission to look", "only a person who is signed in can.", "Sign in, and use the page.")
    return person(school, actor.ref)


def _one(school: School, ref: str) -> ViewGrant:
    row: ViewGrant | None = ViewGrant.objects.for_school(school).filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the permission", "there is none such.", "Look at the list.")
    return row


def _waits(row: ViewGrant) -> None:
    if row.state != ViewGrant.State.WAITING:
        raise NotFoundError("the permission", f"it does not wait any more: it is {row.state}.", "Look at the list.")


def _ask(row: ViewGrant, actor: Actor) -> None:
    """Write to whoever acts as head, and to the chair; the proposer aside."""
    day = today(row.school)
    link = settings.SCHOOLGATE_URL + reverse("monitoring.grant", args=[row.school.ref, row.ref])
    asked: dict[str, Any] = {acting(row.school, "head", day).person: None}
    asked |= {one.ref: None for one in holders(row.school, "chair", on=day)}
    for ref in asked:
        if ref and ref != actor.ref:
            send(row.school, ref, "monitoring.to-agree", {"link": link}, actor=actor, about=row.ref)
