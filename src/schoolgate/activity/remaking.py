"""Making parts anew of parts: several put together, some rows left out, or counts made again of the rows.

Files are read from the disk and written beside; nothing here knows the manifest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from schoolgate.activity import counting
from schoolgate.activity.rows import schema
from schoolgate.activity.sealing import PartWriter, Sealed, rows_of

IN_MEMORY: Final = 1_000_000  # rows of a day that are put in order of time as a whole
FEWEST: Final = 5  # people or devices that asked for a site, before its count may be kept for years (decision 0127)
type Keeps = Callable[[pa.RecordBatch], Any]


@dataclass(slots=True)
class Remaking:
    """Parts of one school being made; what was made is in ``sealed``."""

    folder: Path
    school: str
    sealed: list[Sealed] = field(default_factory=list)
    _writer: PartWriter | None = None

    def rows(self, day: date, paths: Sequence[Path], keeps: Keeps | None = None) -> None:
        """The rows of several files of a day as one part, in order of time where they fit into memory."""
        found: Iterator[pa.RecordBatch] = (rows for path in paths for rows in rows_of(path))
        if keeps is not None:
            found = (rows.filter(keeps(rows)) for rows in found)
        self._write("rows", day, _in_order(found))

    def counts(self, kind: str, day: date, tables: Iterable[pa.Table]) -> None:
        """Counts added up as one part."""
        self._write(kind, day, [counting.added(kind, tables)])

    def _write(self, kind: str, day: date, tables: Iterable[pa.RecordBatch | pa.Table]) -> None:
        self._writer = writer = PartWriter(self.folder, self.school, kind, day)
        for table in tables:
            writer.write(table)
        if writer.rows:
            self.sealed.append(writer.seal())
        else:
            writer.leave()
        self._writer = None

    def leave(self) -> None:
        if self._writer is not None:
            self._writer.leave()
        for one in self.sealed:
            (self.folder / one.path).unlink(missing_ok=True)


@contextmanager
def remaking(folder: Path, school: str) -> Iterator[Remaking]:
    """Within, parts are made; whatever is raised, nothing of them stays."""
    made = Remaking(folder, school)
    try:
        yield made
    except BaseException:
        made.leave()
        raise


def table_of(kind: str, path: Path) -> pa.Table:
    """A part of counts, whole: it is small."""
    return pa.Table.from_batches(list(rows_of(path)), schema(kind))


def counts_of(paths: Sequence[Path]) -> dict[str, list[pa.Table]]:
    """The counts of rows, made of them again: ``hours`` and ``groups``."""
    found: dict[str, list[pa.Table]] = {"hours": [], "groups": []}
    for path in paths:
        for rows in rows_of(path):
            for kind, table in counting.counts(rows).items():
                found[kind].append(table)
    return {kind: [counting.added(kind, tables)] for kind, tables in found.items()}


def sites_of(paths: Sequence[Path]) -> pa.Table:
    """Counts of the sites of a day that at least ``FEWEST`` different people or devices asked for."""
    keys = ["school", "day", "level", "site", "category", "verdict"]
    wanted = [*keys, "person", "device"]
    tables = [
        pa.Table.from_batches([rows]).group_by(wanted, use_threads=False).aggregate([([], "count_all")])
        for path in paths
        for rows in rows_of(path, wanted)
        if rows.num_rows
    ]
    if not tables:
        return schema("sites").empty_table()
    whole = pa.concat_tables(tables)
    asker = pc.if_else(pc.equal(whole["person"], ""), whole["device"], whole["person"])
    told = whole.append_column("asker", asker).group_by(keys, use_threads=False)
    counted = told.aggregate([("count_all", "sum"), ("asker", "count_distinct")])
    enough = counted.filter(pc.greater_equal(counted["asker_count_distinct"], FEWEST))
    named = enough.select([*keys, "count_all_sum"]).rename_columns([*keys, "rows"])
    return named.cast(schema("sites"))


def _in_order(found: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch | pa.Table]:
    held: list[pa.RecordBatch] = []
    count = 0
    for rows in found:
        if not rows.num_rows:
            continue
        held.append(rows)
        count += rows.num_rows
        if count >= IN_MEMORY:
            yield _sorted(held)
            held, count = [], 0
    if held:
        yield _sorted(held)


def _sorted(held: list[pa.RecordBatch]) -> pa.Table:
    return pa.Table.from_batches(held).sort_by([("at", "ascending"), ("id", "ascending")])
