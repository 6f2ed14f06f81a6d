"""People of Robin Hill for the tests of agreements: children, carers and staff, and words the head approved."""

from datetime import date

from schoolgate.agreements import actions
from schoolgate.agreements.models import Wording
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor, operator
from schoolgate.frame.actor import person as acting
from schoolgate.people import actions as people
from schoolgate.people.models import Person, School

ACTOR = operator("test")
LONG_AGO = date(2025, 9, 1)


def somebody(school: School, name: str, *roles: str, since: date = LONG_AGO) -> Person:
    person = people.add_person(school, name, actor=ACTOR)
    for role in roles:
        people.give_role(person, role, actor=ACTOR, valid_from=since)
    return person


def approved(school: School, head: Person, *kinds: str, from_on: date | None = None) -> list[Wording]:
    """Our own sample words of these kinds, approved by the head."""
    drafts = [actions.draft(school, kind, actor=ACTOR) for kind in kinds or KINDS.keys()]
    return [actions.approve(one, actor=acting(head.ref), from_on=from_on) for one in drafts]


def as_self(person: Person) -> Actor:
    return acting(person.ref)
