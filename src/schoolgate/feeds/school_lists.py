"""Lists of pupils, staff and classes as schools make them, row by row into the spelling of ``feeds.rolls``.

One file or several. Whether a row is of a pupil or of one of the staff is said by its role, where there is a column of
roles, and else by the columns: a list with UPNs, dates of birth or year groups is of pupils. A row whose cells cannot
all be read comes with what could be, and why; one that names nobody at all is rejected.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Column, Files, Item, Layout, Reject, Row
from schoolgate.feeds.days import Order, order_of
from schoolgate.feeds.mapping import by_name
from schoolgate.feeds.numbers import unspoilt
from schoolgate.feeds.tables import Line, read_table
from schoolgate.feeds.tabular import known_headings, mapped
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import KINDS, read
from schoolgate.vocabulary.years import year_of

_KEYS: Final = {"mis_id": "mis-id", "staff_code": "staff-code", "class_name": "class"}
_OF_PUPILS: Final = frozenset({"upn", "born", "year"})
_PUPIL_WORDS: Final = re.compile(r"\b(pupil|student|child|learner)s?\b", re.I)
_TOTAL: Final = re.compile(r"(?:(?:grand|sub)[\s\-]?)?totals?:?|count:?|number of (?:pupils|children|staff):?", re.I)
_TEACHES: Final = re.compile(r"teach|\bqts\b|\becf?t\b|\bnqt\b|\bprincipal\b", re.I)
_ASSISTS: Final = re.compile(r"assist|support|\bh?lta\b|\bta\b", re.I)


@dataclass(frozen=True, slots=True)
class _List:
    """One file: its columns by heading, the order of its dates, and of whom it is where no row says."""

    name: str
    part: str
    columns: Mapping[str, Column]
    orders: Mapping[str, Order]

    @property
    def what(self) -> str:
        return rolls.PUPIL if _OF_PUPILS & {column.key for column in self.columns.values()} else rolls.STAFF


def read_lists(files: Files, layout: Layout, columns: tuple[Column, ...]) -> Iterator[Item]:
    """Every row of every file. Raises ``BadInputError`` for a file that holds no list."""
    schools: dict[str, None] = {}
    for name, data in files.items():
        known = (*layout.mapping, *known_headings(columns))
        table = read_table(data, name, known)
        ours = {heading: key for heading, key in layout.mapping.items() if heading in table.headings}
        fitting = Layout(ours or by_name(table.headings, columns))
        found = mapped(table.headings, columns, fitting, name)
        orders = _orders(read_table(data, name, known).rows, found)
        one = _List(name, name if len(files) > 1 else "", found, orders)
        for line in table.rows:
            item = _item(one, line)
            yield item
            if isinstance(item, Row) and item.values.get("school"):
                schools[item.values["school"]] = None
        for words in table.notes():
            yield Row(0, {"what": rolls.REMARK, "words": words}, one.part)
    for urn in schools:
        yield Row(0, {"what": rolls.SCHOOL, "school": urn, "name": "", "number": urn})


def _orders(lines: Iterator[Line | Reject], found: Mapping[str, Column]) -> dict[str, Order]:
    dated: dict[str, set[str]] = {heading: set() for heading, column in found.items() if KINDS[column.kind].dated}
    for line in lines if dated else ():
        if isinstance(line, Line):
            for heading, values in dated.items():
                values.add(line.cells[heading])
    return {heading: order_of(values) for heading, values in dated.items()}


def _item(one: _List, line: Line | Reject) -> Item:
    if isinstance(line, Reject):
        values = {"what": rolls.UNUSABLE, "of": one.what, "because": line.reason, "raw": line.raw}
        return Row(line.line, values, one.part)
    found, faults = _cells(one, line)
    if not any(found.get(key) for key in ("given_name", "family_name", *rolls.SCHEMES)) and not faults:
        return Reject(line.number, "The row names nobody: there is neither a name nor a number.", line.raw, one.part)
    if _TOTAL.fullmatch(next((cell for cell in line.cells.values() if cell), "")) and not _numbered(found):
        return Reject(line.number, "The row is a total, and names nobody.", line.raw, one.part)
    what = _what(one, found)
    if what == rolls.STAFF:
        found = {key: value for key, value in found.items() if key not in ("born", "year")}
        role = found.pop("role", "")
        found |= {"role": _staff_role(role)} if role else {}
    else:
        found.pop("role", None)
    if faults:
        spoilt = {**found, "what": rolls.UNUSABLE, "of": what, "because": " ".join(faults), "raw": line.raw}
        return Row(line.number, spoilt, one.part)
    return Row(line.number, {"what": what, **found}, one.part)


def _numbered(found: Mapping[str, str]) -> bool:
    return any(found.get(scheme) for scheme in (*rolls.SCHEMES, "born"))


def _cells(one: _List, line: Line) -> tuple[dict[str, str], list[str]]:
    """What could be read, and what could not."""
    found: dict[str, str] = {}
    faults: list[str] = []
    for heading, column in one.columns.items():
        cell = line.cells[heading]
        if not cell:
            continue
        try:
            value = read(column.kind, cell, one.orders.get(heading, Order.DAY_FIRST))
            found |= _read(column.key, value)
        except UnfitError as error:
            faults.append(f"{column.words}: {error.reason}")
    return found, faults


def _read(key: str, value: str) -> dict[str, str]:
    if key == "year":
        year = year_of(value)
        if year is None:
            raise UnfitError(f"“{value}” is not a year group.")
        return {"year": str(year)}
    if key == "full_name":
        return _parted(value)
    if key in _KEYS and key != "class_name":
        unspoilt(value)  # rounded, it would be the number of several
    return {_KEYS.get(key, key): value}


def _parted(name: str) -> dict[str, str]:
    """``O'Hara, Tess``, or ``Tess O'Hara``: without a comma the first word is the first name, the others surnames."""
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.partition(" ")
    return {"given_name": given.strip(), "family_name": family.strip()}


def _what(one: _List, found: Mapping[str, str]) -> str:
    role = found.get("role", "")
    if role:
        return rolls.PUPIL if _PUPIL_WORDS.search(role) else rolls.STAFF
    return one.what


def _staff_role(words: str) -> str:
    return "teachers" if _TEACHES.search(words) and not _ASSISTS.search(words) else "support-staff"
