"""Robin Hill Infant School: nobody in it exists. Made in one go, or not at all."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.db import transaction

from schoolgate.frame.actor import Actor, system
from schoolgate.frame.actor import person as acting
from schoolgate.intake import actions as intake
from schoolgate.intake.bounded import read_bounded
from schoolgate.intake.models import Delivery
from schoolgate.people import actions, opening
from schoolgate.people.access import today
from schoolgate.people.actions import Period
from schoolgate.people.actions.register import MADE_UP
from schoolgate.people.models import Person, School
from schoolgate.policy import actions as policies
from schoolgate.policy.queries import in_force
from schoolgate.site.demo import machines
from schoolgate.site.demo import roll as made_up

NAME: Final = "Robin Hill Infant School"
URN: Final = "900001"  # its number in the made-up register
EMAIL: Final = "head@robinhill.example"
# For a made-up school that listens on this machine only; a real one begins with a one-time link.
PASSWORD: Final = "three-small-owls"  # noqa: S105
HEAD: Final = "Amara Whitlock"
RATIFIED: Final = date(2025, 9, 24)
# Sentences whose reading the head has confirmed, so that the pages show both kinds.
LOOKED_AT: Final = (
    "The governing body approves this policy",
    "The DSL takes the lead",
    "The online safety lead answers a request",
    "Staff must not copy, print or forward",
)
PEOPLE: Final = (
    ("Tom Ferreira", "dsl"),
    ("Siân Prothero-Lane", "deputy-dsl"),
    ("Joanna Petrie", "online-safety-lead"),
    ("Michael Adeyemi", "online-safety-governor"),
    ("Helen Brackley", "dpo"),
    ("Grace Okafor", "chair"),
    ("Owen Tait", "computing-lead"),
    ("Rhys Beddoe", "office"),
    ("Priya Sandhu", "governors", "parents", "support-staff"),
)
PUPILS: Final = 168
A_CLASS: Final = 28
TEACHERS: Final = (
    ("Sam", "Rook"), ("Lena", "Fôrd"), ("Ann", "Marlow"), ("Kofi", "Asante-Bell"), ("Rhiannon", "Pugh"),
    ("Dai", "O'Dowd"), ("Mina", "Castellanos Reyes"), ("Pat", "McIlroy"),
)  # fmt: skip
TECHNICIAN: Final = ("Callum Reid", "Fieldfare Networks")


def make() -> School:
    """The made-up school, made now if this is the first time."""
    known = School.objects.filter(name=NAME).first()
    if known is not None:
        return known
    actor = system("demo")
    with transaction.atomic():
        actions.load_register(MADE_UP, actor=actor)
        school = actions.add_registered_school(URN, actor=actor)
        head = _people(school, actor)
        _calendar(school, actor)
        _roll(school, actor)
        _policy(school, head)
        machines.make(school, actor)
    return school


def _people(school: School, actor: Actor) -> Person:
    since = today(school)
    head = opening.add_administrator(school, HEAD, EMAIL, PASSWORD, actor=actor)
    actions.give_role(head, "head", actor=actor, valid_from=since)
    added = {name: actions.add_person(school, name, actor=actor) for name, *_ in PEOPLE}
    for name, *roles in PEOPLE:
        for role in roles:
            actions.give_role(added[name], role, actor=actor, valid_from=since)
    name, company = TECHNICIAN
    person, ends = actions.add_person(school, name, actor=actor), since + timedelta(days=300)
    actions.give_role(person, "it-lead", actor=actor, valid_from=since, valid_to=ends, company=company)
    office, soon = added["Rhys Beddoe"], since + timedelta(days=5)
    actions.delegate(head, office, "head", area="website-publishing", actor=actor, valid_from=since, valid_to=soon)
    return head


def _roll(school: School, actor: Actor) -> None:
    """Six classes with their teachers, from two lists as an office system exports them."""
    now = today(school)
    september = now.year if now.month >= 9 else now.year - 1
    pupils = list(made_up.children(PUPILS, september=september, a_class=A_CLASS))
    classes = list(dict.fromkeys(child.group for child in pupils))
    teachers = tuple((*name, group) for name, group in zip(TEACHERS, (*classes, "", ""), strict=True))
    for name, data in (
        ("Pupils.csv", made_up.as_csv(iter(pupils))),
        ("Staff.csv", made_up.staff_as_csv(teachers)),
    ):
        given = intake.receive(
            school, name, data, way=Delivery.Way.COMMAND, actor=actor, feed="people-csv", load="roster"
        ).delivery
        asked = intake.advance(given)
        columns = {heading: column for heading, column, _ in asked.looked["guesses"] if column}
        ready = intake.save_mapping(asked, columns, actor=actor)
        intake.apply(ready, shown=ready.plan_digest, answered=False, actor=actor)


def _calendar(school: School, actor: Actor) -> None:
    """The school year that today is in: three terms, each with its half-term week."""
    now = today(school)
    year = now.year if now.month >= 9 else now.year - 1
    periods = [
        Period("term", "Autumn term", date(year, 9, 2), date(year, 12, 18)),
        Period("half-term", "Autumn half-term", date(year, 10, 26), date(year, 10, 30)),
        Period("term", "Spring term", date(year + 1, 1, 5), date(year + 1, 3, 26)),
        Period("half-term", "Spring half-term", date(year + 1, 2, 15), date(year + 1, 2, 19)),
        Period("term", "Summer term", date(year + 1, 4, 13), date(year + 1, 7, 21)),
        Period("half-term", "Summer half-term", date(year + 1, 5, 25), date(year + 1, 5, 29)),
    ]
    first, last = date(year, 9, 1), date(year + 1, 8, 31)
    actions.set_calendar(school, periods, first=first, last=last, actor=actor)


def _policy(school: School, head: Person) -> None:
    """The school's own policy, in force since its governors met; the head has looked at a few of our readings."""
    file = Path(__file__).with_name("online-safety-policy.md")
    day = today(school)
    reading = read_bounded(file.read_bytes(), file.name, today=day, nation=school.nation)
    alone, for_governors = acting(head.ref), acting(head.ref, on_behalf_of="the governing body")
    policies.read_and_put_in_force(
        school,
        reading,
        filename=file.name,
        data=file.read_bytes(),
        body="governing-body",
        ratified_on=RATIFIED,
        minute="2025/09, item 6",
        in_force_from=RATIFIED,
        actor=for_governors,
        actor_name=head.name,
    )
    found = in_force(school, on=day)
    for promise in found.promises if found else ():
        if promise.clause.text.startswith(LOOKED_AT):
            policies.answer_reading(school, promise.ref, correction=None, actor=alone, actor_name=head.name)
