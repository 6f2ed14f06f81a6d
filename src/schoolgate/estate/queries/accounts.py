"""What a look over directory accounts asks: whose they are, who shares one or has several, which is used twice at once.

Facts only, by ref: no address, no name. What to make of them is for a check above.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from schoolgate.estate.actions.bindings import seconds
from schoolgate.estate.models import AccountHolder, DirectoryAccount, SignIn
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """``holder`` is the ref of a person or a class."""

    ref: str
    provider: str
    kind: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class UsedTwice:
    """An account signed in on two devices at once, from ``starts`` until just before ``ends``. ``assumed``: one of the
    two is only taken to have lasted so long, since nobody told us when it ended.
    """

    account: str
    devices: tuple[str, str]
    starts: int
    ends: int
    assumed: bool


def accounts(school: School, *, on: date, known_at: datetime | None = None) -> list[AccountSeen]:
    """Every account that had not ended by a day, with whose it is, by ref."""
    rows = DirectoryAccount.objects.for_school(school)
    held = AccountHolder.objects.for_school(school).as_of(on, known_at).select_related("person", "group")
    holders = {row.account_id: (row.person or row.group).ref for row in held}
    current = (row for row in rows if row.ended_on is None or row.ended_on > on)
    found = [AccountSeen(row.ref, row.provider, row.kind, holders.get(row.pk, "")) for row in current]
    return sorted(found, key=lambda account: account.ref)


def accounts_of_nobody(school: School, *, on: date, known_at: datetime | None = None) -> list[AccountSeen]:
    """Accounts for a person or a class that no person and no class is said to have; a service's needs neither."""
    needing = (DirectoryAccount.Kind.PERSON, DirectoryAccount.Kind.CLASS, DirectoryAccount.Kind.ADMIN)
    return [one for one in accounts(school, on=on, known_at=known_at) if one.kind in needing and not one.holder]


def shared_accounts(school: School, *, on: date, known_at: datetime | None = None) -> list[AccountSeen]:
    """Accounts that a class shares."""
    kind = DirectoryAccount.Kind.CLASS
    return [one for one in accounts(school, on=on, known_at=known_at) if one.kind == kind]


def holders_of_several(school: School, *, on: date, known_at: datetime | None = None) -> dict[str, list[AccountSeen]]:
    """Persons, by ref, with more than one account of a directory for themselves. An account for looking after machines
    is meant to be another, and is not counted.
    """
    found: defaultdict[tuple[str, str], list[AccountSeen]] = defaultdict(list)
    for one in accounts(school, on=on, known_at=known_at):
        if one.holder and one.kind == DirectoryAccount.Kind.PERSON:
            found[one.holder, one.provider].append(one)
    several: defaultdict[str, list[AccountSeen]] = defaultdict(list)
    for (holder, _), some in sorted(found.items()):
        if len(some) > 1:
            several[holder] += some
    return dict(several)


def used_twice_at_once(school: School, first: datetime, last: datetime) -> list[UsedTwice]:
    """Accounts for one person that were signed in on two devices at once, between two moments; earliest first. One
    account's sign-ins are gone through once, in the order they began.
    """
    begins, ends = seconds(first), seconds(last)
    rows = SignIn.objects.for_school(school).filter(superseded_by=None, starts__lt=ends, ends__gt=begins)
    rows = rows.filter(account__kind=DirectoryAccount.Kind.PERSON).select_related("account", "device")
    found: list[UsedTwice] = []
    open_now: dict[int, list[SignIn]] = {}
    for row in rows.order_by("account_id", "starts", "pk"):
        still = [one for one in open_now.get(row.account_id, []) if (one.ends or ends) > row.starts]
        found += [_twice(one, row) for one in still if one.device_id != row.device_id]
        open_now = {row.account_id: [*still, row]}
    return sorted(found, key=lambda one: (one.starts, one.account, one.devices))


def _twice(one: SignIn, other: SignIn) -> UsedTwice:
    ends = min(row.ends for row in (one, other) if row.ends is not None)
    first, second = sorted((one.device.ref, other.device.ref))
    return UsedTwice(one.account.ref, (first, second), other.starts, ends, one.end_assumed or other.end_assumed)
