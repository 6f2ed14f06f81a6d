"""What an alert rule is: its words for people, and a function from rows to what it noticed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.judging import DEFAULT, Packs

if TYPE_CHECKING:
    import pyarrow as pa

SEVERITIES: Final = ("low", "medium", "high")
FOUR_C: Final = ("content", "contact", "conduct", "commerce")


@dataclass(slots=True)
class Context:
    """What a rule may know besides the rows: the school's phrases, what was noticed before (``known``: keys), and a
    place of its own (``carried``) to remember what ran over from earlier rows of this load and of the one before."""

    packs: Packs = DEFAULT
    known: Collection[str] = ()
    carried: dict[str, Any] = field(default_factory=dict)


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
    keeps none of them. ``severity`` is the gravest it gives.
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
