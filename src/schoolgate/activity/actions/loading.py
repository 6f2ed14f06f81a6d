"""The one way in for rows: bound, looked at, counted, sealed in parts, and in the manifest at once or not at all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyarrow as pa

from schoolgate.activity.models import Source
from schoolgate.frame.actor import Actor
from schoolgate.people.models import School


class Batch(Protocol):
    """What a feed yields: ``rows`` of ``feeds.activity.contract.SCHEMA`` and what could not be read."""

    @property
    def rows(self) -> pa.RecordBatch: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many lines were ``read``, rows ``kept``, lines ``rejected``, and rows that were there already. ``hits`` is
    how many things watchers noticed; ``parts`` the refs of the new parts of rows."""

    read: int = 0
    kept: int = 0
    rejected: int = 0
    repeated: int = 0
    seconds: float = 0.0
    hits: int = 0
    parts: tuple[str, ...] = field(default=())

    @property
    def document(self) -> dict[str, int | float]:
        return {
            "read": self.read,
            "kept": self.kept,
            "rejected": self.rejected,
            "repeated": self.repeated,
            "seconds": round(self.seconds, 3),
        }


def load(
    school: School,
    source: Source,
    batches: Iterable[Batch],
    *,
    actor: Actor,
    progress: Callable[[int], object] | None = None,
    continues: bool = False,
    position: Mapping[str, Any] | None = None,
) -> Loaded:
    """Take in batches of a feed. ``progress`` is called with how many lines were read so far.

    The same line of the same file twice, or of overlapping files, is kept once: of lines that are equal in all that is
    known of them, as many are kept as any one load had. With ``continues``, for a source that is read on from where it
    was left, equal lines are new lines. ``position`` is written to the source in the transaction of the manifest: a
    load that was cut off has moved nothing, and one that was not has moved both.
    """
    raise NotImplementedError
