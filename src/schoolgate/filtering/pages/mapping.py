"""The map of filter tests: places by levels, each cell as grave as the gravest of its tests."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from schoolgate.estate.models import Device, Place
from schoolgate.filtering import planning, queries
from schoolgate.filtering.queries.proof import CANNOT_TELL, NEVER, OUT_OF_DATE, PROVEN, UNTESTED, WRONG, Proof
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.vocabulary.schools import INFANT, JUNIOR, level_for_age
from schoolgate.vocabulary.screens import MARKS, STALE, Mark

_MARKS: Final[dict[str, Mark]] = {
    PROVEN: MARKS[Standing.KEPT],
    WRONG: MARKS[Standing.BROKEN],
    CANNOT_TELL: MARKS[Standing.NOT_KNOWN],
    NEVER: MARKS[Standing.NOT_KNOWN],
    UNTESTED: MARKS[Standing.NOT_KNOWN],
    OUT_OF_DATE: STALE,
}
WORDS: Final = {
    PROVEN: "It held",
    WRONG: "Needs putting right",
    CANNOT_TELL: "Could not tell",
    NEVER: "Not run yet",
    OUT_OF_DATE: "Evidence out of date",
    UNTESTED: "Not tried",
}
_DEVICES: Final = dict(Device.Kind.choices)


@dataclass(frozen=True, slots=True)
class Line:
    """One test in a cell."""

    ref: str
    device: str
    mark: Mark
    words: str
    last: datetime | None
    bad: int
    unclear: int


@dataclass(frozen=True, slots=True)
class Cell:
    level: str
    level_words: str
    state: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    place: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """``unseen`` are places with a level that nobody tries there; ``rooms`` how many rooms have no row of their own."""

    levels: tuple[str, ...]
    rows: tuple[Row, ...]
    held: int
    wrong: int
    nothing: int
    cells: int
    rooms: int
    intercepted: tuple[str, ...]

    @property
    def unseen(self) -> list[tuple[str, list[str]]]:
        found = [(row.name, [one.level_words for one in row.cells if one.state == UNTESTED]) for row in self.rows]
        return [(name, levels) for name, levels in found if levels]


def marks_of(state: str) -> Mark:
    """The mark of a state, with its own words beside it."""
    return Mark(_MARKS[state].tone, _MARKS[state].shape, WORDS[state])


def map_of(school: School) -> Map:
    """Sites and buildings, and wherever a test is: a large school has many rooms, and those with none have no row."""
    tests = defaultdict[tuple[str, str], list[Proof]](list)
    every = queries.proofs(school)
    for one in every:
        tests[one.place_ref, one.level].append(one)
    levels = [(one.key, one.words) for one in planning.levels(school) if not _too_old(school, one.key)]
    levels += [(key, key) for key in sorted({one.level for one in every} - {key for key, _ in levels})]
    there = queries.places_there_are(school)
    shown = [("", "")] if not there or any(not one.place_ref for one in every) else []
    shown += [
        (one.ref, one.name) for one in there if one.kind != Place.Kind.ROOM or any(one.ref == p for p, _ in tests)
    ]
    rows = tuple(
        Row(ref, name, tuple(_cell(key, words, tests[ref, key]) for key, words in levels)) for ref, name in shown
    )
    states = [cell.state for row in rows for cell in row.cells]
    tried = [state for state in states if state != UNTESTED]
    held, wrong = tried.count(PROVEN), tried.count(WRONG)
    rooms = len(there) - sum(bool(ref) for ref, _ in shown)
    return Map(
        tuple(words for _, words in levels), rows, held, wrong, len(tried) - held - wrong, len(states), rooms,
        tuple(sorted({one.intercepted for one in every if one.intercepted})),
    )  # fmt: skip


def _too_old(school: School, level: str) -> bool:
    """Whether no child of the school is of that level's age, by the age it says its oldest are."""
    return level == JUNIOR and school.age_to is not None and level_for_age(school.age_to) == INFANT


def _cell(level: str, words: str, tests: Sequence[Proof]) -> Cell:
    lines = tuple(
        Line(
            one.ref,
            _DEVICES.get(one.device, one.device),
            marks_of(one.state),
            WORDS[one.state],
            one.last,
            one.bad,
            one.unclear,
        )
        for one in tests
    )
    return Cell(level, words, queries.worst(one.state for one in tests), lines)
