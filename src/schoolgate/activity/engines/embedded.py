"""DuckDB in this process: nothing to install, nothing to start, all cores of this machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from schoolgate.activity.engines.compiling import as_declared, sql
from schoolgate.activity.engines.contract import Parts, PartUnreadableError
from schoolgate.activity.questions.tables import view
from schoolgate.activity.rows import KINDS, schema

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MEMORY: Final = "1GB"  # beyond it, DuckDB writes to a folder of its own


class DuckDB:
    """Each question has a connection of its own, so that two asked at once do not meet, and nothing outlives it."""

    key = "duckdb"

    def __init__(self, memory: str = MEMORY, spill: Path | None = None, threads: int = 0) -> None:
        self._settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }
        if spill is not None:
            self._settings["temp_directory"] = str(spill)
        if threads:
            self._settings["threads"] = threads

    def answer(self, asked: "ibis.Table", parts: Parts) -> "pa.Table":
        with duckdb.connect(":memory:", config=self._settings) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            try:
                for kind in KINDS:
                    _put(connection, kind, parts.get(kind, ()))
                return as_declared(connection.sql(sql(asked, "duckdb")).to_arrow_table(), asked)
            except (duckdb.IOException, duckdb.InvalidInputException) as wrong:
                raise PartUnreadableError(
                    "the log", _without_paths(str(wrong)), "Look at what is missing, then ask again."
                ) from wrong

    def close(self) -> None:
        """Nothing is held between two questions."""


def _put(connection: duckdb.DuckDBPyConnection, kind: str, paths: Sequence[Path]) -> None:
    if not paths:
        connection.register(view(kind), schema(kind).empty_table())
        return
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    connection.execute(f"CREATE VIEW {view(kind)} AS SELECT * FROM read_parquet([{listed}])")  # noqa: S608 - our own paths


def _without_paths(words: str) -> str:
    """A page names no path of the machine; the part's own name is enough to find it."""
    first = words.splitlines()[0]
    return " ".join(word.rsplit("/", 1)[-1] if "/" in word else word for word in first.split())
