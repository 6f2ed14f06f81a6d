"""A batch file for GAM, which technicians of Google Workspace have: ``gam batch FILE`` makes the changes.

The groups are those of the domain of each account, and are there already. GAM splits a line as a shell does, so what a
shell would take for more than a word is quoted.
"""

import shlex
from collections.abc import Sequence
from typing import Final

from schoolgate.estate.pushing.contract import Way
from schoolgate.estate.pushing.plan import Change


def render(changes: Sequence[Change]) -> str:
    """One command a line."""
    return "".join(f"{_line(one)}\n" for one in changes)


def _line(one: Change) -> str:
    group = shlex.quote(f"{one.group}@{one.account.rpartition('@')[2]}")
    return f"gam update group {group} {'add member' if one.add else 'remove'} user {shlex.quote(one.account)}"


WAY: Final = Way("gam", "A batch file for GAM (Google Workspace)", ("google",), ".gam", render=render)
