"""Looking at one load's rows by every rule. It is loaded by ``watching`` when a load begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity.noticing import Hit
from schoolgate.monitoring.actions.alerting import keep_alerts
from schoolgate.monitoring.queries.known import known_of, packs_of
from schoolgate.monitoring.rules.contract import Context
from schoolgate.monitoring.rules.registry import RULES
from schoolgate.people.models import School


@dataclass(slots=True)
class _Carried:
    """What ran over from load to load of a school in this process: a burst may lie across two. Rules tell a row that
    they were shown twice by its id, so a load that failed and came again counts nothing twice."""

    schools: dict[str, dict[str, Any]] = field(default_factory=dict)


_CARRIED: Final = _Carried()


class RowLooker:
    """A ``activity.noticing.Looker``."""

    def __init__(self, school: School) -> None:
        self.school = school
        carried = _CARRIED.schools.setdefault(school.ref, {})
        self.context = Context(packs_of(school), known_of(school), carried)
        self.rules = tuple(rule for rule in RULES if not rule.by_clock)
        self.blocked: set[int] = set()
        self.parts: tuple[str, ...] = ()

    def look(self, rows: pa.RecordBatch) -> list[Hit]:
        found = [hit for rule in self.rules for hit in rule.look(rows, self.context)]
        self.blocked.update(_blocked(rows, found))
        return found

    def commit(self, hits: Sequence[Hit], part_refs: Sequence[str]) -> None:
        self.parts = tuple(part_refs)
        keep_alerts(self.school, hits, blocked=self.blocked)


def _blocked(rows: pa.RecordBatch, hits: Sequence[Hit]) -> list[int]:
    """Which rows of the hits were closed."""
    ids = [row for hit in hits for row in hit.row_ids]
    if not ids:
        return []
    mask = pc.and_(
        pc.is_in(rows.column("id"), value_set=pa.array(ids, pa.int64())), pc.equal(rows.column("verdict"), "block")
    )
    closed: list[int] = rows.column("id").filter(mask).to_pylist()
    return closed
