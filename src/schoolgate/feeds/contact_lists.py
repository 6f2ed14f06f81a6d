"""Lists of children's contacts, as office systems export them: a row for each contact, or a row for each child with
"Contact 1 forename", "Contact 2 forename" beside one another. Each becomes a carer and whom they care for.

Only children who are known are tied: a list of contacts makes nobody join or leave. What a court has ordered is never
read from a list: the head and the safeguarding leads say it by hand, on the child's own page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from schoolgate.feeds import rolls
from schoolgate.feeds.contract import Column, Files, Item, Layout, Reject, Row
from schoolgate.feeds.mapping import by_name
from schoolgate.feeds.numbers import unspoilt
from schoolgate.feeds.tables import Line, read_table
from schoolgate.feeds.tabular import known_headings, mapped
from schoolgate.feeds.unfit import UnfitError
from schoolgate.feeds.values import read, spreadsheets_own
from schoolgate.kernel.names import folded

_SEALED: Final = re.compile(r"court|order\b|injunction|restrict|protection|social care|looked after", re.I)
_PRIORITY: Final = re.compile(r"priority|call", re.I)
_RELATIONS: Final = (
    (re.compile(r"step", re.I), "step-parent"),
    (re.compile(r"foster", re.I), "foster-carer"),
    (re.compile(r"grand|\bnan\b|\bgran", re.I), "grandparent"),
    (re.compile(r"\bmoth|\bmum|\bmam\b", re.I), "mother"),
    (re.compile(r"\bfath|\bdad", re.I), "father"),
    (re.compile(r"guardian|\bcarer", re.I), "guardian"),
    (re.compile(r"parent", re.I), "parent"),
    (re.compile(r"aunt|uncle|cousin|brother|sister|sibling|relative|family member", re.I), "relative"),
    (re.compile(r"social worker", re.I), "social-worker"),
)
_NO_FAMILY: Final = re.compile(
    r"doctor|\bgp\b|surgery|school\b|nursery|head ?teacher|teacher|childminder|religious", re.I
)
_CHILD: Final = ("upn", "mis_id")


@dataclass(slots=True)
class _List:
    """One file. ``told`` are carers whose row was given."""

    part: str
    columns: Mapping[str, Column]
    told: set[str] = field(default_factory=set)
    left_out: int = 0


def read_contacts(files: Files, layout: Layout, columns: tuple[Column, ...], most: int) -> Iterator[Item]:
    """The contacts of every file; ``most``: so many stand beside one another in a row. Raises ``BadInputError`` for a
    file that holds no list of contacts."""
    yield Row(0, {"what": rolls.CHANGES})
    for name, data in files.items():
        table = read_table(data, name, (*layout.mapping, *known_headings(columns)))
        ours = {heading: key for heading, key in layout.mapping.items() if heading in table.headings}
        found = mapped(table.headings, columns, Layout(ours or by_name(table.headings, columns)), name)
        one = _List(name, found)
        for line in table.rows:
            if isinstance(line, Reject):
                yield Reject(line.line, line.reason, line.raw, name)
            else:
                yield from _rows(one, line, most)
        sealed = [head for head in table.headings if _SEALED.search(head) and not _PRIORITY.search(head)]
        remarks = [*table.notes(), *([f"Not read: {', '.join(sealed)}. Say it on the child’s page."] if sealed else [])]
        if one.left_out:
            remarks.append(f"Contacts of no family (a doctor, a school) left out: {one.left_out:,}.")
        yield from (Row(0, {"what": rolls.REMARK, "words": words}) for words in remarks)


def _rows(one: _List, line: Line, most: int) -> Iterator[Row | Reject]:
    cells = {column.key: line.cells[heading] for heading, column in one.columns.items() if line.cells[heading]}
    if not cells:
        return
    child, fault = _child(cells)
    contacts = [_of(cells, place) for place in range(1, most + 1)]
    fault = fault or next((f"A cell: {own}" for cell in cells.values() if (own := spreadsheets_own(cell))), "")
    if fault:
        yield Reject(line.number, fault, line.raw, one.part)
        return
    if not any(contacts):
        yield Reject(line.number, "The row names no contact.", line.raw, one.part)
    for place, said in enumerate(contacts, 1):
        if said:
            yield from _contact(one, line, child, said, place)


def _child(cells: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The child's numbers, and what is wrong with them."""
    found = {}
    for key in _CHILD:
        try:
            if cells.get(key):
                unspoilt(cells[key])
                found[key.replace("_", "-")] = read("upn" if key == "upn" else "text", cells[key])
        except UnfitError as error:
            return {}, f"The child: {error.reason}"
    return found, "" if found else "There is no UPN or pupil number, so nobody can tell whose contact it is."


