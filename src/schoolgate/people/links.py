"""One-time links: how parents and governors come in without a password.

A link is for one person at one school, good once and for a week. It opens that person's pages and nothing more: never
for somebody whose role needs a second step, who is somebody at another school too, or who has another way in already.
"""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as acting
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.upkeep import sweeps
from schoolgate.kernel import digests
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import actions, kinds, second_step
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import ADMINISTRATOR, Account, Person, SignInLink

LASTS: Final = timedelta(days=7)
MAKERS: Final = (ADMINISTRATOR, "head", "office")
FOR: Final = frozenset({"parents", "governors", "online-safety-governor", "chair", "volunteers", "visitors", "auditor"})
NOWHERE: Final = "no-address.invalid"  # RFC 2606: where the account of somebody with no address is said to be


def make(person: Person, *, email: str = "", sent: bool = False, actor: Actor) -> str:
    """A new link's token, which is kept nowhere; links made for the person before end. ``email`` is for a first link.

    Raises ``DeniedError`` for somebody who may not come in so, ``BadInputError`` for an address that is taken.
    """
    now, token = timezone.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        hold(person.school)
        now_held: Person = Person.objects.for_school(person.school).select_related("account").get(pk=person.pk)
        held = _with_account(now_held, email, actor)
        _check(held)
        rows = SignInLink.objects.for_school(person.school)
        rows.filter(person=held, used_at__isnull=True, ends_at__gt=now).update(ends_at=now)
        SignInLink(
            school=person.school,
            digest=_digest(token),
            person=held,
            made_by=actor.ref,
            made_at=now,
            ends_at=now + LASTS,
        ).save()
        details: dict[str, str | int | bool | None] = {"ends": (now + LASTS).isoformat(), "sent": sent}
        chain = school_chain(person.school.ref)
        append(chain, kinds.LINK_MADE, actor=actor, subject=held.ref, details=details)
    return token


def use(token: str, *, now: datetime | None = None) -> Account:
    """Spend the link and return the account it opens.

    Raises ``NotFoundError``, the same for a link that never was, was used, has ended, or may no longer be used.
    """
    moment = now or timezone.now()
    gone = NotFoundError("the link", "it was used, or has ended.", "Ask the school office for a new one.")
    with transaction.atomic(), unscoped("a link says itself which school it is of"):
        link = SignInLink.objects.filter(digest=_digest(token)).select_related("person__account", "school").first()
        good = SignInLink.objects.filter(pk=link.pk if link else None, used_at__isnull=True, ends_at__gt=moment)
        if link is None or not good.update(used_at=moment):
            raise gone
        try:
            _check(link.person)
        except DeniedError:
            raise gone from None
        append(
            school_chain(link.school.ref),
            kinds.LINK_USED,
            actor=acting(link.person.ref),
            subject=link.person.ref,
            details={"link": link.ref},
        )
    account = link.person.account
    assert isinstance(account, Account)
    return account


def may_have_one(person: Person) -> bool:
    """Whether a link could be made for the person, as things are today."""
    try:
        _check(person)
    except DeniedError:
        return False
    return True


def _with_account(person: Person, email: str, actor: Actor) -> Person:
    """The person, with an account that no password opens where they had none."""
    if person.account is not None:
        return _with_address(person, person.account, email)
    address = email.strip().lower() or f"{person.ref.replace('_', '-')}@{NOWHERE}"
    if Account.objects.filter(email=address).exists():
        raise BadInputError(address, "somebody signs in by that address already.", "Print the link instead.")
    account = Account(email=address)
    account.set_unusable_password()
    account.save()
    return actions.give_sign_in(person, account, actor=actor)


def _with_address(person: Person, account: Account, email: str) -> Person:
    """Who was given a printed link first is given the address now; one that is there already stays."""
    address = email.strip().lower()
    if address and account.email.endswith(f"@{NOWHERE}"):
        if Account.objects.filter(email=address).exists():
            raise BadInputError(address, "somebody signs in by that address already.", "Print the link instead.")
        account.email = address
        account.save(update_fields=["email"])
    return person


def _check(person: Person) -> None:
    """Raise ``DeniedError`` unless a link would open no more than a parent, governor or visitor of one school sees."""
    roles = roles_of(person, today(person.school))
    next_step = _("They sign in with a password.")
    if not roles or roles - FOR:
        raise DeniedError("a one-time link", _("it is for parents, governors and visitors only."), next_step)
    account = person.account
    if account is None:
        return
    with unscoped("an account may be a person at several schools"):
        elsewhere = Person.objects.filter(account=account).exclude(pk=person.pk).exists()
    if elsewhere or second_step.has_one(account) or account.has_usable_password() or not account.is_active:
        raise DeniedError("a one-time link", _("they have a sign-in of their own."), next_step)


def _digest(token: str) -> str:
    return digests.digest({"link": token})


@sweeps("people.sign-in-links")
def _old(now: datetime) -> int:
    """Links made longer ago than they are kept, used or not."""
    with unscoped("links of every school grow old alike"):
        return int(SignInLink.objects.filter(made_at__lt=now - timedelta(days=SignInLink.retention.keep)).delete()[0])
