"""Adding directory accounts, and saying whose they are."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import addresses, kinds
from schoolgate.estate.actions.saying import check_days, record
from schoolgate.estate.models import AccountHolder, DirectoryAccount
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.frame.blind import blind
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import Group, Person, School

_CONTEXT = "estate_directoryaccount.digest"


def digest_of(address: str) -> str:
    """By what an account is found: the address in one spelling, keyed."""
    return blind(addresses.account(address), _CONTEXT)


def add_account(school: School, provider: str, address: str, kind: str, *, actor: Actor) -> DirectoryAccount:
    """Add an account of a directory. Raises ``BadInputError`` for one that is there, or a kind or directory unknown."""
    spelt = addresses.account(address)
    for value, known in ((provider, DirectoryAccount.Provider.values), (kind, DirectoryAccount.Kind.values)):
        if value not in known:
            raise BadInputError("the account", f"there is no {value!r}.", f"Known: {', '.join(known)}.")
    with transaction.atomic():
        hold(school)
        digest = digest_of(spelt)
        if DirectoryAccount.objects.for_school(school).filter(provider=provider, digest=digest).exists():
            raise BadInputError("the account", "it is on the list already.", "Open that one.")
        account = DirectoryAccount(school=school, provider=provider, kind=kind, address=spelt, digest=digest)
        account.save()
        record(school, kinds.ACCOUNT_KEPT, account.ref, actor, provider=provider, kind=kind)
    return account


def hold_account(
    account: DirectoryAccount,
    holder: Person | Group,
    *,
    actor: Actor,
    valid_from: date,
    valid_to: date | None = None,
) -> AccountHolder:
    """Say that the account is a person's, or that a class shares it, over those days. Raises ``BadInputError`` for a
    class's account given to one person, or the reverse, and for an account that nobody may hold.
    """
    check_days("the account", valid_from, valid_to)
    alone = isinstance(holder, Person)
    if account.kind == DirectoryAccount.Kind.CLASS and alone:
        raise BadInputError("the account", "a class shares it.", "Choose the class, not a person.")
    if account.kind != DirectoryAccount.Kind.CLASS and not alone:
        raise BadInputError("the account", "it is not shared by a class.", "Choose the person whose it is.")
    row = AccountHolder(school=account.school, account=account, **{"person" if alone else "group": holder})
    row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
    with transaction.atomic():
        hold(account.school)
        put(row)
        days = {"valid_from": valid_from, "valid_to": valid_to}
        record(account.school, kinds.ACCOUNT_HELD, account.ref, actor, holder=holder.ref, **days)
    return row


def end_account(account: DirectoryAccount, *, actor: Actor, on: date | None = None) -> None:
    """The directory has the account no more from ``on``, and nobody holds it."""
    day = on or today(account.school)
    with transaction.atomic():
        hold(account.school)
        key = {"account": account}
        withdraw(AccountHolder, account.school, key, valid_from=day, valid_to=None, at=timezone.now())
        account.ended_on = day
        account.save()
        record(account.school, kinds.ENDED, account.ref, actor, valid_to=day)
