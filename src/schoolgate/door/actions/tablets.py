"""Pairing a tablet by a short code, hearing from it, and taking it off."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.door import kinds
from schoolgate.door.access import DOORKEEPERS
from schoolgate.door.models import Tablet
from schoolgate.frame.actor import Actor, machine
from schoolgate.frame.blind import blind
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import require, roles_of, today
from schoolgate.people.models import Person, School

COOKIE: Final = "schoolgate-door"
GOOD_FOR: Final = timedelta(minutes=15)
_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another
_CODE, _SECRET = "door_tablet.code", "door_tablet.secret"


@dataclass(frozen=True, slots=True)
class NewTablet:
    """``code`` is shown once, to whoever made it: "ABCD-EFGH", typed on the tablet within a quarter of an hour."""

    row: Tablet
    code: str


@transaction.atomic
def make_tablet(school: School, name: str, *, actor: Actor) -> NewTablet:
    """A code that pairs one tablet. Raises ``BadInputError`` without a name of the door, ``DeniedError`` for others."""
    check_keeper(school, actor)
    named = " ".join(name.split())
    if not named or len(named) > 80:
        raise BadInputError("the tablet", "it needs a name of up to 80 letters.", "Name the door it stands at.")
    code = "".join(secrets.choice(_LETTERS) for _ in range(8))
    now = timezone.now()
    row = Tablet(school=school, name=named, code=blind(code, _CODE), code_until=now + GOOD_FOR)
    row.made_by, row.made_at = actor.ref, now
    row.save()
    append(school_chain(school.ref), kinds.TABLET_MADE, actor=actor, subject=row.ref)
    return NewTablet(row, f"{code[:4]}-{code[4:]}")


@transaction.atomic
def pair(code: str) -> tuple[Tablet, str]:
    """The tablet that typed ``code``, and the secret it keeps from now on. A code works once.

    Raises ``BadInputError`` for a code that is wrong, used or older than a quarter of an hour.
    """
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    now = timezone.now()
    with unscoped("the code says which school the tablet is of"):
        rows = Tablet.objects.select_for_update(of=("self",)).select_related("school")
        row: Tablet | None = rows.filter(code=blind(typed, _CODE), code_until__gt=now, ended_at=None).first()
        if row is None or not typed:
            raise BadInputError("the code", "it does not work, or no longer.", "Ask the office for a new one.")
        secret = secrets.token_urlsafe(32)
        row.code, row.secret, row.paired_at, row.seen_at = "", blind(secret, _SECRET), now, now
        row.save()
        append(school_chain(row.school.ref), kinds.TABLET_PAIRED, actor=machine(row.ref), subject=row.ref)
    return row, secret


def tablet_by(secret: str) -> Tablet | None:
    """The tablet that keeps this secret; None where there is none, or it was taken off."""
    if not secret:
        return None
    with unscoped("the secret says which school the tablet is of"):
        rows = Tablet.objects.select_related("school").filter(secret=blind(secret, _SECRET), ended_at=None)
        return rows.first()


def seen(tablet: Tablet, *, waiting: int = 0, skew: int = 0) -> None:
    """Note when a tablet was heard from, and what it still holds: not recorded, since it says nothing of anybody."""
    rows = Tablet.objects.for_school(tablet.school).filter(pk=tablet.pk)
    rows.update(seen_at=timezone.now(), waiting=max(0, min(waiting, 100_000)), skew=skew)


@transaction.atomic
def end_tablet(school: School, ref: str, *, actor: Actor) -> Tablet:
    """It can do nothing more from now on. Raises ``NotFoundError`` where there is none such that works."""
    check_keeper(school, actor)
    rows = Tablet.objects.for_school(school).select_for_update(of=("self",))
    row: Tablet | None = rows.filter(ref=ref, ended_at=None).first()
    if row is None:
        raise NotFoundError(f"tablet {ref}", "there is none, or it is off.", "Look at the list of tablets.")
    row.ended_at, row.code = timezone.now(), ""
    row.save()
    append(school_chain(school.ref), kinds.TABLET_ENDED, actor=actor, subject=row.ref)
    return row


def check_keeper(school: School, actor: Actor, *roles: str) -> None:
    """The head and the office, or ``roles``; a command on the server, which is recorded."""
    if actor.signs:
        who = Person.objects.for_school(school).filter(ref=actor.ref).first()
        require(roles_of(who, today(school)) if who else frozenset(), *(roles or DOORKEEPERS))
