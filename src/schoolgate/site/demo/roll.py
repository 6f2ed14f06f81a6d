"""A made-up roll of any size, the same each time: nobody in it exists. For the made-up school, tests and measurements.

Names are as they are in British schools: accents, apostrophes, two surnames, Mc and Mac, namesakes and twins.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from stdnum.gb import upn as upns

from schoolgate.vocabulary.years import year_words

_GIVEN: Final = (
    "Ada", "Amira", "Anouk", "Bilal", "Carys", "Chidi", "Dafydd", "Eilidh", "Elif", "Esmé", "Farah", "Finlay", "Gethin",
    "Hana", "Hamza", "Idris", "Imogen", "Iona", "Jakub", "Jaya", "Kai", "Kofi", "Lowri", "Mabel", "Malachy", "Maryam",
    "Mei", "Niamh", "Noor", "Oisín", "Olwen", "Otis", "Priya", "Rafael", "Róisín", "Rohan", "Saoirse", "Seren", "Siân",
    "Sorrel", "Tam", "Tess", "Tomasz", "Umar", "Wren", "Yusuf", "Zainab", "Zoë", "Anaïs", "Björn",
)  # fmt: skip
_FAMILY: Final = (
    "Adeyemi", "Ashdown", "Bajwa", "Brackley", "Calloway", "Chowdhury", "D'Arcy", "Duarte", "Eze", "Ferreira", "Fôrd",
    "García Peña", "Haddad", "Hollis", "Ibbotson", "Jankowska", "Kaur", "Lane", "MacAllister", "Marlow", "McAdam",
    "McGee", "Nakamura", "Ndiaye", "Nuñez", "O'Hara", "O'Neill", "Ó Briain", "Okonkwo", "Osei", "Petrie", "Prothero",
    "Quayle", "Rook", "Rowntree", "Sandhu", "Sørensen", "St Clair", "Suárez Blythe", "Thistlewood", "Tran", "Underhill",
    "Vance", "Whitlock", "Wójcik", "Yilmaz", "Zielińska", "Ahmed", "Begum", "Farrow",
)  # fmt: skip
_BIRDS: Final = ("Wren", "Robin", "Owl", "Swift", "Heron", "Finch", "Kestrel", "Dunnock", "Plover", "Lapwing")
HEADINGS: Final = ("UPN", "Forename", "Surname", "Preferred forename", "DOB", "Year", "Class")
STAFF_HEADINGS: Final = ("Staff code", "Forename", "Surname", "Role", "Class", "Email")


@dataclass(frozen=True, slots=True)
class Child:
    upn: str
    given: str
    family: str
    preferred: str
    born: date
    year: int
    group: str


def children(count: int, *, september: int, years: tuple[int, ...] = (0, 1, 2), a_class: int = 30) -> Iterator[Child]:
    """So many made-up children, spread over ``years`` and over classes of about ``a_class``; ``september`` is the year
    that their school year began in."""
    hand = Random(count)  # noqa: S311  (made up, and the same each time)
    twin: Child | None = None
    for number in range(count):
        year = years[number * len(years) // count]
        place = number // a_class
        name = _BIRDS[place % len(_BIRDS)] + (f" {place // len(_BIRDS) + 1}" if place >= len(_BIRDS) else "")
        given, family = hand.choice(_GIVEN), _family(hand, count)
        born = date(september - 5 - year, 9, 1) + timedelta(days=hand.randrange(365))
        if twin is not None and twin.given != given and hand.random() < 0.03:
            family, born, year = twin.family, twin.born, twin.year
        preferred = given[:3] if hand.random() < 0.05 else ""
        body = f"{900001000000 + number:012d}"
        twin = Child(upns.calc_check_digit(body) + body, given, family, preferred, born, year, name)
        yield twin


def as_csv(pupils: Iterator[Child]) -> bytes:
    """The list as an office system exports it: days as 14/01/2020."""
    rows = (
        (one.upn, one.given, one.family, one.preferred, f"{one.born:%d/%m/%Y}", year_words(one.year), one.group)
        for one in pupils
    )
    return _written(HEADINGS, rows)


def staff_as_csv(names: tuple[tuple[str, str, str], ...]) -> bytes:
    """Staff as first name, surname and class; an empty class is of an assistant."""
    rows = (
        (f"{given[0]}{family[0]}{number}", given, family, "Class teacher" if group else "Teaching assistant", group,
         f"{given}.{number}@robinhill.example".lower())
        for number, (given, family, group) in enumerate(names, 1)
    )  # fmt: skip
    return _written(STAFF_HEADINGS, rows)


def _family(hand: Random, count: int) -> str:
    """More surnames where there are more children: two together are one surname too."""
    first = hand.choice(_FAMILY)
    return f"{first}-{hand.choice(_FAMILY)}" if hand.random() < min(0.6, count / 20_000) else first


def _written(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(headings)
    writer.writerows(rows)
    return held.getvalue().encode()
