"""What an alert rule is: its words for people, and a function from rows to what it noticed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.coverage.explaining import Hours
from schoolgate.monitoring.judging import DEFAULT, Packs

if TYPE_CHECKING:
    import pyarrow as pa

SEVERITIES: Final = ("low", "medium", "high")
FOUR_C: Final = ("content", "contact", "conduct", "commerce")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a rule that looks by the clock may know: until when the log has come in, the lessons, which classes and
    devices somebody explained (``explained``: refs and pseudonyms), and when devices last joined the network."""

    until: datetime
    lessons: Hours
    explained: frozenset[str] = frozenset()
    joined: Mapping[str, datetime] = field(default_factory=dict)
    zone: str = "Europe/London"

    def clock(self, moment: datetime) -> str:
        return f"{moment.astimezone(ZoneInfo(self.zone)):%H:%M}"


@dataclass(slots=True)
class Context:
    """What a rule may know besides the rows: the school's phrases, what was noticed before (``known``: keys), and a
    place of its own (``carried``) to remember what ran over from earlier rows of this load and of the one before.
    ``moment`` is given only to rules that look by the clock."""

    packs: Packs = DEFAULT
    known: Collection[str] = ()
    carried: dict[str, Any] = field(default_factory=dict)
    moment: Moment | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """An example: some rows, as changes to an ordinary one, and whether the rule notices something in them."""

    words: str
    rows: tuple[dict[str, Any], ...]
    noticed: bool


@dataclass(frozen=True, slots=True)
class AlertRule:
    """``words`` head an alert ("A closed site asked for again and again"); ``why`` says when it fires, ``unless`` what
    would have prevented it. ``look`` is given rows of ``activity.rows.schema()`` with words and paths in clear; it
    keeps none of them. ``severity`` is the gravest it gives. With ``by_clock`` it is shown no rows as they come, but
    those of the last weeks in each lesson, one a minute and device: what did not happen comes in no row.
    """

    key: str
    words: str
    why: str
    unless: str
    severity: str
    four_c: str
    category: str
    look: Callable[["pa.RecordBatch", Context], list[Hit]]
    examples: tuple[Tried, ...]
    by_clock: bool = False
