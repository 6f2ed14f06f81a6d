"""What the technician's page shows of a push before it is made: counts by group, and of each change why, as a class.

Accounts and groups only. Why something was decided for somebody is not here, and no person's name.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schoolgate.estate.pushing.plan import Change, group_of
from schoolgate.vocabulary.entitlements import ENTITLEMENTS

_GATE: Final = "access-gate"
THING_OF: Final = {group_of(what, level): what for what, one in ENTITLEMENTS.items() for level in one.levels}


@dataclass(frozen=True, slots=True)
class GroupCount:
    group: str
    into: int
    out: int


@dataclass(frozen=True, slots=True)
class Step:
    """One change as a row; ``gate``: the access gate decided it, rather than a person."""

    account: str
    group: str
    add: bool
    gate: bool


def counts(changes: Sequence[Change]) -> list[GroupCount]:
    """How many go into each group and out of it, groups in order."""
    found = Counter((one.group, one.add) for one in changes)
    return [GroupCount(name, found[name, True], found[name, False]) for name in sorted({one.group for one in changes})]


def steps(changes: Sequence[Change], kinds: Mapping[tuple[str, str], str]) -> list[Step]:
    """``kinds`` are what decided a thing for an account: by its address and the thing's key."""
    return [
        Step(one.account, one.group, one.add, kinds.get((one.account, THING_OF[one.group])) == _GATE) for one in changes
    ]


def seen(changes: Sequence[Change]) -> str:
    """A digest of what was looked at: what is made must be the same."""
    return hashlib.sha256(json.dumps(sorted(changes)).encode()).hexdigest()
