"""Opening the door: accounts, and the first administrator.

A new installation has no sign-in. Its first start makes a one-time link, shown to whoever started it; by that link the
first administrator names the school and chooses a password. The link ends after a day, after use, and as soon as any
account is there.
"""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.upkeep import sweeps
from schoolgate.kernel import digests
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import INSTANCE, append
from schoolgate.people import actions, kinds, second_step, sessions
from schoolgate.people.access import today
from schoolgate.people.models import (
    ADMINISTRATOR,
    Account,
    Delegation,
    Person,
    RoleAssignment,
    School,
    SetupLink,
    Trust,
)
from schoolgate.people.trusts import looks_after_a_trust

LINK_LASTS: Final = timedelta(days=1)
FIRST_LASTS: Final = timedelta(days=14)  # a letter is handed over within days; one that was lost is found later


def new_password() -> str:
    """A password to be told to a person once: four groups of letters and digits, about 80 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def add_account(email: str, password: str, *, actor: Actor) -> Account:
    """Make a sign-in. Raises ``BadInputError`` for an address or password that will not do, or one taken already."""
    account = Account(email=email.strip().lower())
    _check(account, password)
    account.set_password(password)
    with transaction.atomic():
        try:
            with transaction.atomic():
                account.save()
        except IntegrityError:
            raise BadInputError(account.email, "there is a sign-in with that address.", "Use that one.") from None
        append(INSTANCE, kinds.ACCOUNT_ADDED, actor=actor, subject=account.ref)
    return account


def set_password(account: Account, password: str, *, actor: Actor) -> None:
    """Set a new password; every session of the account ends."""
    _check(account, password)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password", "first_until"])
        sessions.end_all(account)
        append(INSTANCE, kinds.PASSWORD_SET, actor=actor, subject=account.ref)


def first_password(person: Person, roles: Collection[str], *, actor: Actor) -> str:
    """A password for a printed letter, told this once, that opens for ``FIRST_LASTS``: after it, print another.

    Only for a person who has never signed in and whose sign-in opens what one of ``roles`` sees at this school and no
    more. Empty for whoever has a second step, is somebody elsewhere (at another school, or in a trust), or holds any
    other role, in their own right or passed on, now or from a day to come: they have a way in of their own.
    """
    account = person.account
    if account is None or account.last_login is not None or second_step.has_one(account):
        return ""
    if _is_somebody_elsewhere(person, account) or _holds_more(person, roles):
        return ""
    password = new_password()
    with transaction.atomic():
        set_password(account, password, actor=actor)
        account.first_until = timezone.now() + FIRST_LASTS
        account.save(update_fields=["first_until"])
    return password


def _is_somebody_elsewhere(person: Person, account: Account) -> bool:
    with unscoped("an account may be a person at several schools"):
        others = Person.objects.filter(account=account).exclude(pk=person.pk).exists()
    return others or looks_after_a_trust(account)


def _holds_more(person: Person, roles: Collection[str]) -> bool:
    day = today(person.school)
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    held = RoleAssignment.objects.for_school(person.school).known().filter(still, person=person)
    passed = Delegation.objects.for_school(person.school).known().filter(still, to=person)
    return held.exclude(role__in=roles).exists() or passed.exists()


def add_administrator(school: School, name: str, email: str, password: str, *, actor: Actor) -> Person:
    """A person at the school who signs in and may set everything up, from today."""
    with transaction.atomic():
        hold(school)
        account = Account.objects.filter(email=email.strip().lower()).first()
        if account is None:
            account = add_account(email, password, actor=actor)
        person = actions.add_person(school, name, actor=actor)
        person = actions.give_sign_in(person, account, actor=actor)
        actions.give_role(person, ADMINISTRATOR, actor=actor, valid_from=today(school))
    return person


def make_setup_link(*, actor: Actor, now: datetime | None = None) -> str | None:
    """A new link's token, which is kept nowhere; links made before it end. None once anybody can sign in."""
    moment = now or timezone.now()
    if Account.objects.exists():
        return None
    token = secrets.token_urlsafe(32)
    ends = moment + LINK_LASTS
    with transaction.atomic():
        SetupLink.objects.filter(used_at__isnull=True).update(ends_at=moment)
        SetupLink.objects.create(digest=_digest(token), made_at=moment, ends_at=ends)
        append(INSTANCE, kinds.SETUP_LINK_MADE, actor=actor, subject="setup", details={"ends": ends.isoformat()})
    return token


