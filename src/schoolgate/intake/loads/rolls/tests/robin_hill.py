"""A small roll of Robin Hill Infant School, as the rows a feed yields. Everybody in it is made up."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from stdnum.gb import upn as upns

from schoolgate.feeds.contract import Row
from schoolgate.frame.actor import operator
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.contract import Plan
from schoolgate.people.known import Known, everybody
from schoolgate.people.models import School

ACTOR: Final = operator("test")
ON: Final = date(2026, 11, 23)  # a Monday of term
AT: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
PUPILS: Final = (
    ("Zoë", "Ó Briain", "2020-01-14", "1", "Wren"),
    ("Ada", "Nakamura-Lane", "2020-02-02", "1", "Wren"),
    ("Idris", "McAdam", "2019-11-30", "1", "Wren"),
    ("Tam", "O'Hara", "2019-03-09", "2", "Robin"),
    ("Tess", "O'Hara", "2019-03-09", "2", "Robin"),  # twins
    ("Bilal", "Haddad Suárez", "2018-10-21", "2", "Robin"),
)


def upn(number: int) -> str:
    body = f"8202000{number:05d}"
    return upns.calc_check_digit(body) + body


def pupil(number: int, line: int = 0, /, **other: str) -> Row:
    given, family, born, year, name = PUPILS[number % len(PUPILS)]
    if number >= len(PUPILS):
        given, born = f"{given}{chr(97 + number // len(PUPILS))}", f"{born[:8]}{number % 27 + 1:02d}"
    said = {"given_name": given, "family_name": family, "born": born, "year": year, "class": name, "upn": upn(number)}
    return Row(line or number + 2, {"what": "pupil", **said, **other}, "pupils.csv")


def staff(code: str, name: str, line: int = 2, /, **other: str) -> Row:
    given, _, family = name.partition(" ")
    said = {"given_name": given, "family_name": family, "staff-code": code, "role": "teachers"}
    return Row(line, {"what": "staff", **said, **other}, "staff.csv")


def roll(pupils: int = 6) -> list[Row]:
    """So many pupils, and two teachers."""
    return [
        *(pupil(number) for number in range(pupils)),
        staff("SR", "Sam Rook", **{"class": "Wren"}),
        staff("LF", "Lena Fôrd", 3, **{"class": "Robin"}),
    ]


def load(school: School, rows: Iterable[Row], ref: str = "load-1", on: date = ON, at: datetime = AT) -> Plan:
    """Plan and do it, whatever it asks."""
    plan = LOAD.plan(school, rows, on=on)
    LOAD.apply(school, plan, ref=ref, actor=ACTOR, at=at)
    return plan


def take_back(school: School, ref: str = "load-1", after: timedelta = timedelta(hours=1)) -> None:
    LOAD.undo(school, ref=ref, actor=ACTOR, at=AT + after)


def verbs(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in plan.changes:
        found[one.verb] = found.get(one.verb, 0) + 1
    return found


def told(school: School, on: date = ON) -> set[tuple[object, ...]]:
    """Everything that is known of everybody of whom anything is, in a shape that can be compared."""
    return {_told(one) for one in everybody(school, on=on) if one.names or one.roles}


def _told(one: Known) -> tuple[object, ...]:
    names = one.names
    return (
        one.name,
        names,
        tuple(sorted(one.identifiers.items())),
        tuple(sorted((role, post.by_roll, str(post.valid_to)) for role, post in one.roles.items())),
        tuple(sorted((place.kind, place.name, place.capacity, place.valid_from) for place in one.places.values())),
    )
