"""Rows of a roll to one entry for each person, in whatever order the rows come; what contradicts itself is rejected.

Rows are of one person when they share a number. A row without numbers is of the person with its name and day of birth,
where the rows name one only. Rows of one person that say two different things of them are all rejected: nobody can know
which of them is right.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from schoolgate.feeds import rolls as rows_of
from schoolgate.feeds.contract import Reject, Row
from schoolgate.intake.loads.rolls.classes import class_names, unknown
from schoolgate.intake.loads.rolls.joining import Persons
from schoolgate.kernel.names import same_number
from schoolgate.people.models import Membership
from schoolgate.people.rolls import Names, Place

__all__ = ["Entry", "Fault", "Roll", "gather"]

_NAMES: Final = ("given_name", "family_name", "preferred_given_name", "preferred_family_name", "born")
_ONE_OF: Final = (*_NAMES, "year", "role", "since", "until")
_OLDEST: Final = 30  # years; pupils with a plan for education stay until 25
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
    leaves: set[tuple[str, str]] = field(
        default_factory=set
    )  # kind and name: the roll says that they are there no more
    primary: dict[tuple[str, str], bool] = field(
        default_factory=dict
    )  # by kind and name: whether they are its own teacher, where the roll says it
    some: bool = False  # not all of their classes is told, so they leave none that is not named in ``leaves``

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

    @property
    def key(self) -> str:
        """What the rest of the same load calls them by."""
        first = min(self.rows, key=lambda row: (row.part, row.line))
        return f"{first.part}:{first.line}"

    @property
    def changed(self) -> str:
        """The latest moment at which one of the rows was changed, or empty."""
        return max(row.values.get("changed", "") for row in self.rows)


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
    """``changes``: it holds only what changed. Rows of carers and ties, and of what is no more, stay as they came."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    whole: bool = False
    changes: bool = False
    latest: str = ""
    class_rows: bool = False  # the file lists classes by themselves, so a class it does not list is gone
    classes: dict[str, Row] = field(default_factory=dict)
    by_what: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    untold: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def is_untold(self, of: str, number: str) -> bool:
        return bool({number, "*"} & self.untold[of]) if self.untold[of] else False


def gather(
    rows: Iterable[Row],
    ours: set[str] | None,
    *,
    on: date | None = None,
    known: Sequence[Row] = (),
    named: Mapping[str, tuple[str, str]] | None = None,
) -> Roll:
    """The roll in ``rows``; of a file of several schools only what is of ``ours`` (their ids; None: the whole).

    For a roll of changes, ``known`` are rows of those of whom it may speak by number alone, and ``named`` the kind and
    name of classes by the ids that earlier rolls gave them.
    """
    roll, persons, elsewhere = Roll(), list[Row](), 0
    for row in rows:
        what = row.values.get("what", "")
        if what in (rows_of.PUPIL, rows_of.STAFF, rows_of.UNUSABLE):
            if _is_ours(row, ours):
                persons.append(row)
            else:
                elsewhere += 1
        elif what == rows_of.CLASS and _is_ours(row, ours):
            roll.classes[row.values["class"]] = row
        elif what == rows_of.REMARK:
            roll.remarks += [row.values["words"]] if row.values.get("words") else []
        elif what in (rows_of.WHOLE, rows_of.CHANGES):
            roll.whole, roll.changes = what == rows_of.WHOLE, what == rows_of.CHANGES
            roll.latest = row.values.get("latest", "")
        elif what == rows_of.UNTOLD:
            roll.untold[row.values["of"]] |= set(row.values["sourced-id"].split(","))
        else:
            roll.by_what[what].append(row)
    roll.class_rows = bool(roll.classes) and not roll.changes
    roll.remarks += _elsewhere(elsewhere)
    for some in Persons([*persons, *_mentioned(roll, persons, known)]).joined():
        _enter(roll, some, on)
    _seat(roll, named or {}, on)
    return roll


def _elsewhere(count: int) -> list[str]:
    people = "One person" if count == 1 else f"{count:,} people"
    return [f"{people} of other schools in the file {'was' if count == 1 else 'were'} left out."] if count else []


