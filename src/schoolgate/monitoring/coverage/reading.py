"""Reading rows from the parts that the manifest names, for a look and for coverage: DuckDB in this process.

Loaded only when a row is read. These two questions name persons, so they are no part of the questions that may be asked
by anybody who may see counts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb

from schoolgate.kernel.errors import SchoolgateError

_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_MEETINGS: Final = """
    SELECT source, groups, device, person, count(*) AS rows, max("at") AS last
    FROM read_parquet($paths) WHERE "at" <= $until GROUP BY ALL ORDER BY ALL
"""
_OF_ONE: Final = """
    SELECT "at", kind, host, path, terms, verdict, category, device, shared, alarm
    FROM read_parquet($paths) WHERE person = $person AND "at" >= $since AND "at" < $until ORDER BY "at", id
"""


class LogUnreadableError(SchoolgateError):
    """A file of the log is gone or damaged. Nothing is told from the others alone."""


def meetings(paths: Sequence[Path], until: datetime) -> list[dict[str, Any]]:
    """Source, classes, device and person with how many rows they share and the last moment, until a moment."""
    return _ask(_MEETINGS, paths, {"until": until})


def of_one(paths: Sequence[Path], person: str, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Every row of a pseudonym from ``since`` until just before ``until``, in order of time."""
    return _ask(_OF_ONE, paths, {"person": person, "since": since, "until": until})


def _ask(statement: str, paths: Sequence[Path], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        try:
            found = connection.sql(statement, params={"paths": [str(path) for path in paths], **told})
            return list(found.to_arrow_table().to_pylist())
        except (duckdb.IOException, duckdb.InvalidInputException) as wrong:
            raise LogUnreadableError(
                "the log", "a file of it is gone or damaged.", "Look at what is missing, then ask again."
            ) from wrong
