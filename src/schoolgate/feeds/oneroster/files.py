"""The files of a OneRoster export: the manifest honoured, each table's rows by the names of its columns, all counted.

OneRoster 1.1 and 1.2 CSV bindings, section 2: file names and column names are as written there, apart from capitals and
spaces; the manifest says of each file whether it is absent, holds everything (bulk) or only what changed (delta). In
bulk files a status may be left out, which means active.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from schoolgate.feeds.contract import Files, Reject
from schoolgate.feeds.oneroster.tally import Tally
from schoolgate.feeds.oneroster.times import moment_of
from schoolgate.feeds.tables import Line, read_table
from schoolgate.kernel.errors import BadInputError

NEEDED: Final = ("orgs", "users", "classes", "enrollments")
READ: Final = (*NEEDED, "roles", "demographics", "userprofiles", "academicsessions")
_LEFT_OUT: Final = {
    "courses": "What is taught in courses.csv was left out: classes stand for themselves here.",
    "results": "Marks and results were left out: they are not kept here.",
}
_MAY_CHANGE: Final = ("users", "classes", "enrollments", "roles")
_WAYS: Final = ("absent", "bulk", "delta")
VERSIONS: Final = ("1.1", "1.2")
_ACTIVE, _GONE = frozenset({"", "active"}), frozenset({"tobedeleted", "inactive"})
_CORRECT: Final = "Put it right where the list is made, and load it again."
_MOST_LINES: Final = 20  # of one cell in quotation marks
_SECRET: Final = ("password",)  # never kept, not even of a row that is rejected
_KNOWN: Final = ("sourcedId", "userSourcedId", "status", "dateLastModified", "orgSourcedId", "sourced Id", "givenName")


@dataclass(frozen=True, slots=True)
class Given:
    """One row. ``values`` are the cells that are not empty, by column name in lower case; ``changed`` is the moment it
    was last changed (``2026-11-02T08:00:00``, by UTC), or empty; ``gone``: it says that it holds no more; ``ragged``:
    it may be cut off, or moved on by a comma too many."""

    line: int
    values: Mapping[str, str]
    raw: str
    part: str
    gone: bool
    changed: str
    ragged: bool = False

    @property
    def key(self) -> str:
        return self.values.get("sourcedid", "")


@dataclass(slots=True)
class Export:
    """``tables`` are the files by their OneRoster name in lower case; ``remarks`` are sentences. ``changes``: it holds
    only what changed. ``latest`` is the latest moment of any of its rows."""

    tables: dict[str, tuple[str, bytes]]
    remarks: list[str] = field(default_factory=list)
    version: str = ""
    changes: bool = False
    latest: str = ""
    tally: Tally = field(default_factory=Tally)

    def rows(self, table: str) -> Iterator[Given | Reject]:
        """Every row of a table. In an export that holds everything, those that are gone are counted and left out."""
        if table not in self.tables:
            return
        name, data = self.tables[table]
        try:
            found = read_table(data, name, _KNOWN, most_lines=_MOST_LINES)  # a stray mark costs one row
        except BadInputError as error:
            if table == "users":
                raise
            self.remarks.append(f"{name} could not be read, so nothing of it was taken: {error.cause}")
            return
        self._say_twice(name, found.headings)
        plain = [_plain(heading) for heading in found.headings]
        most = next((plain.index(column) for column in _SECRET if column in plain), len(plain) + 1)
        for line in found.rows:
            one = self._given(table, name, line, most)
            if isinstance(one, Given) and one.gone and not self.changes:
                self.tally.left(name, "no more in use")
                continue
            if isinstance(one, Given) and one.changed > self.latest:
                self.latest = one.changed
            yield one
        self.remarks += [f"{name}: {note}" for note in found.notes()]

    def name(self, table: str) -> str:
        return self.tables[table][0] if table in self.tables else f"{table}.csv"

    def has(self, table: str, column: str) -> bool:
        """Whether the table is there and has the column."""
        if table not in self.tables:
            return False
        name, data = self.tables[table]
        return column in {_plain(heading) for heading in read_table(data, name, _KNOWN).headings}

    def _given(self, table: str, name: str, line: Line | Reject, most: int) -> Given | Reject:
        """``most``: so many cells of a row that could not be parted are free of secrets."""
        self.tally.read(name)
        if isinstance(line, Reject):
            raw = _spare(table, {}, ",".join(line.raw.split(",")[:most]))
            return Reject(line.line, f"{line.reason} {_CORRECT}", raw, name)
        values: dict[str, str] = {}
        for heading, cell in line.cells.items():
            if cell:
                values.setdefault(_plain(heading), cell)
        raw, status = _spare(table, values, line.raw), values.get("status", "").lower()
        if status not in _ACTIVE | _GONE:
            reason = f"Its status “{status[:40]}” is neither active nor tobedeleted. {_CORRECT}"
            return Reject(line.number, reason, raw, name)
        changed = moment_of(values.get("datelastmodified", ""))
        return Given(line.number, values, raw, name, status in _GONE, changed, line.ragged)

    def _say_twice(self, name: str, headings: tuple[str, ...]) -> None:
        plain = [_plain(re.sub(r" \(\d+\)$", "", heading)) for heading in headings]
        for heading in sorted({one for one in plain if plain.count(one) > 1}):
            words = f"{name} has more than one column {heading}: only the first was read."
            if words not in self.remarks:
                self.remarks.append(words)


def tables_in(files: Files) -> dict[str, tuple[str, bytes]]:
    """The files by what they are of, wherever they lie in a folder or a zip."""
    found = {}
    for path, data in files.items():
        name = PurePosixPath(path.replace("\\", "/")).name
        if name.lower().endswith(".csv") and not name.startswith("."):
            found[name.lower().removesuffix(".csv").strip()] = (name, data)
    return found


def opened(files: Files) -> Export:
    """The export. Raises ``BadInputError`` where there is nothing of anybody in it."""
    export = Export(tables_in(files))
    said = _manifest(export)
    unsure = [key for key, how in said.items() if key in READ and how not in _WAYS]
    export.changes = bool(unsure) or any(said.get(table) == "delta" for table in _MAY_CHANGE)
    if unsure:
        words = ", ".join(sorted(unsure))
        export.remarks.append(f"The manifest does not say whether it holds all of {words}: so nobody leaves by it.")
    _hold_to(export, said)
    if not said and _says_who_went(export):
        export.changes = True
        export.remarks.append("Some rows say that they hold no more, so it was read as changes: nobody else leaves.")
    _refuse_without_people(export)
    for table, (name, _) in sorted(export.tables.items()):
        if table not in (*READ, "manifest"):
            export.remarks.append(_LEFT_OUT.get(table, f"{name} was left out: nothing of it is kept here."))
    return export


def _hold_to(export: Export, said: Mapping[str, str]) -> None:
    """Where the manifest and the files differ, less is taken and it is said."""
    for table, how in said.items():
        if table not in READ:
            continue
        if how == "absent" and table in export.tables:
            if table == "users":
                cause = "the manifest says that it is absent, and here it is."
                raise BadInputError(export.name(table), cause, "Make the export again, or correct the manifest.")
            del export.tables[table]
            export.remarks.append(f"The manifest says that {table}.csv is absent, so it was left out.")
        elif how in ("bulk", "delta") and table not in export.tables and not (table in NEEDED and not export.changes):
            export.remarks.append(f"The manifest speaks of {table}.csv, which is not among the files.")
    if not export.changes:
        export.remarks += [
            f"{table}.csv is not among the files, so nothing was concluded from it."
            for table in NEEDED
            if table not in export.tables and table != "users"
        ]


def _refuse_without_people(export: Export) -> None:
    give = "Give the whole export: a zip file or its folder."
    if "users" not in export.tables and not (export.changes and set(export.tables) & {"enrollments", "classes"}):
        raise BadInputError("users.csv", "it is not among the files.", give)
    if "users" in export.tables and not export.has("users", "sourcedid"):
        cause = "it has no column sourcedId: the line of headings may be missing, or it may be something else."
        raise BadInputError(export.name("users"), cause, "Make the export again, with the line of headings.")
    if "users" in export.tables and "roles" not in export.tables and not export.has("users", "role"):
        raise BadInputError("roles.csv", "it is not among the files, and users.csv has no roles in it.", give)


def _says_who_went(export: Export) -> bool:
    if "users" not in export.tables:
        return False
    name, data = export.tables["users"]
    lines = (line for line in read_table(data, name, _KNOWN).rows if isinstance(line, Line))
    return any(cell.lower() == "tobedeleted" for line in lines for cell in line.cells.values())


def _manifest(export: Export) -> dict[str, str]:
    """What the manifest says of each table, in lower case."""
    if "manifest" not in export.tables:
        export.remarks.append("There is no manifest, so the files were taken to hold everything.")
        return {}
    name, data = export.tables["manifest"]
    said: dict[str, str] = {}
    try:
        for line in read_table(data, name, ("propertyName", "value")).rows:
            if isinstance(line, Line):
                cells = {_plain(heading): cell for heading, cell in line.cells.items()}
                said[cells.get("propertyname", "").lower().strip()] = cells.get("value", "").lower().strip()
    except BadInputError:
        export.remarks.append("The manifest could not be read, so the files were taken to hold everything.")
        return {}
    export.version = said.get("oneroster.version", "")
    if export.version and export.version not in VERSIONS:
        export.remarks.append(f"It says it is OneRoster {export.version[:20]}; it was read as {' or '.join(VERSIONS)}.")
    return {key.removeprefix("file."): how for key, how in said.items() if key.startswith("file.")}


def _plain(heading: str) -> str:
    """A column's name as two programs write it: without capitals, spaces and marks."""
    return re.sub(r"[\s_\-]", "", heading).lower()


def _spare(table: str, values: Mapping[str, str], raw: str) -> str:
    """A row as it came, without what must never be kept."""
    if table == "demographics":
        key = values.get("sourcedid") or values.get("usersourcedid") or re.split(r"[,;\t|]", raw)[0]
        return f"{key[:100]}, {values.get('birthdate', '')[:40]}"
    for column in _SECRET:
        if values.get(column):
            raw = raw.replace(values[column], "…")
    return raw
