"""What a push to a directory would change, and where a directory differs from what was decided."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schoolgate.estate.models import AccountHolder, DirectoryAccount, Entitlement, Push, PushWay
from schoolgate.estate.pushing.contract import Directory, Way
from schoolgate.estate.pushing.plan import GROUPS, Change, applied, groups_of, plan
from schoolgate.people.models import School
from schoolgate.vocabulary.entitlements import NOTHING


@dataclass(frozen=True, slots=True)
class Drift:
    """Accounts that differ, by address, and persons by ref. ``active_while_closed``: all that was decided for whoever
    has it is closed, and it works. ``without_account``: something is open for them, and they have none here.
    ``of_nobody``: we know the account, and nobody holds it. ``unknown``: it works in the directory, and nobody told us
    of it.
    """

    active_while_closed: tuple[str, ...]
    without_account: tuple[str, ...]
    of_nobody: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.active_while_closed) + len(self.without_account) + len(self.of_nobody) + len(self.unknown)


@dataclass(frozen=True, slots=True)
class WaySet:
    """How a way is set up; ``settings`` hold a secret. ``approved``: a head let it act as it is."""

    provider: str
    settings: dict[str, str]
    approved: bool
    looked_on: date | None
    differences: int | None


def way_set(school: School, way: Way) -> WaySet:
    """What was set of a way, or what it begins with."""
    row = PushWay.objects.for_school(school).filter(way=way.key).first()
    if row is None:
        return WaySet(way.provider(), {}, False, None, None)
    approved = row.approved_at is not None
    return WaySet(row.provider, json.loads(row.settings), approved, row.looked_on, row.differences)


def directories_differ(school: School) -> int:
    """In how many places the directories that may be pushed to differed, when each was last compared."""
    rows = PushWay.objects.for_school(school).filter(approved_at__isnull=False)
    return sum(found or 0 for found in rows.values_list("differences", flat=True))


def ways_set(school: School) -> list[str]:
    """The keys of the ways that a head let act."""
    return list(PushWay.objects.for_school(school).filter(approved_at__isnull=False).values_list("way", flat=True))


def planned(
    school: School, way: Way, on: date, directory: Directory | None = None, provider: str = ""
) -> tuple[Change, ...]:
    """What a push would change today. Where the way is a file, how the directory is follows from the pushes before.
    ``provider`` is whose accounts, where the way does several.
    """
    decided = _decided(school, on)
    absent = _gone(school, way.provider(provider)) if directory is None else frozenset()
    wanted = {
        account: groups_of(decided[person])
        for account, person in _accounts(school, way.provider(provider), on).items()
        if person in decided and account not in absent
    }
    members = directory.members(GROUPS) if directory is not None else _pushed(school, way)
    return plan(wanted, members)


def decided_by(school: School, changes: Sequence[Change], on: date, provider: str) -> dict[tuple[str, str], str]:
    """What kind of decision each change follows from: by the account's address, and the thing's key."""
    touched = {one.account for one in changes}
    accounts = {one: person for one, person in _accounts(school, provider, on).items() if one in touched}
    rows = Entitlement.objects.for_school(school).as_of(on).filter(person__isnull=False)
    kinds: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for person, what, kind in rows.values_list("subject", "what", "decided_kind"):
        kinds[person][what] = kind
    return {(one, what): kind for one, person in accounts.items() for what, kind in kinds[person].items()}


def drift(school: School, way: Way, on: date, directory: Directory | None = None, provider: str = "") -> Drift:
    """Where the directory differs from what was decided. Without one that is open, an account works until it ended, or
    until its directory said that it does not; one that a whole list of the directory's did not name is not there.
    """
    whose = way.provider(provider)
    decided, accounts = _decided(school, on), _accounts(school, whose, on)
    closed = {person for person, levels in decided.items() if all(level == NOTHING for level in levels.values())}
    active = directory.active(list(accounts)) if directory is not None else _told_active(school, whose, accounts)
    working = [one for one, person in accounts.items() if person in closed and active.get(one)]
    there = {person for one, person in accounts.items() if one in active}
    without = [person for person in decided if person not in closed and person not in there]
    nobody = [one for one, person in accounts.items() if not person and one in active]
    unknown = directory.strangers(_known(school, whose)) if directory is not None else ()
    return Drift(*(tuple(sorted(one)) for one in (working, without, nobody, unknown)))


def pushes(school: School, way: str = "") -> list[Push]:
    """The latest first; by one way, where it is given."""
    rows = Push.objects.for_school(school).order_by("-at", "-pk")
    return list(rows.filter(way=way) if way else rows)


def changes_of(push: Push) -> tuple[Change, ...]:
    return tuple(Change(*one) for one in json.loads(push.changes))


def refused_of(push: Push) -> tuple[tuple[Change, str], ...]:
    """What the directory did not take, and why."""
    return tuple((Change(*one[:3]), one[3]) for one in json.loads(push.refused))


def _decided(school: School, on: date) -> dict[str, dict[str, str]]:
    """By person (a ref): the level of each thing that was decided."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    rows = Entitlement.objects.for_school(school).as_of(on).filter(person__isnull=False)
    for person, what, level in rows.values_list("subject", "what", "level"):
        found[person][what] = level
    return dict(found)


def _accounts(school: School, provider: str, on: date) -> dict[str, str]:
    """The person (a ref, or nothing) of each account for one person that had not ended, by address."""
    held = AccountHolder.objects.for_school(school).as_of(on).filter(person__isnull=False)
    holders = dict(held.values_list("account_id", "person__ref"))
    rows = DirectoryAccount.objects.for_school(school).filter(provider=provider, kind=DirectoryAccount.Kind.PERSON)
    return {row.address: holders.get(row.pk, "") for row in rows if row.ended_on is None or row.ended_on > on}


def _told_active(school: School, provider: str, accounts: dict[str, str]) -> dict[str, bool]:
    rows = DirectoryAccount.objects.for_school(school).filter(provider=provider, told__active=False)
    blocked, absent = {row.address for row in rows}, _gone(school, provider)
    return {one: one not in blocked for one in accounts if one not in absent}


def _gone(school: School, provider: str) -> frozenset[str]:
    """The addresses of accounts that the latest whole list did not name."""
    rows = DirectoryAccount.objects.for_school(school).filter(provider=provider, told__gone_since__isnull=False)
    return frozenset(rows.values_list("address", flat=True))


def _known(school: School, provider: str) -> list[str]:
    """Every address that we know of a directory, of whatever kind, also of accounts that have ended here."""
    rows = DirectoryAccount.objects.for_school(school).filter(provider=provider)
    return list(rows.values_list("address", flat=True))


def _pushed(school: School, way: Way) -> dict[str, frozenset[str]]:
    members: dict[str, frozenset[str]] = {}
    for push in Push.objects.for_school(school).filter(way=way.key, undone_at=None).order_by("at", "pk"):
        members = applied(members, changes_of(push))
    return members
