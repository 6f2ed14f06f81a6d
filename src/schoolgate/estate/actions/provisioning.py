"""Taking in what an identity provider tells by SCIM: accounts, and its own groups. Neither gives a role nor opens
anything: they say which accounts there are, and whose an account nobody holds is by the numbers that other systems
know a person by.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import addresses, kinds
from schoolgate.estate.actions.accounts import add_account, digest_of, end_account, hold_account
from schoolgate.estate.actions.saying import plain, record
from schoolgate.estate.models import AccountHolder, DirectoryAccount, ToldAccount, ToldGroup
from schoolgate.estate.pushing.plan import PREFIX
from schoolgate.estate.queries.told import current, whose
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.blind import blind
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.access import today
from schoolgate.people.models import School

type Email = tuple[str, str, bool | None]  # address, type, whether it is the first

_EXTERNAL, _GROUP = "estate_told.external", "estate_toldgroup.digest"


class TakenError(BadInputError):
    """Another has it: an address, or the name of a group."""


@dataclass(frozen=True, slots=True)
class AccountSaid:
    """All that is kept of what was said: the whole new state."""

    address: str
    active: bool | None = None
    external_id: str = ""
    emails: tuple[Email, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """``members`` are refs of accounts of the same directory."""

    name: str
    external_id: str = ""
    members: tuple[str, ...] = ()


def external_digest(school: School, value: str) -> str:
    return blind(f"{school.pk}\x1f{value}", _EXTERNAL) if value else ""


def group_name_digest(name: str) -> str:
    return blind(" ".join(name.split()).casefold(), _GROUP)


def tell_account(school: School, provider: str, said: AccountSaid, *, actor: Actor) -> DirectoryAccount:
    """Take in a new account. One that we know and that nobody told us of is that account; one that had ended is there
    again. Raises ``TakenError`` for one that was told of already.
    """
    with transaction.atomic():
        hold(school)
        digest = digest_of(said.address)
        row = DirectoryAccount.objects.for_school(school).filter(provider=provider, digest=digest).first()
        if row is None:
            row = add_account(school, provider, said.address, DirectoryAccount.Kind.PERSON, actor=actor)
        elif row.ended_on is not None and row.ended_on <= today(school):
            row.ended_on = None
            row.save()
            record(school, kinds.ACCOUNT_KEPT, row.ref, actor, provider=provider, kind=row.kind)
        elif ToldAccount.objects.for_school(school).filter(account=row).exists():
            raise TakenError("the account", "it is there already.", "Change that one.")
        _tell(row, said, actor)
    return row


def change_account(account: DirectoryAccount, said: AccountSaid, *, actor: Actor) -> None:
    """What the identity provider says of an account from now on. Whatever is as before writes nothing.

    Raises ``TakenError`` for an address that another account of that directory has, or had.
    """
    with transaction.atomic():
        hold(account.school)
        digest = digest_of(said.address)
        others = DirectoryAccount.objects.for_school(account.school).exclude(pk=account.pk)
        if others.filter(provider=account.provider, digest=digest).exists():
            raise TakenError("the account", "another has this address.", "Give it another, or change that one.")
        _tell(account, said, actor)


def forget_account(account: DirectoryAccount, *, actor: Actor) -> None:
    """The directory has the account no more: it ended today, and nobody holds it."""
    with transaction.atomic():
        hold(account.school)
        ToldAccount.objects.for_school(account.school).filter(account=account).delete()
        end_account(account, actor=actor)


def tell_group(
    school: School, provider: str, said: GroupSaid, *, actor: Actor, group: ToldGroup | None = None
) -> ToldGroup:
    """Take in a group of a directory's own, or what is said from now on of one we have.

    Raises ``TakenError`` for a name that another has or that is kept for ours, and ``BadInputError`` for a member
    that is no account of that directory.
    """
    with transaction.atomic():
        hold(school)
        name = plain(said.name, "the group", 200)
        digest = group_name_digest(name)
        others = ToldGroup.objects.for_school(school).filter(provider=provider, digest=digest)
        if name.casefold().startswith(PREFIX) or others.exclude(pk=group.pk if group else None).exists():
            raise TakenError("the group", "its name is taken.", "Give it another.")
        members = _members(school, provider, said.members)
        now = timezone.now()
        row = group or ToldGroup(school=school, provider=provider, first_at=now)
        before = set(row.members)
        if group and (row.name, row.external_id, row.members) == (name, said.external_id, members):
            return row
        row.name, row.digest, row.members = name, digest, members
        row.external_id, row.external_digest = said.external_id, external_digest(school, said.external_id)
        row.last_at, row.by = now, actor.ref
        row.save()
        counts = {"added": len(set(members) - before), "taken_out": len(before - set(members))}
        record(school, kinds.GROUP_TOLD, row.ref, actor, provider=provider, **counts)
    return row


def forget_group(group: ToldGroup, *, actor: Actor) -> None:
    """The directory has the group no more."""
    with transaction.atomic():
        hold(group.school)
        record(group.school, kinds.GROUP_FORGOTTEN, group.ref, actor, provider=group.provider)
        group.delete()


def _tell(account: DirectoryAccount, said: AccountSaid, actor: Actor) -> None:
    now, spelt = timezone.now(), addresses.account(said.address)
    held = ToldAccount.objects.for_school(account.school).filter(account=account).first()
    told = held or ToldAccount(school=account.school, account=account, first_at=now)
    emails = json.dumps([list(one) for one in said.emails])
    parts = {
        "address": account.address != spelt,
        "active": told.active != said.active,
        "external-id": told.external_id != said.external_id,
        "emails": told.emails != emails,
        "there": told.gone_since is not None,
    }
    if parts["address"]:
        account.address, account.digest = spelt, digest_of(spelt)
        account.save()
    if held is None or any(parts.values()):
        told.active, told.emails, told.gone_since = said.active, emails, None
        told.external_id = said.external_id
        told.external_digest = external_digest(account.school, said.external_id)
        told.last_at, told.by = now, actor.ref
        told.save()
        new = " ".join(name for name, changed in parts.items() if changed)
        details = {"provider": account.provider, "parts": new, "active": said.active}
        record(account.school, kinds.ACCOUNT_TOLD, account.ref, actor, **details)
    _tie(account, said, actor)


def _tie(account: DirectoryAccount, said: AccountSaid, actor: Actor) -> None:
    """Say whose it is, where nobody holds it and one person is known by what was said of it."""
    day = today(account.school)
    alone = account.kind == DirectoryAccount.Kind.PERSON
    if not alone or AccountHolder.objects.for_school(account.school).as_of(day).filter(account=account).exists():
        return
    found = whose(account.school, (said.address, *(one[0] for one in said.emails)), said.external_id, day)
    if found is not None:
        hold_account(account, found, actor=actor, valid_from=day)


def _members(school: School, provider: str, refs: Sequence[str]) -> list[str]:
    wanted = set(refs)
    known = set(current(school, provider, today(school)).filter(ref__in=wanted).values_list("ref", flat=True))
    if wanted - known:
        raise BadInputError("the group", "a member is no account of this directory.", "Send that account first.")
    return sorted(known)
