"""Reading rows from the parts that the manifest names, for a look and for coverage: DuckDB in this process.

Loaded only when a row is read. These two questions name persons, so they are no part of the questions that may be asked
by anybody who may see counts.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

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
# A row a minute of all that is told apart: what is asked of it is when something was heard, and no more.
_MINUTES: Final = """
    SELECT max(id) AS id, max("at") AS "at", source, minute, any_value(level) AS level, person, device, groups,
        any_value(place) AS place, shared, '' AS site, '' AS verdict
    FROM read_parquet($paths) WHERE "at" >= $since AND "at" <= $until AND minute BETWEEN $first AND $last
    GROUP BY day, minute, source, person, device, groups, shared
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


def minutes(paths: Sequence[Path], since: datetime, until: datetime, *, first: int, last: int) -> Any:
    """A row for each minute, source, classes, device and person in which any came, as an Arrow batch of the columns
    that alert rules take. ``first`` and ``last`` are minutes of the school's own day."""
    told = {"since": since, "until": until, "first": first, "last": last}
    return _table(_MINUTES, paths, told).combine_chunks().to_batches()[0]


def newest(rows: Any) -> dict[str, datetime]:
    """By source, the last moment of such a batch."""
    table = pa.Table.from_batches([rows]).group_by("source").aggregate([("at", "max")])
    return {one["source"]: one["at_max"] for one in table.to_pylist()}


def shown_by(rows: Any, sources: Collection[str]) -> frozenset[str]:
    """The devices, classes and persons of such a batch that come by any of some sources."""
    some = rows.filter(pc.is_in(rows.column("source"), value_set=pa.array(sorted(sources), pa.string())))
    found = {value for column in ("device", "groups", "person") for value in pc.unique(some.column(column)).to_pylist()}
    return frozenset(word for value in found for word in value.split())


def of_one(paths: Sequence[Path], person: str, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Every row of a pseudonym from ``since`` until just before ``until``, in order of time."""
    return _ask(_OF_ONE, paths, {"person": person, "since": since, "until": until})


def _ask(statement: str, paths: Sequence[Path], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(_table(statement, paths, told).to_pylist())


def _table(statement: str, paths: Sequence[Path], told: Mapping[str, Any]) -> Any:
    with duckdb.connect(":memory:", config=_SETTINGS) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        try:
            found = connection.sql(statement, params={"paths": [str(path) for path in paths], **told})
            return found.to_arrow_table()
        except (duckdb.IOException, duckdb.InvalidInputException) as wrong:
            raise LogUnreadableError(
                "the log", "a file of it is gone or damaged.", "Look at what is missing, then ask again."
            ) from wrong
