"""Adding directory accounts, and saying whose they are."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import addresses, kinds
from schoolgate.estate.actions.saying import check_days, record
from schoolgate.estate.models import AccountHolder, DirectoryAccount, ToldAccount
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
        ToldAccount.objects.for_school(account.school).filter(account=account).update(name_digest="")
        days = {"valid_from": valid_from, "valid_to": valid_to}
        record(account.school, kinds.ACCOUNT_HELD, account.ref, actor, holder=holder.ref, **days)
    return row


def let_go_account(account: DirectoryAccount, *, actor: Actor) -> None:
    """From today it is nobody's. Where it is nobody's already, nothing is written."""
    school, day = account.school, today(account.school)
    with transaction.atomic():
        hold(school)
        rows = AccountHolder.objects.for_school(school).as_of(day).filter(account=account)
        row = rows.select_related("person", "group").first()
        if row is None:
            return
        withdraw(AccountHolder, school, {"account": account}, valid_from=day, valid_to=None, at=timezone.now())
        record(school, kinds.ACCOUNT_LET_GO, account.ref, actor, holder=(row.person or row.group).ref, valid_to=day)


def say_kind(account: DirectoryAccount, kind: str, *, actor: Actor, group: Group | None = None) -> None:
    """Say from today what sort of account it is, and of a class’s which class shares it. Whoever had it has it no
    more, unless it is one person's before and after. Raises ``BadInputError`` for a sort there is not, and for a
    class's account without its class.
    """
    known = DirectoryAccount.Kind
    if kind not in known.values or (kind == known.CLASS) != (group is not None):
        raise BadInputError("the account", "it is not said whose it is.", "Choose what it is, and of a class’s which.")
    with transaction.atomic():
        hold(account.school)
        before, alone = account.kind, (known.PERSON, known.ADMIN)
        if before != kind and not (before in alone and kind in alone):
            let_go_account(account, actor=actor)
        if before != kind:
            account.kind = kind
            account.save()
            record(account.school, kinds.ACCOUNT_IS, account.ref, actor, kind=kind, before=before)
        if group is not None:
            hold_account(account, group, actor=actor, valid_from=today(account.school))


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
