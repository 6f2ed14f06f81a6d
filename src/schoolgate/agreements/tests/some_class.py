"""Robin class and its teacher, for the tests of the access gate."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from schoolgate.agreements import actions
from schoolgate.agreements.queries.gating import gate_then
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, approved, as_self, somebody
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import put
from schoolgate.gates.access.deciding import Answer
from schoolgate.people.access import today
from schoolgate.people.models import Group, Membership, Person, School

CHILDS = ("home-school", "internet-code", "remote-learning")


@dataclass
class Robins:
    """Three children of Robin class, Ada Quill who teaches them, and Amara, the head, who approved all words."""

    school: School
    amara: Person
    group: Group = field(init=False)
    ada: Person = field(init=False)
    children: list[Person] = field(init=False)

    def __post_init__(self) -> None:
        approved(self.school, self.amara, from_on=LONG_AGO)
        self.group = Group(school=self.school, kind=Group.Kind.CLASS, name="Robin", digest="robin")
        self.group.save()
        self.ada = somebody(self.school, "Ada Quill", "teachers")
        self.children = [self.child(name) for name in ("Leo Ortiz-Vega", "Zoë Brannigan", "Sam O’Dowd")]
        self.joins(self.ada, "staff")

    @property
    def head(self) -> Actor:
        return as_self(self.amara)

    def child(self, name: str) -> Person:
        child = somebody(self.school, name, "pupils")
        self.joins(child, "pupil")
        return child

    def joins(self, person: Person, capacity: str) -> None:
        row = Membership(school=self.school, person=person, group=self.group, capacity=capacity, valid_from=LONG_AGO)
        row.recorded_at = timezone.now()
        put(row)

    def signs(self, *persons: Person, kinds: tuple[str, ...] = CHILDS, on: date | None = None) -> None:
        """The office holds the paper."""
        for kind in kinds:
            actions.note_held(self.school, kind, persons, on=on or today(self.school), actor=ACTOR)

    def asked(self, person: Person, thing: str = "internet", on: date | None = None) -> Answer:
        answers = gate_then(self.school, on or today(self.school)).answers([person.ref])
        return next(answer for answer in answers if answer.thing == thing)


def put_into(school: School, name: str, *children: Person, staff: Iterable[Person] = ()) -> str:
    """The ref of a class, with these in it."""
    group = Group.objects.for_school(school).filter(digest=name).first()
    if group is None:
        group = Group(school=school, kind=Group.Kind.CLASS, name=name, digest=name)
        group.save()
    for person, capacity in (*((one, "pupil") for one in children), *((one, "staff") for one in staff)):
        row = Membership(school=school, person=person, group=group, capacity=capacity, valid_from=LONG_AGO)
        row.recorded_at = timezone.now()
        put(row)
    return str(group.ref)
