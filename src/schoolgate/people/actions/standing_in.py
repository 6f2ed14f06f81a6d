"""Passing work on for a time, and being away."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor, ActorKind
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.circles import MANAGERS
from schoolgate.people.models import ADMINISTRATOR, Away, Delegation, Person, RoleAssignment, School
from schoolgate.vocabulary.areas import AREAS
from schoolgate.vocabulary.roles import post

type Details = dict[str, str | int | bool | None]


def delegate(
    giver: Person, to: Person, role: str, *, actor: Actor, valid_from: date, valid_to: date, area: str = ""
) -> Delegation:
    """``giver`` passes ``role``, or one ``area`` of its work, to ``to`` from ``valid_from`` until the day before
    ``valid_to``. There is always an end.

    Raises ``BadInputError`` when the giver does not hold the role over all of those days, for an area there is not,
    and for the safeguarding lead's work passed to somebody who is no deputy safeguarding lead; ``DeniedError`` for
    whoever takes another's work for themselves.
    """
    _check_delegation(giver, to, role, area, valid_from, valid_to)
    _check_self_or_manager(giver, actor)
    if actor.kind is ActorKind.PERSON and actor.ref == to.ref:
        raise DeniedError(
            "What you asked for", "nobody takes another’s work for themselves.", "Ask whose work it is to pass it on."
        )
    school = giver.school
    with transaction.atomic():
        row = Delegation(school=school, giver=giver, to=to, role=role, area=area)
        row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
        put(row)
        details: Details = {
            "delegation": row.ref,
            "to": to.ref,
            "role": role,
            "area": area or None,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat(),
        }
        append(school_chain(school.ref), kinds.DELEGATED, actor=actor, subject=giver.ref, details=details)
    return row


def end_delegation(school: School, ref: str, *, actor: Actor, valid_to: date) -> None:
    """The delegation is over from ``valid_to`` on, before its time. Raises ``NotFoundError`` if it is over by then."""
    with transaction.atomic():
        hold(school)
        rows = Delegation.objects.for_school(school).known().overlapping(valid_to, None)
        known = rows.filter(ref=ref).select_related("giver").first()
        if known is None:
            raise NotFoundError(f"delegation {ref}", "there is none, or it is over by then.", "Check the date.")
        _check_self_or_manager(known.giver, actor)
        withdraw(Delegation, school, {"ref": ref}, valid_from=valid_to, valid_to=None, at=timezone.now())
        details: Details = {"delegation": ref, "valid_to": valid_to.isoformat()}
        append(school_chain(school.ref), kinds.DELEGATION_ENDED, actor=actor, subject=known.giver.ref, details=details)


def go_away(person: Person, *, actor: Actor, valid_from: date, back: date) -> Away:
    """The person is away from ``valid_from`` and back on ``back``; days said before that this touches are replaced.

    Said by themselves, or by an administrator or the head. Raises ``BadInputError`` when ``back`` is not later.
    """
    if back <= valid_from:
        cause = f"back on {spelt(back)} is not after {spelt(valid_from)}."
        raise BadInputError("the days away", cause, "Give the first day away and the day you are back.")
    _check_self_or_manager(person, actor)
    with transaction.atomic():
        row = Away(school=person.school, person=person)
        row.valid_from, row.valid_to, row.recorded_at = valid_from, back, timezone.now()
        put(row)
        details: Details = {"valid_from": valid_from.isoformat(), "valid_to": back.isoformat()}
        append(school_chain(person.school.ref), kinds.AWAY, actor=actor, subject=person.ref, details=details)
    return row


def come_back(person: Person, *, actor: Actor, on: date) -> None:
    """The person is here from ``on``: days away said after it are withdrawn. Nothing if there are none."""
    _check_self_or_manager(person, actor)
    with transaction.atomic():
        hold(person.school)
        rows = Away.objects.for_school(person.school).known().overlapping(on, None).filter(person=person)
        if rows.exists():
            withdraw(Away, person.school, {"person": person}, valid_from=on, valid_to=None, at=timezone.now())
            details: Details = {"valid_to": on.isoformat()}
            append(school_chain(person.school.ref), kinds.BACK, actor=actor, subject=person.ref, details=details)


def _check_self_or_manager(person: Person, actor: Actor) -> None:
    """Somebody speaks for themselves; for others, an administrator or the head (or the operator, who is recorded)."""
    if actor.kind is not ActorKind.PERSON or actor.ref == person.ref:
        return
    doer = Person.objects.for_school(person.school).filter(ref=actor.ref).first()
    require(roles_of(doer, today(person.school)) if doer else frozenset(), *MANAGERS)


def _check_delegation(giver: Person, to: Person, role: str, area: str, first: date, end: date) -> None:
    if to.pk == giver.pk or (to.account_id is not None and to.account_id == giver.account_id):
        raise BadInputError("the delegation", "it goes back to the same person.", "Choose somebody else.")
    if area and area not in AREAS:
        raise BadInputError(f"the area {area!r}", "there is no such area.", f"Known: {', '.join(AREAS)}.")
    if end <= first:
        raise BadInputError("the delegation", f"{spelt(end)} is not after {spelt(first)}.", "Give a later end.")
    if role == ADMINISTRATOR:
        raise BadInputError("the role", "it is given, not passed on.", "Give it to them with a last day.")
    own = _own_roles(giver, first)
    if role not in own:
        cause = f"whoever passes it on does not hold it on {spelt(first)}."
        raise BadInputError(f"the role of {post(role).lower()}", cause, "Choose a role they hold.")
    # Deputies may be given the lead's activities, never the lead itself (Keeping children safe in education, annex C).
    if role == "dsl" and not {"dsl", "deputy-dsl"} & _own_roles(to, first):
        raise BadInputError(
            "the safeguarding lead’s work",
            "it passes only to somebody trained as a deputy safeguarding lead.",
            "Give them that role first, or choose another person.",
        )


def _own_roles(person: Person, on: date) -> frozenset[str]:
    """The roles somebody holds themselves, none of which was passed to them: what was passed on goes no further."""
    from_rows = RoleAssignment.objects.for_school(person.school).as_of(on).filter(person=person)
    return frozenset(from_rows.values_list("role", flat=True))
