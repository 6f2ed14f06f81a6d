"""Making machine tokens, and ending them."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import kinds, scopes
from schoolgate.estate.access import LOOKERS
from schoolgate.estate.models import MachineToken
from schoolgate.frame.actor import Actor, ActorKind
from schoolgate.frame.blind import blind
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person, School

LONGEST: Final = timedelta(days=400)  # a year and a month: long enough to be renewed in the summer
PREFIX: Final = "sgt_"  # so that whoever scans files for secrets can find one
_CONTEXT: Final = "estate_machinetoken.digest"


@dataclass(frozen=True, slots=True)
class NewToken:
    """``secret`` is shown once, to whoever made it, and is kept nowhere."""

    row: MachineToken
    secret: str


def digest_of(secret: str) -> str:
    """What is kept of a token, and found again by: keyed, so that whoever writes in the database can plant none."""
    return blind(secret, _CONTEXT)


def make_token(school: School, name: str, allowed: list[str], *, ends_on: date, actor: Actor) -> NewToken:
    """Make a token that may do what ``allowed`` names (keys of ``estate.scopes``) until the day before ``ends_on``.

    Raises ``BadInputError`` for no name, no such right, or an end that has passed or is more than 400 days away, and
    ``DeniedError`` for a technician who would be told by the token what their own pages keep from them.
    """
    named = " ".join(name.split())
    if not named or len(named) > 80:
        raise BadInputError("the token", "it needs a name of up to 80 letters.", "Name the machine that will use it.")
    keys = scopes.check(allowed)
    now = today(school)
    if not now < ends_on <= now + LONGEST:
        raise BadInputError(
            "the token's last day",
            f"it must end after today and within {LONGEST.days} days.",
            "Give a nearer end, and make a new one then.",
        )
    if scopes.WHO.key in keys:
        _check_may_know(school, actor)
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        row = MachineToken(
            school=school,
            name=named,
            scopes=keys,
            digest=digest_of(secret),
            made_by=actor.ref,
            made_at=timezone.now(),
            ends_on=ends_on,
        )
        row.save()
        details: dict[str, str | int | bool | None] = {"scopes": " ".join(keys), "ends_on": ends_on.isoformat()}
        append(school_chain(school.ref), kinds.TOKEN_MADE, actor=actor, subject=row.ref, details=details)
    return NewToken(row, secret)


def end_token(school: School, ref: str, *, actor: Actor) -> MachineToken:
    """End a token now. Raises ``NotFoundError`` when the school has none such that still works."""
    with transaction.atomic():
        rows = MachineToken.objects.for_school(school).select_for_update(of=("self",))
        row: MachineToken | None = rows.filter(ref=ref, ended_at__isnull=True).first()
        if row is None:
            raise NotFoundError(f"token {ref}", "there is none, or it has ended.", "List them: schoolgate token list.")
        row.ended_at = timezone.now()
        row.save()
        append(school_chain(school.ref), kinds.TOKEN_ENDED, actor=actor, subject=row.ref)
    return row


def note_use(token: MachineToken, on: date) -> None:
    """Note the day a token was last used: written once a day, and not recorded, since it says nothing of anybody."""
    if token.last_used_on != on:
        MachineToken.objects.for_school(token.school).filter(pk=token.pk).update(last_used_on=on)


def _check_may_know(school: School, actor: Actor) -> None:
    if actor.kind is not ActorKind.PERSON:
        return
    giver = Person.objects.for_school(school).filter(ref=actor.ref).first()
    roles = roles_of(giver, today(school)) if giver else frozenset()
    if not roles & set(LOOKERS):
        raise DeniedError(
            "this right", "it tells who was behind a device, and technicians are not told.", "Ask the headteacher."
        )
