"""One technician goes and another comes: what the first could do ends, and the second is let in by a one-time link."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from schoolgate.caretaking import kinds
from schoolgate.estate import queries as estate
from schoolgate.estate.actions import end_token
from schoolgate.frame import rotation
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import actions as people
from schoolgate.people import opening, queries, sessions
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import ADMINISTRATOR, Account, Person, School

_TECHNICAL: Final = ("it-lead", ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Coming:
    """Whoever takes over. ``company`` and ``until``, the contract's end, are for a third party."""

    name: str
    email: str
    company: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """``link`` opens once, for whoever comes, until they choose a password; it is kept nowhere. ``locked_again`` is how
    many words and files the new key locked, None where the keys were left."""

    gone: str
    come: str
    roles: tuple[str, ...]
    link: str
    sessions: int
    tokens: tuple[str, ...]
    locked_again: int | None


def hand_over(
    school: School, leaving: str, coming: Coming, *, actor: Actor, all_tokens: bool = False, rotate_keys: bool = False
) -> HandedOver:
    """The technical roles of whoever signs in by the address ``leaving`` go to ``coming``, today.

    Their sign-in, its sessions and the ways in for machines that they made end (``all_tokens``: everybody's). Raises
    ``NotFoundError`` where nobody at the school signs in so, ``BadInputError`` where they hold no technical role, or
    the newcomer's address is the same.
    """
    account, old = _leaver(school, leaving)
    if coming.email.strip().lower() == account.email:
        raise BadInputError(coming.email, "it is the address of whoever leaves.", "Give the newcomer's own.")
    now, held = today(school), roles_of(old, today(school))
    roles = tuple(role for role in _TECHNICAL if role in held)
    if not roles:
        raise BadInputError(
            leaving, "they look after no machinery here.", "Use schoolgate person, or the page of staff."
        )
    with transaction.atomic():
        new, known = _newcomer(school, coming, roles, now, actor)
        people.leave(old, actor=actor, last_day=now - timedelta(days=1))
        people.take_sign_in(old, actor=actor)
        ended = sessions.end_all(account)
        tokens = _end_tokens(school, old, actor, everybodys=all_tokens)
        details: dict[str, str | int | bool | None] = {
            "gone": old.ref,
            "sessions": ended,
            "tokens": len(tokens),
            "keys": rotate_keys,
        }
        append(school_chain(school.ref), kinds.HANDED_OVER, actor=actor, subject=new.ref, details=details)
    again = rotation.rotate() if rotate_keys else None
    return HandedOver(old.ref, new.ref, roles, "" if known else _link(new), ended, tokens, again)


def _leaver(school: School, email: str) -> tuple[Account, Person]:
    account = queries.account(email)
    found: Person | None = Person.objects.for_school(school).filter(account=account).first() if account else None
    if account is None or found is None:
        raise NotFoundError(
            email, "nobody at this school signs in by that address.", "Check it: schoolgate person list."
        )
    return account, found


def _newcomer(school: School, coming: Coming, roles: tuple[str, ...], since: date, actor: Actor) -> tuple[Person, bool]:
    """The person who takes over, and whether they had a sign-in already, as at another school."""
    known = queries.account(coming.email)
    account = known or opening.add_account(coming.email, opening.new_password(), actor=actor)
    person = people.give_sign_in(people.add_person(school, coming.name, actor=actor), account, actor=actor)
    for role in roles:
        people.give_role(person, role, actor=actor, valid_from=since, valid_to=coming.until, company=coming.company)
    return person, known is not None


def _end_tokens(school: School, old: Person, actor: Actor, *, everybodys: bool) -> tuple[str, ...]:
    live = [one for one in estate.tokens(school) if one.works and (everybodys or one.made_by == old.ref)]
    for one in live:
        end_token(school, one.ref, actor=actor)
    return tuple(one.ref for one in live)


def _link(person: Person) -> str:
    """Where a password is chosen once: choosing one ends the link."""
    account = person.account
    assert account is not None
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uid, _, token = key.partition("-")
    return f"{settings.SCHOOLGATE_URL}{reverse('account_reset_password_from_key', args=[uid, token])}"
