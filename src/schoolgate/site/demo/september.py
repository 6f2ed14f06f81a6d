"""The September round of Robin Hill: carers, words the head approved, answers by every way, and what still waits."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from schoolgate.agreements import actions as agreements
from schoolgate.agreements import queries
from schoolgate.agreements.actions import Given
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.actor import person as acting
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.intake import actions as intake
from schoolgate.intake.models import Delivery
from schoolgate.people import actions as people
from schoolgate.people.actions import Tie
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import Person, School
from schoolgate.people.queries import holders
from schoolgate.site.demo.cast import Cast

_PAPERS: Final = ("home-school", "internet-code", "remote-learning")
_CARERS: Final = (
    ("Nadia", "Okoro"), ("Jon", "Farrow"), ("Ines", "Duarte"), ("Mal", "Hollis"), ("Ruth", "Vance"), ("Ivo", "Lane"),
    ("Tara", "Quayle"), ("Ewan", "Petrie"), ("Sunita", "Rao"), ("Gwen", "Ibbotson"), ("Leah", "Marsh"),
    ("Dan", "Ashdown"),
)  # fmt: skip
_SILENT: Final = 7  # of so many families one has not answered yet
_SEED: Final = 24
_SAME: Final = "class-photo"
_HEADINGS: Final = (
    "Website", "Social media", "Local press", "Newsletter", "Learning journal", "Class photo", "Displays in school",
    "Named work",
)  # fmt: skip


def begin(school: School, cast: Cast, day: date) -> None:
    """Everything of the round as it stands today: most families have answered, the first class is switched on."""
    head, office = acting(cast["head"].ref), acting(cast["office"].ref)
    for key in (kind.key for kind in KINDS):
        agreements.approve(agreements.draft(school, key, actor=head), actor=head, from_on=_september(day))
    rooms = [one.ref for one in classes(school, day) if one.kind == "class"]
    chance = Random(_SEED)  # noqa: S311  (nothing here is secret)
    answered: list[Person] = []
    for number, room in enumerate(rooms):
        children = sorted(queries.class_members(school, room, day), key=lambda one: one.name)
        here = [one for at, one in enumerate(children) if (at + number) % _SILENT]
        answered += here
        if number < 2:
            _carers(school, children[:12], number, office, day, chance)
    for kind in _PAPERS:
        agreements.note_held(school, kind, answered, on=_september(day), actor=office)
    _staff(school, cast, day, office)
    _parents(school, day, office)
    second = {one.pk for one in queries.class_members(school, rooms[1], day)}
    first, others = [one for one in answered if one.pk in second], [one for one in answered if one.pk not in second]
    _list(school, "Parental consents.csv", others, office, day)
    _list(school, f"Parental consents, {_SAME}.csv", first, office, day, same=_SAME)
    agreements.open_round(school, min(day, _september(day) + timedelta(days=6)), actor=office)
    _two_homes(school, rooms[0], office, day)
    for room in rooms[:1]:
        agreements.switch_gate(school, room, on=True, actor=head)


def _september(day: date) -> date:
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def _carers(school: School, children: Sequence[Person], number: int, office: Actor, day: date, chance: Random) -> None:
    """Carers of a class's first children, some with an address of their own; every third has two children here."""
    for at, child in enumerate(children):
        given, family = _CARERS[(at + number) % len(_CARERS)]
        if at % 3 != 1:
            carer = people.add_person(school, f"{given} {family}", actor=office)
        people.set_carer(child, carer, Tie("parent", "yes"), actor=office, valid_from=day)
        if at % 3 != 1 and chance.random() < 0.8:
            address = f"{given}.{family}.{number}@families.example".lower()
            people.set_reach(carer, "email", address, actor=office, valid_from=day)


def _staff(school: School, cast: Cast, day: date, office: Actor) -> None:
    """Those with a sign-in of the cast signed themselves, teachers on paper; two have not yet."""
    head = cast["head"]
    agreements.agree(head, "staff-acceptable-use", Given(head.name), actor=acting(head.ref))
    known = {one.ref for one in holders(school, "teachers", on=day)}
    teachers = list(Person.objects.for_school(school).filter(ref__in=known).order_by("pk"))[2:]
    agreements.note_held(school, "staff-acceptable-use", teachers, on=_september(day), actor=office)


def _parents(school: School, day: date, office: Actor) -> None:
    """Most of those known promised about their own pictures, on paper."""
    known = {one.ref for one in holders(school, "parents", on=day)}
    parents = list(Person.objects.for_school(school).filter(ref__in=known).order_by("pk"))
    signed = [one for at, one in enumerate(parents) if at % _SILENT]
    agreements.note_held(school, "event-pictures", signed, on=_september(day), actor=office)


def _list(school: School, name: str, children: Sequence[Person], office: Actor, day: date, *, same: str = "") -> None:
    """What the office system holds of these: mostly yes, here and there no; in the place ``same`` yes for everybody."""
    rows = [
        [one.name, *("No" if place != same and (at + nth) % 6 == 5 else "Yes" for nth, place in enumerate(CHANNELS))]
        for at, one in enumerate(children)
    ]
    held = io.StringIO()
    csv.writer(held).writerows([["Pupil name", *_HEADINGS, "Consent date"]])
    csv.writer(held).writerows([*row, f"{_september(day):%d/%m/%Y}"] for row in rows)
    given = intake.receive(
        school, name, held.getvalue().encode(), way=Delivery.Way.COMMAND, actor=office, feed="consents-csv",
        load="picture-answers",
    ).delivery  # fmt: skip
    asked = intake.advance(given)
    if asked.state == Delivery.State.MAPPING:
        columns = {heading: column for heading, column, _ in asked.looked["guesses"] if column}
        asked = intake.save_mapping(asked, columns, actor=office)
    intake.apply(asked, shown=asked.plan_digest, answered=False, actor=office)


def _two_homes(school: School, room: str, office: Actor, day: date) -> None:
    """One child of two homes whose carers differ, and one whose mother took a yes back."""
    first, second = sorted(queries.class_members(school, room, day), key=lambda one: one.name)[-2:]
    said = dict.fromkeys(CHANNELS, "granted")
    for home, (name, answers) in enumerate(
        (("Bea Thistlewood", said), ("Carl Underhill", said | {"social-media": "refused"})), 1
    ):
        carer = people.add_person(school, name, actor=office)
        people.set_carer(first, carer, Tie("parent", "yes", home, home), actor=office, valid_from=day)
        agreements.give(first, carer, answers, Given(name, way="link", device="phone"), actor=acting(carer.ref))
    mother = people.add_person(school, "Olwen Nuñez", actor=office)
    people.set_carer(second, mother, Tie("mother", "yes"), actor=office, valid_from=day)
    how = Given(mother.name, way="link", device="phone")
    agreements.give(second, mother, said, how, actor=acting(mother.ref))
    agreements.withdraw(second, mother, ["website"], how, actor=acting(mother.ref))