def _of(cells: Mapping[str, str], place: int) -> dict[str, str]:
    ending = f"_{place}"
    return {key.removesuffix(ending): cell for key, cell in cells.items() if key.endswith(ending)}


def _contact(
    one: _List, line: Line, child: Mapping[str, str], said: dict[str, str], place: int
) -> Iterator[Row | Reject]:
    relation = said.get("relation", "")
    if _NO_FAMILY.search(relation):
        one.left_out += 1
        return
    person, faults = _person(said)
    tie, wrong = _tie(said, place)
    faults += wrong
    if faults:
        yield Reject(line.number, " ".join(faults), line.raw, one.part)
        return
    reached = person.get("email") or person.get("phone")
    named = folded(person.get("given_name", "")) + "/" + folded(person.get("family_name", ""))
    number = child.get("upn") or child.get("mis-id", "")
    key = f"{named}/{reached.casefold()}" if reached else f"{number}/{named}"
    if key not in one.told:
        one.told.add(key)
        yield Row(line.number, {"what": rolls.CARER, "carer": key, **person}, one.part)
    kind = next((kind for words, kind in _RELATIONS if words.search(relation)), "other" if relation else "")
    cares = {"what": rolls.CARES, "carer": key, **child, "relation": kind, **tie}
    yield Row(line.number, {column: cell for column, cell in cares.items() if cell}, one.part)


def _person(said: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    found, faults = dict[str, str](), list[str]()
    names = {key: said[key] for key in ("given_name", "family_name") if said.get(key)}
    if not names and said.get("full_name"):
        family, comma, given = said["full_name"].partition(",")
        if not comma:
            given, _, family = re.sub(r"^(?:mr|mrs|ms|miss|mx|dr)\.?\s+", "", said["full_name"], flags=re.I).partition(
                " "
            )
        names = {"given_name": given.strip(), "family_name": family.strip()}
    for key, cell in names.items():
        try:
            if cell:
                found[key] = read("name", cell)
        except UnfitError as error:
            faults.append(f"The contact: {error.reason}")
    if not found and not faults:
        faults.append("The contact has no name.")
    for key, kind in (("email", "email"), ("phone", "text")):
        try:
            if said.get(key):
                found[key] = read(kind, said[key])
        except UnfitError:
            continue  # somebody whose address is mistyped is still somebody
    return found, faults


def _tie(said: Mapping[str, str], place: int) -> tuple[dict[str, str], list[str]]:
    """Parental responsibility decides who may say yes, so a cell that is neither yes nor no is no guess."""
    found, faults = {}, list[str]()
    for key, words in (("responsibility", "parental responsibility"), ("home", "lives with the child")):
        try:
            if said.get(key):
                found[key] = read("yes-no", said[key])
        except UnfitError as error:
            faults.append(f"The contact’s {words}: {error.reason}")
    if "home" in found:
        found["home"] = "1" if found["home"] == "yes" else "none"
    order = said.get("order", "")
    digits = re.search(r"\d{1,2}", order)
    found["order"] = str(int(digits[0])) if digits and int(digits[0]) > 0 else str(place) if not order else ""
    return found, faults
