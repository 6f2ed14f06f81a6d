"""Trusts: add one, say which schools are in it, and let in whoever sees how they stand."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain, trust_chain
from schoolgate.people import kinds, sessions
from schoolgate.people.models import Account, School, Trust, TrustRole
from schoolgate.vocabulary.roles import TRUST_POSTS

type Details = dict[str, str | int | bool | None]


def add_trust(name: str, *, actor: Actor) -> Trust:
    """Raises ``BadInputError`` for no name, one too long, or one that a trust here has."""
    words = " ".join(name.split())
    if not words or len(words) > 200:
        raise BadInputError("the trust", "its name must have from 1 to 200 letters.", "Give the name it goes by.")
    if Trust.objects.filter(name__iexact=words).exists():
        raise BadInputError(f"the trust {words}", "one of that name is here already.", "Use that one.")
    with transaction.atomic():
        trust = Trust.objects.create(name=words)
        append(trust_chain(trust.ref), kinds.TRUST_ADDED, actor=actor, subject=trust.ref)
    return trust


def set_trust(school: School, trust: Trust | None, *, actor: Actor) -> School:
    """Say which trust a school is in, or that it is in none. From then on whoever looks after the trust sees how the
    school stands, and whoever looked after the one before does not. Said twice, it is recorded once.
    """
    with transaction.atomic():
        held = School.objects.select_for_update().get(pk=school.pk)
        if held.trust_id != (trust.pk if trust else None):
            held.trust = trust
            held.save(update_fields=["trust"])
            details: Details = {"trust": trust.ref if trust else None}
            append(school_chain(held.ref), kinds.TRUST_SET, actor=actor, subject=held.ref, details=details)
    return held


def give_trust_role(
    trust: Trust,
    account: Account,
    name: str,
    role: str,
    *,
    actor: Actor,
    valid_from: date,
    valid_to: date | None = None,
) -> TrustRole:
    """Let an account see how the schools of the trust stand. ``valid_to`` is the day after the last.

    Given again while it is held, nothing changes. Raises ``BadInputError`` for no such role, no name, or an end that
    is not after its start.
    """
    words = " ".join(name.split())
    if role not in TRUST_POSTS:
        raise BadInputError(f"the role {role!r}", "no trust has it.", f"Give one of: {', '.join(TRUST_POSTS)}.")
    if not words:
        raise BadInputError("the person", "there is no name.", "Give the name as the trust writes it.")
    if valid_to is not None and valid_to <= valid_from:
        raise BadInputError("the role", f"{valid_to} is not after {valid_from}.", "Give an end after its start.")
    with transaction.atomic():
        Trust.objects.select_for_update().get(pk=trust.pk)
        open_rows = TrustRole.objects.filter(trust=trust, account=account, role=role)
        known = open_rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)).first()
        if known is not None:
            return known
        row = TrustRole(trust=trust, account=account, name=words, role=role, valid_from=valid_from, valid_to=valid_to)
        row.save()
        details: Details = {
            "role": role,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        append(trust_chain(trust.ref), kinds.TRUST_ROLE_GIVEN, actor=actor, subject=account.ref, details=details)
    return row


def end_trust_roles(trust: Trust, account: Account, *, actor: Actor, on: date) -> int:
    """They see nothing of the trust from ``on``, and are signed out. Returns how many roles ended; raises
    ``NotFoundError`` where they hold none."""
    with transaction.atomic():
        Trust.objects.select_for_update().get(pk=trust.pk)
        rows = TrustRole.objects.filter(trust=trust, account=account)
        held = list(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)))
        if not held:
            raise NotFoundError("a role in the trust", "they hold none.", "Check the address.")
        for row in held:
            row.valid_to = max(on, row.valid_from)
            row.save(update_fields=["valid_to"])
            details: Details = {"role": row.role, "valid_to": row.valid_to.isoformat()}
            append(trust_chain(trust.ref), kinds.TRUST_ROLE_ENDED, actor=actor, subject=account.ref, details=details)
        sessions.end_all(account)
    return len(held)
