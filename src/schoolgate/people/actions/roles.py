"""Giving roles, correcting their dates, and ending them."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor, ActorKind
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds, sessions
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.actions.staying import back_again, stays_open
from schoolgate.people.circles import MANAGERS, SEE_CHILDREN
from schoolgate.people.models import Person, RoleAssignment
from schoolgate.vocabulary.roles import MEMBERS, POSTS, ROLES

# Given before posts were told apart from groups; what is stored keeps its key.
_STILL_TAKEN: Final = ("staff", "safeguarding-team")
type Details = dict[str, str | int | bool | None]


def give_role(
    person: Person,
    role: str,
    *,
    actor: Actor,
    valid_from: date,
    valid_to: date | None = None,
    deputy: bool = False,
    company: str = "",
) -> RoleAssignment:
    """Record that the person holds ``role`` from ``valid_from`` until the day before ``valid_to`` (none: no end known).

    ``company`` is whom somebody from outside works for: then there is an end, that of the contract. Raises
    ``BadInputError`` for a role nobody can hold, and for a period that ends before it begins; ``DeniedError`` when a
    person who is no administrator or head gives it, or who may not give it to themselves.
    """
    _check_role(role, valid_from, valid_to, company)
    _check_giver(person, role, actor)
    with transaction.atomic():
        row = RoleAssignment(
            school=person.school,
            person=person,
            role=role,
            deputy=deputy,
            company=company.strip(),
            given_by=actor.ref if actor.kind is ActorKind.PERSON else "",
            valid_from=valid_from,
            valid_to=valid_to,
            recorded_at=timezone.now(),
        )
        put(row)
        back_again(person.school, [person.pk])
        details = _said(row) | ({"themselves": True} if row.given_by == person.ref else {})
        append(school_chain(person.school.ref), kinds.ROLE_GIVEN, actor=actor, subject=person.ref, details=details)
    return row


def correct_role(
    person: Person,
    role: str,
    *,
    actor: Actor,
    was_from: date,
    valid_from: date,
    valid_to: date | None,
    deputy: bool = False,
) -> RoleAssignment:
    """Put the dates right of the role held from ``was_from``; what was known before the correction is kept.

    Raises ``NotFoundError`` when no such role began that day, ``BadInputError`` for dates in the wrong order, and
    ``DeniedError`` as ``give_role`` does: to lengthen a role is to give it.
    """
    check_manages(person, actor)
    school, key = person.school, {"person": person, "role": role, "deputy": deputy}
    with transaction.atomic():
        hold(school)
        known = RoleAssignment.objects.for_school(school).known().filter(**key, valid_from=was_from).first()
        if known is None:
            raise NotFoundError(f"the role {role!r}", f"they do not hold it from {was_from}.", "Check the date.")
        _check_role(role, valid_from, valid_to, known.company)
        if valid_from < known.valid_from or (valid_to or date.max) > (known.valid_to or date.max):
            _check_giver(person, role, actor)
        with stays_open(school):
            now = timezone.now()
            withdraw(RoleAssignment, school, key, valid_from=known.valid_from, valid_to=known.valid_to, at=now)
            row = RoleAssignment(school=school, **key, valid_from=valid_from, valid_to=valid_to, recorded_at=now)
            row.company, row.given_by, row.agreed_by = known.company, known.given_by, known.agreed_by
            put(row)
        back_again(school, [person.pk])
        append(school_chain(school.ref), kinds.ROLE_CORRECTED, actor=actor, subject=person.ref, details=_said(row))
    return row


def end_role(person: Person, role: str, *, actor: Actor, valid_to: date, deputy: bool = False) -> None:
    """Record that from ``valid_to`` on the person no longer holds ``role``.

    Raises ``BadInputError`` if they do not, or if nobody who looks after Schoolgate would be left to sign in.
    """
    check_manages(person, actor)
    with transaction.atomic():
        rows = RoleAssignment.objects.for_school(person.school).known().overlapping(valid_to, None)
        if not rows.filter(person=person, role=role, deputy=deputy).exists():
            raise BadInputError(f"the role {role!r}", f"they do not hold it on {valid_to}.", "Check the date.")
        with stays_open(person.school):
            key = {"person": person, "role": role, "deputy": deputy}
            withdraw(RoleAssignment, person.school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
        details: Details = {"role": role, "valid_to": valid_to.isoformat(), "deputy": deputy}
        if person.account is not None:
            sessions.end_all(person.account)  # whatever was open under the role is open no more
        append(school_chain(person.school.ref), kinds.ROLE_ENDED, actor=actor, subject=person.ref, details=details)


def agree_to_role(person: Person, role: str, *, actor: Actor, deputy: bool = False) -> RoleAssignment:
    """A second leader agrees to a role that somebody gave themselves; never the one who holds it.

    Raises ``DeniedError`` for anybody but another leader, ``NotFoundError`` when no such role waits for it.
    """
    if not actor.signs or actor.ref == person.ref:
        raise DeniedError(
            "What you asked for", "a second person must agree, signed in as themselves.", "Ask another leader."
        )
    with transaction.atomic():
        hold(person.school)
        rows = RoleAssignment.objects.for_school(person.school).known()
        waiting = rows.filter(person=person, role=role, deputy=deputy, given_by=person.ref, agreed_by="")
        known = waiting.order_by("-valid_from").first()
        if known is None:
            raise NotFoundError(f"the role {role!r}", "it does not wait for anybody to agree.", "Look again.")
        values = {name: getattr(known, name) for name in ("school", "person", "role", "deputy", "company", "given_by")}
        row = RoleAssignment(
            **values,
            agreed_by=actor.ref,
            valid_from=known.valid_from,
            valid_to=known.valid_to,
            recorded_at=timezone.now(),
        )
        put(row)
        chain = school_chain(person.school.ref)
        append(chain, kinds.ROLE_AGREED, actor=actor, subject=person.ref, details={"role": role})
    return row


def _said(row: RoleAssignment) -> Details:
    return {
        "role": row.role,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "deputy": row.deputy,
    }


def _check_role(role: str, valid_from: date, valid_to: date | None, company: str) -> None:
    if role not in POSTS and role not in _STILL_TAKEN:
        known = f"Known: {', '.join(POSTS)}."
        if role in MEMBERS:
            raise BadInputError(f"the role {role!r}", "it is a group; a person is in it by their own role.", known)
        if role in ROLES:
            raise BadInputError(f"the role {role!r}", "no person holds it.", known)
        raise BadInputError(f"the role {role!r}", "there is no such role.", known)
    if valid_to is not None and valid_to <= valid_from:
        raise BadInputError("the role", f"{valid_to} is not after {valid_from}.", "Give an end after the beginning.")
    if company.strip() and valid_to is None:
        raise BadInputError("the role", "no end is given for somebody from outside.", "Give the contract's end.")


def check_manages(person: Person, actor: Actor) -> frozenset[str]:
    """The actor's roles. The command line and the clock may; a person who is signed in must be one of the managers."""
    if actor.kind is not ActorKind.PERSON:
        return frozenset(MANAGERS)
    giver = Person.objects.for_school(person.school).filter(ref=actor.ref).first()
    roles = roles_of(giver, today(person.school)) if giver else frozenset()
    require(roles, *MANAGERS)
    return roles


def _check_giver(person: Person, role: str, actor: Actor) -> None:
    """An administrator takes no role that sees children for themselves while there is a head to ask."""
    roles = check_manages(person, actor)
    if role in SEE_CHILDREN:
        _check_asks_head(person, roles, actor, "nobody gives themselves a role that sees children.")


def _check_asks_head(person: Person, roles: frozenset[str], actor: Actor, cause: str) -> None:
    if actor.ref != person.ref or actor.kind is not ActorKind.PERSON or "head" in roles:
        return
    rows = RoleAssignment.objects.for_school(person.school).as_of(today(person.school)).filter(role="head")
    if rows.filter(person__account__is_active=True).exclude(person=person).exists():
        raise DeniedError("this role", cause, "Ask the headteacher, who can change it for you.")
