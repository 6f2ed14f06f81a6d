"""The files of a OneRoster export: the manifest honoured, each table's rows by the names of its columns.

OneRoster 1.2 CSV binding, section 2: file names and column names are as written there, apart from capitals; the
manifest says of each file whether it is absent, holds everything (bulk) or only what changed (delta). In bulk files a
status may be left out, which means active.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from schoolgate.feeds.contract import Files, Reject
from schoolgate.feeds.tables import Line, read_table
from schoolgate.kernel.errors import BadInputError

NEEDED: Final = ("orgs", "users", "classes", "enrollments")
READ: Final = (*NEEDED, "roles", "demographics")
PASSED_OVER: Final = {
    "userprofiles": "Profiles of users (how they sign in elsewhere) were left out.",
    "results": "Marks and results were left out.",
}
VERSIONS: Final = ("1.1", "1.2")


@dataclass(slots=True)
class Export:
    """``tables`` are the files by their OneRoster name in lower case; ``remarks`` are sentences."""

    tables: dict[str, tuple[str, bytes]]
    remarks: list[str] = field(default_factory=list)
    version: str = ""

    def rows(self, table: str) -> Iterator[tuple[int, Mapping[str, str], str] | Reject]:
        """Each row's line, its values by column name in lower case, and the row as it came. Rows that are taken away
        (``tobedeleted``, ``inactive``) are left out."""
        if table not in self.tables:
            return
        name, data = self.tables[table]
        for line in read_table(data, name, ("sourcedId", "userSourcedId", "status", "dateLastModified")).rows:
            if isinstance(line, Reject):
                yield Reject(line.line, line.reason, line.raw, name)
            elif _is_active(line):
                yield line.number, {heading.lower(): cell for heading, cell in line.cells.items() if cell}, line.raw

    def name(self, table: str) -> str:
        return self.tables[table][0] if table in self.tables else f"{table}.csv"


def tables_in(files: Files) -> dict[str, tuple[str, bytes]]:
    """The files by what they are of, wherever they lie in a folder or a zip."""
    found = {}
    for path, data in files.items():
        name = PurePosixPath(path.replace("\\", "/")).name
        if name.lower().endswith(".csv") and not name.startswith("."):
            found[name.lower().removesuffix(".csv")] = (name, data)
    return found


def opened(files: Files) -> Export:
    """The export. Raises ``BadInputError`` where a file that is needed is missing, or one holds changes only."""
    export = Export(tables_in(files))
    said = _manifest(export)
    for table, how in said.items():
        if how == "delta" and table in READ:
            raise BadInputError(
                export.name(table),
                "it holds only what changed since another day (delta), which is not taken yet.",
                "Ask the sender for a whole export (bulk).",
            )
        if how == "absent" and table in READ and table in export.tables:
            del export.tables[table]
            export.remarks.append(f"The manifest says that {table}.csv is absent, so it was left out.")
    for table in NEEDED:
        if table not in export.tables:
            raise BadInputError(
                f"{table}.csv", "it is not among the files.", "Give the whole export: a zip file or its folder."
            )
    export.remarks += [words for table, words in PASSED_OVER.items() if table in export.tables]
    return export


def _manifest(export: Export) -> dict[str, str]:
    """What the manifest says of each table, in lower case."""
    if "manifest" not in export.tables:
        export.remarks.append("There is no manifest, so the files were taken to hold everything.")
        return {}
    name, data = export.tables["manifest"]
    said: dict[str, str] = {}
    for line in read_table(data, name, ("propertyName", "value")).rows:
        if isinstance(line, Line):
            cells = {heading.lower(): cell for heading, cell in line.cells.items()}
            said[cells.get("propertyname", "").lower()] = cells.get("value", "").lower()
    export.version = said.get("oneroster.version", "")
    if export.version and export.version not in VERSIONS:
        export.remarks.append(f"It says it is OneRoster {export.version}; it was read as {' or '.join(VERSIONS)}.")
    return {key.removeprefix("file."): how for key, how in said.items() if key.startswith("file.")}


def _is_active(line: Line) -> bool:
    status = next((cell for heading, cell in line.cells.items() if heading.lower() == "status"), "")
    return status.lower() in ("", "active")
