"""What a load is: the way from a feed's rows to a room's own actions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, runtime_checkable

from schoolgate.feeds.contract import Reject, Row
from schoolgate.frame.actor import Actor
from schoolgate.people.models import School


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change. ``verb`` is a key of the load's ``verbs``; ``who`` and ``words`` are for the preview
    (a name may stand there: previews are kept locked); ``payload`` is what applying needs, plain JSON.
    """

    verb: str
    who: str
    words: str
    payload: Mapping[str, object]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying would do. ``stop`` is a sentence that a person must answer before it is applied ("124 of 310 would
    leave"), empty when nothing is out of the ordinary; ``remarks`` are worth knowing and stop nothing. ``about``
    is what applying needs of the whole, plain values; it is made anew for that, and not kept with the preview.
    """

    changes: tuple[Change, ...] = ()
    rejects: tuple[Reject, ...] = ()
    unchanged: int = 0
    stop: str = ""
    remarks: tuple[str, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)


def planned(rows: Iterable[Row], each: Callable[[Row], Change | Reject | None]) -> Plan:
    """A plan of what ``each`` makes of every row, in order; None is a row that changes nothing."""
    outcomes = [each(row) for row in rows]
    return Plan(
        tuple(one for one in outcomes if isinstance(one, Change)),
        tuple(one for one in outcomes if isinstance(one, Reject)),
        outcomes.count(None),
    )


@dataclass(frozen=True, slots=True)
class Applied:
    """How many of each verb were done."""

    counts: Mapping[str, int] = field(default_factory=dict)


@runtime_checkable
class Load(Protocol):
    """``feeds`` are the keys of the feeds whose rows it takes; ``roles`` who may apply it; ``holder`` the role that has
    such files, and is asked when none comes; ``verbs`` the words of each
    kind of change, in the order a preview shows them ("joiners": "would join").

    ``plan`` reads and never writes; the same rows on the same day over the same records give the same plan. ``apply``
    runs inside a transaction that intake opens, after planning again, and writes through the rooms' actions, with
    one batch entry in the record. ``undo`` puts back what was known before the load ``ref``; ``BadInputError``
    names what has changed since.
    """

    @property
    def key(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def feeds(self) -> tuple[str, ...]: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def holder(self) -> str: ...
    @property
    def verbs(self) -> Mapping[str, str]: ...

    def plan(self, school: School, rows: Iterable[Row], *, on: date) -> Plan: ...
    def apply(self, school: School, plan: Plan, *, ref: str, actor: Actor, at: datetime) -> Applied: ...
    def undo(self, school: School, *, ref: str, actor: Actor, at: datetime) -> Applied: ...
