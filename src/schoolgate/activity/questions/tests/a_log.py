"""A small log to ask questions of: rows said in a few words each, put into parts as loading would."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from schoolgate.activity.asking import ask
from schoolgate.activity.engines.contract import Parts
from schoolgate.activity.making.counting import counts
from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.rows import KINDS, schema

MONDAY: Final = date(2026, 9, 7)
_EMPTY: Final = {pa.string(): "", pa.bool_(): False}
_USUAL: Final = {
    "school": "sch_robin",
    "source": "asrc_one",
    "day": MONDAY,
    "minute": 600,
    "kind": "web",
    "level": "junior",
    "verdict": "allow",
    "category": "learning",
    "site": "spelling.example",
    "bytes": 100,
    "device": "tablet",
}


class Log:
    """Parts in a folder, and the manifest that names them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts: dict[str, list[tuple[date, Path]]] = {kind: [] for kind in KINDS}
        self._rows = 0

    def day(self, *rows: Mapping[str, Any], day: date = MONDAY) -> None:
        """One part of each kind. A row says only what matters; its moment comes from its minute (summer time)."""
        began = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=1)
        whole = []
        for each in rows:
            self._rows += 1
            row = {field.name: _EMPTY.get(field.type, 0) for field in schema()} | _USUAL | dict(each)
            site = row["site"]
            row |= {"id": self._rows, "day": day, "at": began + timedelta(minutes=row["minute"])}
            whole.append(row | {"host": row["host"] or f"www.{site}"})
        table = pa.Table.from_pylist(whole, schema=schema())
        for kind, made in {"rows": table, **counts(_as_dictionaries(table))}.items():
            path = self.folder / f"{kind}-{len(self.parts[kind])}.parquet"
            pq.write_table(made, path)
            self.parts[kind].append((day, path))

    def manifest(self, question: Question, values: Values) -> Parts:
        first, last = question.days(values)
        return {
            kind: [path for day, path in self.parts[kind] if (not first or day >= first) and (not last or day <= last)]
            for kind in question.over
        }

    def ask(self, key: str, **said: Any) -> list[tuple[Any, ...]]:
        """The answer's rows, each as a tuple of its columns in order."""
        found = ask(key, said, self.manifest, on="duckdb").table
        return [tuple(row.values()) for row in found.to_pylist()]


def _as_dictionaries(table: pa.Table) -> pa.Table:
    return pa.table(
        {name: table[name].dictionary_encode() if name == "site" else table[name] for name in table.column_names}
    )
