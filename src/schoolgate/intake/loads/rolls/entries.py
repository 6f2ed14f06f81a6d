"""Rows of a roll to one entry for each person, in whatever order the rows come; what contradicts itself is rejected.

Rows are of one person when they share a number. A row without numbers is of the person with its name and day of birth,
where the rows name one only. Rows of one person that say two different things of them are all rejected: nobody can know
which of them is right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Reject, Row
from schoolgate.kernel.names import folded, same_number
from schoolgate.people.models import Membership
from schoolgate.people.rolls import Names, Place

__all__ = ["Entry", "Fault", "Roll", "gather"]

_NAMES: Final = ("given_name", "family_name", "preferred_given_name", "preferred_family_name", "born")
_ONE_OF: Final = (*_NAMES, "year", "role", "since", "until")
_WORDS: Final = {
    "given_name": "first names",
    "family_name": "surnames",
    "preferred_given_name": "preferred first names",
    "preferred_family_name": "preferred surnames",
    "born": "days of birth",
    "year": "year groups",
    "role": "roles",
    "since": "first days",
    "until": "last days",
    "upn": "UPNs",
    "mis-id": "pupil numbers",
    "sourced-id": "OneRoster numbers",
    "staff-code": "staff codes",
    "email": "e-mail addresses",
}


@dataclass(slots=True)
class Entry:
    """One person as the roll has them. ``values`` are those of ``feeds.rolls``, merged over the person's ``rows``."""

    what: str
    rows: list[Row]
    values: dict[str, str]
    classes: set[tuple[str, str, str, str]] = field(default_factory=set)  # kind, name, since, until

    @property
    def names(self) -> Names:
        return Names(*(self.values.get(key, "") for key in _NAMES))

    @property
    def ids(self) -> dict[str, str]:
        return {scheme: self.values[scheme] for scheme in rows_of.SCHEMES if self.values.get(scheme)}

    @property
    def year(self) -> int | None:
        return int(self.values["year"]) if self.values.get("year") else None

    @property
    def line(self) -> int:
        return min(row.line for row in self.rows)


@dataclass(frozen=True, slots=True)
class Fault:
    """A person's rows that cannot be used; ``entry`` is what could be read, so that nobody is thought to have left."""

    entry: Entry
    because: str

    def rejects(self) -> Iterator[Reject]:
        for row in self.entry.rows:
            raw = row.values.get("raw") or ", ".join(
                value for key, value in row.values.items() if key != "what" and value
            )
            yield Reject(row.line, self.because, raw, row.part)


@dataclass(slots=True)
class Roll:
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    whole: bool = False
    class_rows: bool = False  # the file lists classes by themselves, so a class it does not list is gone


