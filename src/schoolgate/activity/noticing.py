"""Where a room above looks at rows as they come. Loading asks every registered watcher; it knows none of them.

A watcher is registered once (in its app's ``ready``) and gives a looker for each load. A looker is shown the bound rows
of a batch in memory, with words searched for and paths in clear, and says what it noticed; ``commit`` is called inside
the transaction in which the manifest takes the parts, so that a hit stands exactly when its rows do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

    from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule noticed: repeats of one thing are one hit with a ``count``. ``row_ids`` are ids of stored rows.

    ``words`` and ``because`` may hold what a child wrote: whoever keeps a hit locks them.
    """

    rule: str
    severity: str  # low, medium or high
    first_at: datetime
    last_at: datetime
    row_ids: tuple[int, ...]
    count: int = 1
    person: str = ""  # pseudonym; empty where nobody is known or the log-in is shared
    device: str = ""  # pseudonym
    groups: tuple[str, ...] = ()
    place: str = ""
    shared: bool = False
    words: str = ""
    because: str = ""
    four_c: str = ""
    category: str = ""
    illegal: bool = False


class Looker(Protocol):
    """Looks at one load's rows. ``look`` gets rows of ``rows.schema()`` with ``terms`` and ``path`` in clear and whole;
    ``alarm`` and ``severity`` are still empty: loading fills them from the hits' ``row_ids``.
    """

    def look(self, rows: "pa.RecordBatch") -> list[Hit]: ...

    def commit(self, hits: Sequence[Hit], part_refs: Sequence[str]) -> None:
        """Keep what was noticed, in the caller's transaction. ``hits`` are those whose rows were new."""


class Watcher(Protocol):
    """``begin`` is called once a load, before its first rows."""

    def begin(self, school: "School") -> Looker: ...


def _itself(rule: str) -> str:
    return rule


@dataclass(slots=True)
class _Registered:
    watchers: dict[str, Watcher] = field(default_factory=dict)
    called: Callable[[str], str] = _itself


_ALL: Final = _Registered()


def register(key: str, watcher: Watcher) -> None:
    """Register who looks at rows as they come. Raises ``ValueError`` where another has the key."""
    if _ALL.watchers.setdefault(key, watcher) is not watcher:
        raise ValueError(f"two watchers are called {key}")


def name_rules_by(called: Callable[[str], str]) -> None:
    """Say what rules are called on pages, by their keys: the room that has the rules knows."""
    _ALL.called = called


def rule_called(rule: str) -> str:
    """A rule's words for a page; its key where no room names it."""
    return _ALL.called(rule)


def watchers() -> tuple[Watcher, ...]:
    """Those registered, by key."""
    return tuple(_ALL.watchers[key] for key in sorted(_ALL.watchers))


def without(key: str) -> Callable[[], None]:
    """Take a watcher out; what is returned puts it back. For tests, and for a load that is being tried only."""
    gone = _ALL.watchers.pop(key, None)

    def back() -> None:
        if gone is not None:
            _ALL.watchers[key] = gone

    return back
