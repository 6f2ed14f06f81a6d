"""A whole list of a directory's accounts taken in at once, and taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from typing import Final

from django.db import transaction

from schoolgate.estate import kinds
from schoolgate.estate.actions.accounts import digest_of
from schoolgate.estate.models import AccountHolder, Batch, DirectoryAccount, ToldAccount
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put_many
from schoolgate.frame.undoing import changed_since, moment_of_its_own, take_back
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_SOURCE: Final = "accounts"
_AT_ONCE: Final = 400
_TOLD: Final = ("active", "gone_since", "name_digest")


@dataclass(frozen=True, slots=True)
class Told:
    """What a directory says of an account beside its address. ``gone`` and ``ended`` are days, or nothing."""

    active: bool | None = None
    gone: str = ""
    name_digest: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class AccountListed:
    """One account of a list. ``account`` is the ref of one that is known, or of a new one, whose ``address`` then is
    given. ``was`` is what was said before, None of a new one. ``person`` is whose it is from today, if that was found.
    """

    account: str
    provider: str
    verb: str
    address: str = ""
    now: Told = field(default_factory=Told)
    was: Told | None = None
    told: bool = False  # a directory told of it before
    person: str = ""


@dataclass(frozen=True, slots=True)
class Still:
    """The accounts, by ref, of which a list says nothing new, and the digests of those names that we had not."""

    accounts: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def load_accounts(
    school: School, said: Sequence[AccountListed], still: Still, *, ref: str, actor: Actor, at: datetime
) -> None:
    """Add and change accounts as a list says, with one entry for all. Nobody loses an account by it."""
    with transaction.atomic():
        hold(school)
        moment, day = moment_of_its_own(school, (AccountHolder,), at), today(school)
        batch = Batch(school=school, source=_SOURCE, load=ref, at=moment)
        batch.save()
        rows = _accounts(school, said)
        _tell(school, said, rows, moment, actor)
        _say_again(school, still, moment)
        _tie(school, said, rows, day, moment)
        items = [_item(one) for one in said]
        verbs = [one.verb for one in said]
        counts: dict[str, str | int | bool | None] = {verb: verbs.count(verb) for verb in sorted(set(verbs))}
        chain, details = school_chain(school.ref), {"load": ref, **counts}
        append_batch(chain, kinds.ACCOUNTS_LOADED, items, actor=actor, subject=batch.ref, details=details)


def take_back_accounts(school: School, ref: str, said: Sequence[AccountListed], *, actor: Actor, at: datetime) -> int:
    """Take back the list ``ref``, which said ``said``: the accounts it added end, the others are as they were, and whom
    it gave one has it no more. How many. Raises ``BadInputError`` where something of it was changed since.
    """
    with transaction.atomic():
        hold(school)
        batch = Batch.objects.for_school(school).filter(load=ref, source=_SOURCE).first()
        if batch is None:
            raise BadInputError(f"the list {ref}", "there is none to take back.", "Look at what was loaded, and when.")
        rows = _accounts(school, said)
        if changed_since(AccountHolder, school, batch.at) or _changed(school, said, rows, batch):
            raise BadInputError("the list of accounts", "what it said was changed since.", "Give a right list instead.")
        moment, day = moment_of_its_own(school, (AccountHolder,), at), today(school)
        take_back(AccountHolder, school, batch.at, at=moment)
        _restore(school, said, rows, day)
        details: dict[str, str | int | bool | None] = {"load": ref, "accounts": len(said)}
        append(school_chain(school.ref), kinds.ACCOUNTS_TAKEN_BACK, actor=actor, subject=batch.ref, details=details)
    return len(said)


def _item(one: AccountListed) -> dict[str, str | int | bool | None]:
    held: dict[str, str | int | bool | None] = {"holder": one.person} if one.person else {}
    return {"account": one.account, "verb": one.verb, **held}


def _accounts(school: School, said: Sequence[AccountListed]) -> dict[str, DirectoryAccount]:
    """The account of each, by ref: those that are new are kept, and those that had ended are there again."""
    found: dict[str, DirectoryAccount] = {}
    for some in batched([one.account for one in said], _AT_ONCE):
        found |= {row.ref: row for row in DirectoryAccount.objects.for_school(school).filter(ref__in=some)}
    new = [
        DirectoryAccount(
            school=school,
            ref=one.account,
            provider=one.provider,
            kind=DirectoryAccount.Kind.PERSON,
            address=one.address,
            digest=digest_of(one.address),
        )
        for one in said
        if one.account not in found
    ]
    DirectoryAccount.objects.for_school(school).bulk_create(new, batch_size=_AT_ONCE)
    return found | {row.ref: row for row in new}


def _tell(
    school: School, said: Sequence[AccountListed], rows: dict[str, DirectoryAccount], moment: datetime, actor: Actor
) -> None:
    told = _told(school, rows)
    new, changed = [], []
    for one in said:
        row = told.get(one.account)
        if row is None:
            row = ToldAccount(school=school, account=rows[one.account], first_at=moment)
            new.append(row)
        else:
            changed.append(row)
        _say(row, one.now)
        row.last_at, row.by = moment, actor.ref
    ToldAccount.objects.for_school(school).bulk_create(new, batch_size=_AT_ONCE)
    ToldAccount.objects.for_school(school).bulk_update(changed, (*_TOLD, "last_at", "by"), batch_size=_AT_ONCE)
    back = [rows[one.account] for one in said if one.was is not None and one.was.ended and not one.now.ended]
    for account in back:
        account.ended_on = None
        account.save()


def _say_again(school: School, still: Still, moment: datetime) -> None:
    for some in batched(still.accounts, _AT_ONCE):
        ToldAccount.objects.for_school(school).filter(account__ref__in=some).update(last_at=moment)
    for some in batched(still.names, _AT_ONCE):
        rows = list(ToldAccount.objects.for_school(school).filter(account__ref__in=some).select_related("account"))
        for row in rows:
            row.name_digest = still.names[row.account.ref]
        ToldAccount.objects.for_school(school).bulk_update(rows, ("name_digest",))


def _say(row: ToldAccount, said: Told) -> None:
    row.active, row.name_digest = said.active, said.name_digest
    row.gone_since = date.fromisoformat(said.gone) if said.gone else None


def _told(school: School, rows: dict[str, DirectoryAccount]) -> dict[str, ToldAccount]:
    by_key = {row.pk: ref for ref, row in rows.items()}
    found: dict[str, ToldAccount] = {}
    for some in batched(by_key, _AT_ONCE):
        held = ToldAccount.objects.for_school(school).filter(account_id__in=some)
        found |= {by_key[row.account_id]: row for row in held}
    return found


def _tie(
    school: School, said: Sequence[AccountListed], rows: dict[str, DirectoryAccount], day: date, moment: datetime
) -> None:
    refs = {one.person for one in said} - {""}
    people: dict[str, Person] = {}
    for some in batched(sorted(refs), _AT_ONCE):
        people |= {one.ref: one for one in Person.objects.for_school(school).filter(ref__in=some)}
    holders = [
        AccountHolder(school=school, account=rows[one.account], person=people[one.person], valid_from=day)
        for one in said
        if one.person
    ]
    put_many(AccountHolder, school, holders, at=moment)


def _changed(school: School, said: Sequence[AccountListed], rows: dict[str, DirectoryAccount], batch: Batch) -> bool:
    """Whether a directory said other things since, or somebody said whose one of the accounts is, or what it is."""
    told = _told(school, rows)
    for one in said:
        row, account = told.get(one.account), rows[one.account]
        if row is None or account.ended_on is not None:
            return True
        gone = row.gone_since.isoformat() if row.gone_since else ""
        if (row.active, gone, row.name_digest) != (one.now.active, one.now.gone, one.now.name_digest):
            return True
        if one.was is None and account.kind != DirectoryAccount.Kind.PERSON:
            return True
    new = [rows[one.account].pk for one in said if one.was is None]
    later = AccountHolder.objects.for_school(school).known().filter(recorded_at__gt=batch.at)
    return any(later.filter(account_id__in=some).exists() for some in batched(new, _AT_ONCE))


def _restore(school: School, said: Sequence[AccountListed], rows: dict[str, DirectoryAccount], day: date) -> None:
    told = _told(school, rows)
    ended, before, never = [], [], []
    for one in said:
        account, row = rows[one.account], told[one.account]
        if one.was is None:
            account.ended_on = day
            ended.append(account)
        elif one.was.ended:
            account.ended_on = date.fromisoformat(one.was.ended)
            ended.append(account)
        if one.told:
            _say(row, one.was or Told())
            before.append(row)
        else:
            never.append(row.pk)
    DirectoryAccount.objects.for_school(school).bulk_update(ended, ("ended_on",), batch_size=_AT_ONCE)
    ToldAccount.objects.for_school(school).bulk_update(before, _TOLD, batch_size=_AT_ONCE)
    for some in batched(never, _AT_ONCE):
        ToldAccount.objects.for_school(school).filter(pk__in=some).delete()