def setup_address(*, actor: Actor) -> str | None:
    """The whole address of a new one-time link; None once anybody can sign in."""
    token = make_setup_link(actor=actor)
    return f"{settings.SCHOOLGATE_URL}{reverse('people.set_up', args=[token])}" if token else None


def check_setup_link(token: str, *, now: datetime | None = None) -> None:
    """Raise ``NotFoundError``, the same for every reason, unless the link is good."""
    if Account.objects.exists() or _link(token, now or timezone.now()) is None:
        raise NotFoundError("the link", "it was used, or has ended.", "Start Schoolgate again for a new one.")


def use_setup_link(
    token: str, *, name: str, email: str, password: str, post: str = "", school_name: str = "", urn: str = ""
) -> Person:
    """Add the school and its first administrator; all of it, or nothing and the link stays good.

    The school is given by its name, or by its number in the register loaded here. ``post`` is the role they hold
    besides, since an administrator as such sees no child.

    Raises ``NotFoundError`` for a link that is not good, ``BadInputError`` for what will not do.
    """
    moment = timezone.now()
    with transaction.atomic():
        check_setup_link(token, now=moment)
        link = _link(token, moment)
        # The update finds it unused, or somebody else used it in the meantime.
        if link is None or not SetupLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=moment):
            raise NotFoundError("the link", "it was used, or has ended.", "Start Schoolgate again for a new one.")
        actor = system("set-up link")  # whoever holds the link is nobody yet
        if urn:
            school = actions.add_registered_school(urn, actor=actor)
        else:
            school = actions.add_school(name=school_name, actor=actor)
        person = add_administrator(school, name, email, password, actor=actor)
        if post:
            actions.give_role(person, post, actor=actor, valid_from=today(school))
        account = person.account
        assert account is not None
        details: dict[str, str | int | bool | None] = {"account": account.ref}
        append(INSTANCE, kinds.SETUP_LINK_USED, actor=actor, subject=person.ref, details=details)
    return person


@sweeps("people.setup-links")
def _old_links(now: datetime) -> int:
    """Links made longer ago than they are kept, used or not."""
    old = now - timedelta(days=SetupLink.retention.keep)
    return SetupLink.objects.filter(made_at__lt=old).delete()[0]


def _check(account: Account, password: str) -> None:
    try:
        validate_email(account.email)
    except ValidationError:
        raise BadInputError(account.email or "the address", "it is not an e-mail address.", "Check it.") from None
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise BadInputError("the password", " ".join(error.messages), "Choose another.") from None


def _digest(token: str) -> str:
    return digests.digest({"setup": token})


def _link(token: str, now: datetime) -> SetupLink | None:
    return SetupLink.objects.filter(digest=_digest(token), used_at__isnull=True, ends_at__gt=now).first()


def let_into_trust(
    trust: Trust, email: str, name: str, role: str, *, actor: Actor, valid_from: date, valid_to: date | None = None
) -> str:
    """Let whoever signs in by an address see how a trust's schools stand, and make the sign-in where there is none.

    Returns the new password, to be told once; nothing where they signed in before.
    """
    password = ""
    with transaction.atomic():
        account = Account.objects.filter(email=email.strip().lower()).first()
        if account is None:
            password = new_password()
            account = add_account(email, password, actor=actor)
        actions.give_trust_role(trust, account, name, role, actor=actor, valid_from=valid_from, valid_to=valid_to)
    return password
