"""Giving roles, and ending them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds
from schoolgate.people.models import ROLE_WORDS, Person, RoleAssignment


def give_role(
    person: Person,
    role: str,
    *,
    actor: Actor,
    valid_from: date,
    valid_to: date | None = None,
    deputy: bool = False,
) -> RoleAssignment:
    """Record that the person holds ``role`` from ``valid_from`` until the day before ``valid_to`` (none: no end known).

    Raises ``BadInputError`` for a role there is not, and for a period that ends before it begins.
    """
    if role not in ROLE_WORDS:
        raise BadInputError(f"the role {role!r}", "there is no such role.", f"Known: {', '.join(ROLE_WORDS)}.")
    if valid_to is not None and valid_to <= valid_from:
        raise BadInputError("the role", f"{valid_to} is not after {valid_from}.", "Give an end after the beginning.")
    with transaction.atomic():
        row = RoleAssignment(
            school=person.school,
            person=person,
            role=role,
            deputy=deputy,
            valid_from=valid_from,
            valid_to=valid_to,
            recorded_at=timezone.now(),
        )
        put(row)
        details: dict[str, str | int | bool | None] = {
            "role": role,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
            "deputy": deputy,
        }
        append(school_chain(person.school.ref), kinds.ROLE_GIVEN, actor=actor, subject=person.ref, details=details)
    return row


def end_role(person: Person, role: str, *, actor: Actor, valid_to: date, deputy: bool = False) -> None:
    """Record that from ``valid_to`` on the person no longer holds ``role``. Raises ``BadInputError`` if they do not."""
    with transaction.atomic():
        rows = RoleAssignment.objects.for_school(person.school).known().overlapping(valid_to, None)
        if not rows.filter(person=person, role=role, deputy=deputy).exists():
            raise BadInputError(f"the role {role!r}", f"they do not hold it on {valid_to}.", "Check the date.")
        key = {"person": person, "role": role, "deputy": deputy}
        withdraw(RoleAssignment, person.school, key, valid_from=valid_to, valid_to=None, at=timezone.now())
        details: dict[str, str | int | bool | None] = {
            "role": role,
            "valid_to": valid_to.isoformat(),
            "deputy": deputy,
        }
        append(school_chain(person.school.ref), kinds.ROLE_ENDED, actor=actor, subject=person.ref, details=details)
