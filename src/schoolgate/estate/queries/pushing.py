"""What a push to a directory would change, and where a directory differs from what was decided."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from schoolgate.estate.models import AccountHolder, DirectoryAccount, Entitlement, Push
from schoolgate.estate.pushing.contract import Directory, Way
from schoolgate.estate.pushing.plan import GROUPS, Change, applied, groups_of, plan
from schoolgate.people.models import School
from schoolgate.vocabulary.entitlements import NOTHING


@dataclass(frozen=True, slots=True)
class Drift:
    """Accounts that differ, by address, and persons by ref. ``active_while_closed``: all that was decided for whoever
    has it is closed, and it works. ``without_account``: something is open for them, and they have none here.
    """

    active_while_closed: tuple[str, ...]
    without_account: tuple[str, ...]
    of_nobody: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.active_while_closed) + len(self.without_account) + len(self.of_nobody)


def planned(school: School, way: Way, on: date, directory: Directory | None = None) -> tuple[Change, ...]:
    """What a push would change today. Where the way is a file, how the directory is follows from the pushes before."""
    decided = _decided(school, on)
    wanted = {
        account: groups_of(decided[person])
        for account, person in _accounts(school, way.provider, on).items()
        if person in decided
    }
    members = directory.members(GROUPS) if directory is not None else _pushed(school, way)
    return plan(wanted, members)


def drift(school: School, way: Way, on: date, directory: Directory | None = None) -> Drift:
    """Where the directory differs from what was decided. Without one that is open, an account works until it ended."""
    decided, accounts = _decided(school, on), _accounts(school, way.provider, on)
    closed = {person for person, levels in decided.items() if all(level == NOTHING for level in levels.values())}
    active = directory.active(list(accounts)) if directory is not None else dict.fromkeys(accounts, True)
    working = [one for one, person in accounts.items() if person in closed and active.get(one)]
    there = {person for one, person in accounts.items() if one in active}
    without = [person for person in decided if person not in closed and person not in there]
    nobody = [one for one, person in accounts.items() if not person and one in active]
    return Drift(tuple(sorted(working)), tuple(sorted(without)), tuple(sorted(nobody)))


def pushes(school: School) -> list[Push]:
    """The latest first."""
    return list(Push.objects.for_school(school).order_by("-at", "-pk"))


def changes_of(push: Push) -> tuple[Change, ...]:
    return tuple(Change(*one) for one in json.loads(push.changes))


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


def _pushed(school: School, way: Way) -> dict[str, frozenset[str]]:
    members: dict[str, frozenset[str]] = {}
    for push in Push.objects.for_school(school).filter(way=way.key, undone_at=None).order_by("at", "pk"):
        members = applied(members, changes_of(push))
    return members
