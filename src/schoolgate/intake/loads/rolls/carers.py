"""Rows of carers to one entry each: who is one person, whom a row of the staff stands for, and who is known already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Row
from schoolgate.intake.loads.rolls.entries import Entry, Fault
from schoolgate.intake.loads.rolls.matching import is_pupil, may_be
from schoolgate.kernel.names import folded, same_number
from schoolgate.people.families.for_rolls import Families
from schoolgate.people.known import Known

_NUMBERS: Final = ("sourced-id", "mis-id")
_WAYS: Final = ("email", "phone")
_KEPT: Final = ("given_name", "family_name", "preferred_given_name", "preferred_family_name", *_NUMBERS, *_WAYS)


@dataclass(slots=True)
class Carers:
    """``by_key`` finds the entry of a carer by what the files call them; ``spoilt`` are such keys whose rows could not
    be used, and ``held`` the refs of whoever they may be."""

    entries: list[Entry] = field(default_factory=list)
    by_key: dict[str, Entry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    spoilt: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def gather_carers(rows: Iterable[Row], staff: Iterable[Entry]) -> Carers:
    """The carers in ``rows``. One of the staff whose number or key is a carer's is that carer."""
    found = Carers()
    for entry in staff:
        for row in entry.rows:
            for key in {row.values.get("carer", ""), row.values.get("sourced-id", "")} - {""}:
                found.by_key[key] = entry
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        key = row.values.get("carer", "") or row.values.get("sourced-id", "")
        if key not in found.by_key:
            groups[_one_by(row, key)].append(row)
    for some in _joined(groups):
        _enter(found, some)
    return found


def _one_by(row: Row, key: str) -> tuple[str, ...]:
    return ("key", key) if key else ("row", row.part, str(row.line))


def _joined(groups: Mapping[tuple[str, ...], list[Row]]) -> list[list[Row]]:
    """Groups of rows of one key, joined where name and address or number are the same: one person under two ids."""
    joined: dict[tuple[str, str, str], list[Row]] = {}
    found: list[list[Row]] = []
    for some in groups.values():
        marks = {
            (folded(row.values.get("given_name", "") + row.values.get("family_name", "")), way, row.values[way].lower())
            for row in some
            for way in _WAYS
            if row.values.get(way)
        }
        there = next((joined[mark] for mark in sorted(marks) if mark in joined), None)
        if there is None:
            there = []
            found.append(there)
        there += some
        joined |= dict.fromkeys(marks, there)
    return found


def _enter(found: Carers, rows: list[Row]) -> None:
    values: dict[str, str] = {}
    wrong = ""
    keys = {row.values.get("carer", "") or row.values.get("sourced-id", "") for row in rows} - {""}
    for row in rows:
        for key in _KEPT:
            value = row.values.get(key, "")
            if value and key not in values:
                values[key] = value
            elif value and key.endswith("_name") and folded(values[key]) != folded(value):
                wrong = "name"
    entry = Entry(rows_of.CARER, rows, values)
    if wrong:
        lines = " and ".join(str(row.line) for row in sorted(rows, key=lambda row: row.line)[:3])
        because = f"Lines {lines} are of one carer by number, and have two names. Put them right where they are made."
        found.faults.append(Fault(entry, because))
        found.spoilt |= keys
        return
    if len(keys) > 1:
        found.remarks.append(f"{entry.names.shown} is in the file {len(keys)} times, and was taken for one person.")
    found.entries.append(entry)
    found.by_key |= dict.fromkeys(keys, entry)


@dataclass(slots=True)
class Acquaintance:
    """Carers known here, by whatever a row may name them with."""

    people: Sequence[Known]
    families: Families
    named: Set[tuple[str, str]] | None = (
        None  # every number in files that hold everybody; None: they may leave some out
    )
    by_number: defaultdict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_reach: defaultdict[tuple[str, str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_child: defaultdict[tuple[str, str], list[Known]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        by_ref = {one.ref: one for one in self.people}
        for one in self.people:
            if is_pupil(one):
                continue
            for scheme, value in (one.identifiers or one.before).items():
                self.by_number[scheme, same_number(value)].append(one)
            for address in {one.account, one.identifiers.get("email", "")} - {""}:
                self.by_reach[folded(one.name), "email", address.lower()].append(one)
            for way, (value, _) in self.families.reach.get(one.ref, {}).items():
                self.by_reach[folded(one.name), way, value].append(one)
        for carer, child in self.families.ties:
            self.by_child[child, folded(by_ref[carer].name)].append(by_ref[carer])

    def find(self, entry: Entry, children: Iterable[str]) -> tuple[Known | None, str]:
        """The person, or None for nobody yet; and what leaves a doubt. ``children`` are refs of those they care for."""
        shown = folded(entry.names.shown)
        found: dict[str, Known] = {}
        for scheme in _NUMBERS:
            for one in self.by_number.get((scheme, same_number(entry.values.get(scheme, "-"))), ()):
                if not may_be(entry, one):
                    return None, f"Its number is {one.name}'s, and none of the names is. Are they the same person?"
                found[one.ref] = one
        if not found:
            near = [one for child in children for one in self.by_child.get((child, shown), ())]
            near += [
                one for way in _WAYS for one in self.by_reach.get((shown, way, entry.values.get(way, "").lower()), ())
            ]
            found = {one.ref: one for one in near if not self._another(entry, one)}
        if len(found) > 1:
            return None, f"It may be more than one person here called {entry.names.shown}."
        return next(iter(found.values()), None), ""

    def _another(self, entry: Entry, one: Known) -> bool:
        """Both have a number of one sort, and they differ: known otherwise, and not one of the staff. A number that
        nobody has any more, in files that hold everybody, keeps no two apart: an office that changed its system gives
        everyone another."""
        pairs = (
            (scheme, same_number(entry.values.get(scheme, "")), same_number(one.identifiers.get(scheme, "")))
            for scheme in _NUMBERS
        )
        differ = any(
            said and theirs and said != theirs and (self.named is None or (scheme, theirs) in self.named)
            for scheme, said, theirs in pairs
        )
        return differ and not (set(one.roles) - {"parents"})