@dataclass(slots=True)
class _Persons:
    """Rows joined by what they share (union and find)."""

    rows: list[Row]
    above: list[int] = field(default_factory=list)

    def find(self, place: int) -> int:
        while self.above[place] != place:
            self.above[place] = self.above[self.above[place]]
            place = self.above[place]
        return place

    def joined(self) -> list[list[Row]]:
        self.above = list(range(len(self.rows)))
        first: dict[tuple[str, str], int] = {}
        named: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for place, row in enumerate(self.rows):
            for scheme in rows_of.SCHEMES:
                if scheme_is_telling(row, scheme) and (value := row.values.get(scheme)):
                    self.above[self.find(place)] = self.find(first.setdefault((scheme, same_number(value)), place))
        loose = [place for place, row in enumerate(self.rows) if not _numbered(row)]
        for place in set(range(len(self.rows))) - set(loose):
            named[_name_key(self.rows[place])].add(self.find(place))
        for place in loose:
            same = {self.find(one) for one in named[_name_key(self.rows[place])]}
            if len(same) <= 1:
                named[_name_key(self.rows[place])].add(place)
                for one in same:
                    self.above[self.find(place)] = one
        people: defaultdict[int, list[Row]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            people[self.find(place)].append(row)
        return list(people.values())


def gather(rows: Iterable[Row], ours: set[str] | None) -> Roll:
    """The roll in ``rows``; of a file of several schools only what is of ``ours`` (their ids; None: the whole)."""
    roll, persons = Roll(), list[Row]()
    classes: dict[str, Row] = {}
    members: list[Row] = []
    elsewhere = 0
    for row in rows:
        what = row.values.get("what", "")
        if what in (rows_of.PUPIL, rows_of.STAFF, rows_of.UNUSABLE):
            if _is_ours(row, ours):
                persons.append(row)
            else:
                elsewhere += 1
        elif what == rows_of.CLASS and _is_ours(row, ours):
            classes[row.values["class"]] = row
        elif what == rows_of.MEMBER:
            members.append(row)
        elif what == rows_of.REMARK:
            roll.remarks.append(row.values["words"])
        elif what == rows_of.WHOLE:
            roll.whole = True
    roll.class_rows = bool(classes)
    if elsewhere:
        people = "One person" if elsewhere == 1 else f"{elsewhere:,} people"
        was = "was" if elsewhere == 1 else "were"
        roll.remarks.append(f"{people} of other schools in the file {was} left out.")
    for some in _Persons(persons).joined():
        _enter(roll, some)
    _seat(roll, classes, members)
    return roll


def places_of(entry: Entry, on: date) -> tuple[Place, ...]:
    """Where the roll puts the person: a year group, and classes that have not ended."""
    capacity = Membership.Capacity.PUPIL if entry.what == rows_of.PUPIL else Membership.Capacity.STAFF
    found = []
    for kind, name, since, until in sorted(entry.classes):
        first = date.fromisoformat(since) if since else None
        after = date.fromisoformat(until) + timedelta(days=1) if until else None
        if after is None or after > max(on, first or on):
            later = first if first and first > on else None
            found.append(Place(kind, name, capacity.value, None, later, after))
    return tuple(found)


def scheme_is_telling(row: Row, scheme: str) -> bool:
    """Brothers and sisters may share a family's e-mail address; grown-ups at a school do not."""
    return scheme != "email" or row.values.get("what") == rows_of.STAFF


def _is_ours(row: Row, ours: set[str] | None) -> bool:
    of = row.values.get("school", "")
    return ours is None or not of or not ours.isdisjoint(of.split(","))


def _numbered(row: Row) -> bool:
    return any(row.values.get(scheme) for scheme in rows_of.SCHEMES if scheme_is_telling(row, scheme))


def _name_key(row: Row) -> tuple[str, ...]:
    values: Mapping[str, str] = row.values
    key = folded(values.get("given_name", "")), folded(values.get("family_name", "")), values.get("born", "")
    return (*key, "" if key[2] else f"{row.part}:{row.line}")  # a name alone joins no two rows


def _enter(roll: Roll, rows: list[Row]) -> None:
    usable = [row for row in rows if row.values["what"] != rows_of.UNUSABLE]
    for row in rows:
        if row.values["what"] == rows_of.UNUSABLE:
            spoilt = Entry(row.values.get("of", ""), [row], dict(row.values))
            roll.faults.append(Fault(spoilt, row.values["because"]))
    if not usable:
        return
    values: dict[str, str] = {}
    twice = ""
    for row in usable:
        for key in (*_ONE_OF, *rows_of.SCHEMES):
            value = row.values.get(key, "")
            if value and same_number(values.setdefault(key, value)) != same_number(value):
                twice = key
    entry = Entry(usable[0].values["what"], usable, values)
    entry.classes = {("class", row.values["class"], "", "") for row in usable if row.values.get("class")}
    wrong = _wrong(entry, twice)
    if wrong:
        roll.faults.append(Fault(entry, wrong))
    else:
        roll.entries.append(entry)


def _wrong(entry: Entry, twice: str) -> str:
    if len({row.values["what"] for row in entry.rows}) > 1:
        return "The same number is given to a pupil and to one of the staff."
    if twice:
        lines = " and ".join(str(line) for line in sorted(row.line for row in entry.rows)[:3])
        return f"Lines {lines} are of one person by number, and have two {_WORDS[twice]}."
    if not entry.values.get("given_name") and not entry.values.get("family_name"):
        return "There is no name."
    ids = set(entry.ids) - ({"email"} if entry.what == rows_of.PUPIL else set())
    if entry.what == rows_of.PUPIL and not ids and not entry.values.get("born"):
        return "There is no UPN, pupil number or date of birth, and a name alone does not tell two children apart."
    if entry.what == rows_of.STAFF and not ids:
        return "There is no staff code or e-mail address, and a name alone does not tell two people apart."
    return ""


def _seat(roll: Roll, classes: Mapping[str, Row], members: Iterable[Row]) -> None:
    titles: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for key, row in classes.items():
        titles[row.values["kind"], folded(row.values["name"])].add(key)
    by_id = {entry.values["sourced-id"]: entry for entry in roll.entries if entry.values.get("sourced-id")}
    for row in members:
        entry, taught = by_id.get(row.values["sourced-id"]), classes.get(row.values["class"])
        if entry is None or taught is None:
            continue  # of another school, or of somebody whose row was rejected and said so
        kind, name = taught.values["kind"], taught.values["name"]
        if len(titles[kind, folded(name)]) > 1:
            name = f"{name} ({taught.values.get('code') or taught.values['class']})"
        entry.classes.add((kind, name, row.values.get("since", ""), row.values.get("until", "")))