def _mentioned(roll: Roll, persons: Iterable[Row], known: Sequence[Row]) -> list[Row]:
    """Of those known, whoever a roll of changes puts into a class or out of one without a row of their own."""
    if not roll.changes:
        return []
    said = {row.values.get("sourced-id") for row in persons} | {
        row.values["sourced-id"] for row in roll.by_what[rows_of.GONE]
    }
    moved = [*roll.by_what[rows_of.MEMBER], *roll.by_what[rows_of.LEFT]]
    asked = {row.values.get("sourced-id") for row in moved} - said
    lines = {row.values.get("sourced-id"): row for row in reversed(moved)}
    found = []
    for row in known:
        if (number := row.values["sourced-id"]) in asked:
            by = lines[number]
            found.append(Row(by.line, {**row.values, "changed": by.values.get("changed", "")}, by.part))
    return found


def places_of(entry: Entry, on: date) -> tuple[Place, ...]:
    """Where the roll puts the person: a year group, and classes that have not ended."""
    capacity = Membership.Capacity.PUPIL if entry.what == rows_of.PUPIL else Membership.Capacity.STAFF
    found = []
    for kind, name, since, until in sorted(entry.classes):
        first = date.fromisoformat(since) if since else None
        after = date.fromisoformat(until) + timedelta(days=1) if until else None
        if after is None or after > max(on, first or on):
            later = first if first and first > on else None
            primary = entry.primary.get((kind, name)) if entry.what == rows_of.STAFF else None
            found.append(Place(kind, name, capacity.value, None, later, after, primary))
    return tuple(found)


def _is_ours(row: Row, ours: set[str] | None) -> bool:
    of = row.values.get("school", "")
    return ours is None or not of or not ours.isdisjoint(of.split(","))


def _enter(roll: Roll, rows: list[Row], on: date | None) -> None:
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
    entry.some = roll.changes or roll.is_untold(rows_of.MEMBER, values.get("sourced-id", ""))
    wrong = _wrong(entry, twice) or _wrong_day(entry, on)
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


def _wrong_day(entry: Entry, on: date | None) -> str:
    """A day of birth that no pupil has: after today, or too long ago to be at any school."""
    born = date.fromisoformat(entry.values["born"]) if entry.values.get("born") else None
    if on is None or born is None or entry.what != rows_of.PUPIL:
        return ""
    if born > on:
        return f"The date of birth {born} is after today. Put it right where the list is made, and load it again."
    if on.year - born.year > _OLDEST:
        return f"By the date of birth {born} they are {on.year - born.year}. Put it right where the list is made."
    return ""


def _seat(roll: Roll, named: Mapping[str, tuple[str, str]], on: date | None) -> None:
    here = class_names(roll.classes)
    by_id = {entry.values["sourced-id"]: entry for entry in roll.entries if entry.values.get("sourced-id")}
    over = 0
    for what in (rows_of.MEMBER, rows_of.LEFT):
        for row in roll.by_what[what]:
            if row.values.get("of") == rows_of.CLASS:
                continue
            entry, taught = by_id.get(row.values["sourced-id"]), roll.classes.get(row.values["class"])
            place = here.get(row.values["class"]) or named.get(row.values["class"])
            if entry is None or place is None:
                if roll.changes:
                    roll.rejects.append(unknown(row, nobody=entry is None))
                continue  # of another school, or of somebody whose row was rejected and said so
            ended = bool(taught and on and taught.values.get("until") and taught.values["until"] < on.isoformat())
            over += ended
            if what == rows_of.LEFT:
                entry.leaves.add(place)
            elif not ended:
                entry.classes.add((*place, row.values.get("since", ""), row.values.get("until", "")))
                if entry.what == rows_of.STAFF and (said := row.values.get("primary")):
                    entry.primary[place] = said == "yes" or entry.primary.get(place, False)
    if over:
        places = (
            "One place in a class whose last term is over was"
            if over == 1
            else f"{over:,} places in classes whose last term is over were"
        )
        roll.remarks.append(f"{places} left out.")
    marked = {place for entry in roll.entries for place, primary in entry.primary.items() if primary}
    for entry in roll.entries:
        for kind, name, *_ in entry.classes:
            if (kind, name) in marked:  # where one is named, the others are not
                entry.primary.setdefault((kind, name), False)
        entry.leaves -= {(kind, name) for kind, name, *_ in entry.classes}
