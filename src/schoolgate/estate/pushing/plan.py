"""Which account is to be in which group, and what would have to change. Pure.

Only accounts of which something was decided are touched: nobody leaves a group because nobody decided.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from schoolgate.vocabulary.entitlements import ENTITLEMENTS, NOTHING

PREFIX: Final = "schoolgate-"  # of the names of our groups; no other group may have such
type Members = Mapping[str, frozenset[str]]  # accounts by group, or groups by account


class Change(NamedTuple):
    """An account (its address) is put into a group, or taken out of it."""

    group: str
    account: str
    add: bool


def group_of(what: str, level: str) -> str:
    """The name of the group of those who may use a thing at a level."""
    return f"{PREFIX}{what}-{level}"


GROUPS = tuple(group_of(what, level) for what, one in ENTITLEMENTS.items() for level in one.levels if level != NOTHING)


def groups_of(levels: Mapping[str, str]) -> frozenset[str]:
    """The groups of somebody who may use these things at these levels."""
    return frozenset(group_of(what, level) for what, level in levels.items() if level != NOTHING)


def plan(wanted: Members, members: Members) -> tuple[Change, ...]:
    """What makes the directory as ``wanted`` (groups by account), where ``members`` (accounts by group) is how it is.

    Taking out comes first, so that nobody is in two groups of one thing meanwhile.
    """
    now: dict[str, set[str]] = {}
    for group in GROUPS:
        for account in members.get(group, ()):
            now.setdefault(account, set()).add(group)
    out = [Change(group, one, add=False) for one, groups in wanted.items() for group in now.get(one, set()) - groups]
    into = [Change(group, one, add=True) for one, groups in wanted.items() for group in groups - now.get(one, set())]
    return (*sorted(out), *sorted(into))


def undone(changes: Iterable[Change]) -> tuple[Change, ...]:
    """What takes changes back, the last first."""
    return tuple(one._replace(add=not one.add) for one in reversed(tuple(changes)))


def applied(members: Members, changes: Iterable[Change]) -> dict[str, frozenset[str]]:
    """The members of each group after changes."""
    after = {group: set(accounts) for group, accounts in members.items()}
    for one in changes:
        group = after.setdefault(one.group, set())
        if one.add:
            group.add(one.account)
        else:
            group.discard(one.account)
    return {group: frozenset(accounts) for group, accounts in after.items()}
