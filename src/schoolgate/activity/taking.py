"""One load as it goes: batches become sealed parts on the disk. Nothing of it is in the database yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity import counting
from schoolgate.activity.binding import Fixed, bound
from schoolgate.activity.coding import all_coded, coded, plain
from schoolgate.activity.noticing import Hit, Looker
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.activity.queries import PartSeen
from schoolgate.activity.repeats import Digests, Repeats, Seen
from schoolgate.activity.rows import schema
from schoolgate.activity.sealing import PartWriter, Sealed, ids_of, rows_of
from schoolgate.activity.whose import Day, day_of
from schoolgate.people.models import School

GRAVITY: Final = {"": 0, "low": 1, "medium": 2, "high": 3}
_MOST_OPEN: Final = 35  # days that are written at once
_COUNTED: Final = 16  # tables of counts before they are added up


@dataclass(slots=True)
class Taking:
    """Takes batches of a feed's rows. ``finish`` seals; ``leave`` takes away all that was written."""

    school: School
    fixed: Fixed
    folder: Path
    pseudonyms: Pseudonyms
    repeats: Repeats
    lookers: Sequence[Looker]
    hits: list[list[Hit]] = field(default_factory=list)
    sealed: list[Sealed] = field(default_factory=list)
    kept: int = 0
    repeated: int = 0
    _writers: dict[date, PartWriter] = field(default_factory=dict)
    _counts: dict[tuple[str, date], list[pa.Table]] = field(default_factory=dict)
    _days: dict[date, Day] = field(default_factory=dict)
    _digests: Digests = field(init=False)

    def __post_init__(self) -> None:
        self._digests = Digests(self.pseudonyms.key)
        self.hits = [[] for _ in self.lookers]

    def take(self, rows: pa.RecordBatch) -> None:
        """Take in rows of the feed's schema. Raises ``OSError`` where the disk is full."""
        for day, some in _by_day(all_coded(rows), self.fixed.zone):
            times = pc.min_max(some.column("at")).as_py()
            ids, new = self.repeats.new(self._digests.of(some), times["min"], times["max"])
            self.repeated += len(ids) - int(new.sum())
            fresh = some if new.all() else some.filter(pa.array(new))
            if fresh.num_rows:
                self._keep(bound(fresh, ids[new], self._day(day), self.fixed), day)

    def _keep(self, rows: pa.RecordBatch, day: date) -> None:
        stored = closed(self._noticed(rows), self.pseudonyms)
        writer = self._writers.get(day)
        if writer is None:
            if len(self._writers) >= _MOST_OPEN:
                self.sealed.append(self._writers.pop(next(iter(self._writers))).seal())
            writer = self._writers[day] = PartWriter(self.folder, self.school.ref, "rows", day, coded=True)
        writer.write(stored)
        self.kept += stored.num_rows
        self._count(stored, day)

    def _noticed(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        if not self.lookers:
            return rows
        seen = pa.RecordBatch.from_arrays([plain(one) for one in rows.columns], schema=schema())
        found = [looker.look(seen) for looker in self.lookers]
        for kept, some in zip(self.hits, found, strict=True):
            kept.extend(some)
        return marked(rows, [hit for some in found for hit in some])

    def _count(self, rows: pa.RecordBatch, day: date) -> None:
        for kind, table in counting.counts(rows).items():
            tables = self._counts.setdefault((kind, day), [])
            tables.append(table)
            if len(tables) >= _COUNTED:
                tables[:] = [counting.added(kind, tables)]

    def _day(self, day: date) -> Day:
        if day not in self._days:
            if len(self._days) >= _MOST_OPEN:
                self._days.pop(next(iter(self._days)))
            self._days[day] = day_of(self.school, day, self.pseudonyms)
        return self._days[day]

    def finish(self) -> None:
        """Seal every part, and those of the counts."""
        for day in list(self._writers):
            self.sealed.append(self._writers.pop(day).seal())
        for kind, day in list(self._counts):
            table = counting.added(kind, self._counts.pop((kind, day)))
            if table.num_rows:
                self._seal_counts(kind, day, table)

    def _seal_counts(self, kind: str, day: date, table: pa.Table) -> None:
        writer = PartWriter(self.folder, self.school.ref, kind, day)
        self._writers[date.min] = writer  # so that it is left with the rest when the disk is full
        writer.write(table)
        self.sealed.append(writer.seal())
        del self._writers[date.min]

    def leave(self) -> None:
        for writer in self._writers.values():
            writer.leave()
        for one in self.sealed:
            (self.folder / one.path).unlink(missing_ok=True)
        self._writers.clear()
        self.sealed.clear()

    def leave_out(self, parts: Iterable[PartSeen]) -> None:
        """Leave out the rows that are in parts which became live meanwhile: written anew without them, counted anew."""
        there = Seen()
        for part in parts:
            for ids, since, until in ids_of(part.path):
                there.add(ids, since, until)
        mine = [one for one in self.sealed if one.kind == "rows"]
        gone: set[int] = set()
        for one in mine:
            for ids, since, until in ids_of(self.folder / one.path):
                gone.update(ids[there.count(ids, since, until) > 0].view(np.int64).tolist())
        if gone:
            self._without(gone, mine)

    def _without(self, gone: set[int], mine: Sequence[Sealed]) -> None:
        before, self.sealed = self.sealed, []
        out = pa.array(sorted(gone), pa.int64())
        self.kept, self.repeated = 0, self.repeated + len(gone)
        try:
            for one in mine:
                writer = self._writers[one.day] = PartWriter(self.folder, self.school.ref, "rows", one.day)
                for rows in rows_of(self.folder / one.path):
                    some = rows.filter(pc.invert(pc.is_in(rows.column("id"), value_set=out)))
                    writer.write(some)
                    self.kept += some.num_rows
                    self._count(some, one.day)
                if not writer.rows:
                    self._writers.pop(one.day).leave()
            self.finish()
        finally:
            for one in before:
                (self.folder / one.path).unlink(missing_ok=True)
        self.hits = [[kept for hit in some if (kept := _less(hit, gone))] for some in self.hits]


def marked(rows: pa.RecordBatch, hits: Sequence[Hit]) -> pa.RecordBatch:
    """Rows with the gravest rule that noticed each."""
    if not hits:
        return rows
    found: dict[int, Hit] = {}
    for hit in hits:
        for row in hit.row_ids:
            if row not in found or GRAVITY[hit.severity] > GRAVITY[found[row].severity]:
                found[row] = hit
    keys = pa.array(found.keys(), pa.int64())
    at = pc.index_in(rows.column("id"), value_set=keys)
    for name, values in (
        ("alarm", [hit.rule for hit in found.values()]),
        ("severity", [hit.severity for hit in found.values()]),
    ):
        column = coded(pc.fill_null(pa.array(values, pa.string()).take(at), ""))
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
    return rows


def closed(rows: pa.RecordBatch, pseudonyms: Pseudonyms) -> pa.RecordBatch:
    """Rows as they are stored: words searched for sealed, paths without what is behind a question mark."""
    made: dict[str, Any] = {"terms": _sealed(rows.column("terms"), pseudonyms), "path": _bare(rows.column("path"))}
    columns = [made.get(name, rows.column(name)) for name in rows.schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=rows.schema)


def _sealed(terms: Any, pseudonyms: Pseudonyms) -> Any:
    """Each different text is sealed once."""
    sealed = pa.array(pseudonyms.sealed(terms.dictionary.to_pylist()), pa.string())
    return pa.DictionaryArray.from_arrays(terms.indices, sealed)


def _bare(path: Any) -> Any:
    texts = path.dictionary
    for mark in "?#":
        if pc.any(pc.match_substring(texts, mark)).as_py():
            texts = pc.list_element(pc.split_pattern(texts, mark, max_splits=1), 0)
    bare = texts.dictionary_encode()
    return pa.DictionaryArray.from_arrays(bare.indices.take(path.indices), bare.dictionary)


def _by_day(rows: pa.RecordBatch, zone: str) -> Iterator[tuple[date, pa.RecordBatch]]:
    """Rows by the school's own day."""
    if not rows.num_rows:
        return
    days = pc.local_timestamp(rows.column("at").cast(pa.timestamp("us", tz=zone))).cast(pa.date32(), safe=False)
    ends = pc.min_max(days).as_py()
    if ends["min"] == ends["max"]:
        yield ends["min"], rows
        return
    for day in sorted(pc.unique(days).to_pylist()):
        yield day, rows.filter(pc.equal(days, pa.scalar(day, pa.date32())))


def _less(hit: Hit, gone: set[int]) -> Hit | None:
    """A hit without rows that were there already; None where none is left."""
    left = tuple(row for row in hit.row_ids if row not in gone)
    if not left:
        return None
    return replace(hit, row_ids=left, count=max(1, hit.count - (len(hit.row_ids) - len(left))))


def whole_time(sealed: Sequence[Sealed]) -> tuple[datetime | None, datetime | None]:
    """The first and last moment of rows."""
    rows = [one for one in sealed if one.kind == "rows"]
    first = min((one.first_at for one in rows), default=None)
    last = max((one.last_at for one in rows), default=None)
    return (first.astimezone(UTC) if first else None, last.astimezone(UTC) if last else None)
