"""The rows of a roll in files of School Data Sync: written anew as OneRoster's tables, and read as those are, so that
one reading of families, classes and faults serves both. Every row keeps the file and the line it came from.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Files, Item, Reject, Row
from schoolgate.feeds.oneroster.files import opened
from schoolgate.feeds.oneroster.roll import rows as rows_of_oneroster
from schoolgate.feeds.sds.shapes import RELATIONS, SHAPES, plain
from schoolgate.feeds.tables import Line, read_table

_KNOWN: Final = tuple({heading for shape in SHAPES.values() for heading in shape.columns})
_SCHOOL_CLASS, _TAUGHT = "homeroom", "scheduled"


@dataclass(slots=True)
class _Table:
    """Rows by OneRoster's columns, each with the file and line it is of; the first row is on line 2."""

    rows: list[dict[str, str]] = field(default_factory=list)
    origins: list[tuple[str, int, str]] = field(default_factory=list)

    def written(self) -> bytes:
        columns = list(dict.fromkeys(column for row in self.rows for column in row))
        text = io.StringIO()
        writer = csv.DictWriter(text, columns or ["sourcedId"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return text.getvalue().encode()

    def add(self, row: dict[str, str], part: str, line: int, raw: str) -> None:
        self.rows.append(row)
        self.origins.append((part, line, raw))


def rows(files: Files) -> Iterator[Item]:
    """Every row of the roll, and every row that cannot be used. Raises ``BadInputError`` where nobody is in it."""
    tables: dict[str, _Table] = {}
    spoilt: list[Item] = []
    remarks: list[str] = []
    for path, data in files.items():
        name = PurePosixPath(path.replace("\\", "/")).name
        shape = SHAPES.get(plain(name.rsplit(".", 1)[0]))
        if shape is None or name.startswith("."):
            remarks.append(f"{name} was left out: nothing of it is kept here.")
            continue
        spoilt += _read(name, data, tables.setdefault(shape.table, _Table()))
    remarks += _tie(tables)
    _dress(tables)
    written = {f"{table}.csv": held.written() for table, held in tables.items() if held.rows or table == "users"}
    yield from spoilt
    for item in rows_of_oneroster(opened(written)):
        if not (isinstance(item, Row) and "manifest" in item.values.get("words", "")):
            yield _at_home(item, tables)
    yield from (Row(0, {"what": rolls.REMARK, "words": words}) for words in remarks)


def _read(name: str, data: bytes, table: _Table) -> Iterator[Item]:
    """Puts the file's rows into ``table``; yields those that are no rows."""
    shape = SHAPES[plain(name.rsplit(".", 1)[0])]
    for line in read_table(data, name, _KNOWN).rows:
        if isinstance(line, Line):
            found: dict[str, str] = {}
            for heading, cell in line.cells.items():
                if (column := shape.columns.get(plain(heading))) and cell:
                    found.setdefault(column, cell)
            table.add({**found, **shape.always}, name, line.number, _spare(line))
        elif shape.table == "users":
            yield Row(line.line, {"what": rolls.UNUSABLE, "because": line.reason, "raw": line.raw[:200]}, name)
        else:
            yield Reject(line.line, line.reason, line.raw, name)


def _spare(line: Line) -> str:
    """The row as it came, without a password."""
    held = [cell for heading, cell in line.cells.items() if plain(heading) != "password" and cell]
    return ", ".join(held)


def _tie(tables: dict[str, _Table]) -> Iterator[str]:
    """Relationships become agents of the children and roles of their carers; sentences for whoever looks."""
    held = tables.pop("agents", None)
    users = tables.get("users")
    if held is None or users is None:
        return
    agents: dict[str, list[str]] = {}
    roles: dict[str, str] = {}
    strange = Counter[str]()
    for row in held.rows:
        role = RELATIONS.get(plain(row.get("role", "")))
        if role is None:
            strange[row.get("role", "") or "nothing"] += 1
        elif row.get("child") and row.get("carer"):
            agents.setdefault(row["child"], []).append(row["carer"])
            roles.setdefault(row["carer"], role)
    for row in users.rows:
        if row.get("sourcedId") in agents:
            row["agentSourceIds"] = ",".join(agents[row["sourcedId"]])
    if "roles" in tables:
        for carer, role in roles.items():
            tables["roles"].add({"userSourcedId": carer, "role": role}, "relationships.csv", 0, carer)
    else:
        for row in users.rows:
            if row.get("sourcedId") in roles and row.get("role", "") in ("", "guardian"):
                row["role"] = roles[row["sourcedId"]]
    if strange:
        said = ", ".join(f"{role[:40]} ({count:,})" for role, count in sorted(strange.items()))
        yield f"Relationships that are no family were left out: {said}."


def _dress(tables: Mapping[str, _Table]) -> None:
    """What OneRoster keeps elsewhere: years of pupils, addresses to sign in with, days of birth, kinds of class."""
    users, roles = tables.get("users", _Table()).rows, tables.get("roles", _Table()).rows
    years = {row.get("userSourcedId", ""): row.pop("grade") for row in roles if row.get("grade")}
    for row in roles:
        row["roleType"] = "primary" if row.pop("isPrimary", "").casefold() in ("true", "1", "yes") else "secondary"
    for row in users:
        if "grades" not in row and row.get("sourcedId", "") in years:
            row["grades"] = years[row["sourcedId"]]
        if not row.get("email") and "@" in row.get("username", ""):
            row["email"] = row["username"]
    for row in tables.get("orgs", _Table()).rows:
        row.setdefault("identifier", row.get("sourcedId", ""))
    _births(tables, users)
    seats = tables.get("enrollments", _Table()).rows
    pupils = Counter(row.get("userSourcedId", "") for row in seats if plain(row.get("role", "")) == "student")
    kind = _TAUGHT if any(count > 1 for count in pupils.values()) else _SCHOOL_CLASS
    for row in tables.get("classes", _Table()).rows:
        row["classType"] = kind


def _births(tables: Mapping[str, _Table], users: list[dict[str, str]]) -> None:
    born = [(row.get("sourcedId", ""), row.pop("birthDate")) for row in users if row.get("birthDate")]
    if born and isinstance(tables, dict):
        table = tables.setdefault("demographics", _Table())
        for key, day in born:
            table.add({"sourcedId": key, "birthDate": day}, "student.csv", 0, key)


def _at_home(item: Item, tables: Mapping[str, _Table]) -> Item:
    """The item with the file and line it came from."""
    held = tables.get(item.part.removesuffix(".csv"))
    if held is None or not 2 <= item.line <= len(held.origins) + 1:
        return item
    part, line, raw = held.origins[item.line - 2]
    if isinstance(item, Reject):
        return Reject(line, item.reason, raw or item.raw, part)
    values = {**item.values, "raw": raw} if item.values.get("raw") else item.values
    return Row(line, values, part)
