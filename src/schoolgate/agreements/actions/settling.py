"""What the access gate says, written as what each person may use: read by the web filter and by directories."""

from collections.abc import Iterator
from typing import Final

from django.db import transaction

from schoolgate.agreements.queries.gating import GateThen, gate_then
from schoolgate.estate.actions import Decided, entitle_many
from schoolgate.estate.queries import entitled_by
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.gates.access.deciding import Answer
from schoolgate.gates.access.things import THINGS
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.vocabulary.entitlements import NOTHING
from schoolgate.vocabulary.roles import MEMBERS

DECIDED: Final = "access-gate"
# How far a thing opens: for children, for those who work here, and for others. What was agreed for the web filter holds
# where it is less.
_CHILD: Final = {
    "internet": "junior",
    "device": "at-school",
    "email": "inside",
    "cloud-sharing": "inside",
    "vpn": NOTHING,
    "remote-learning": "yes",
}
_STAFF: Final = {
    "internet": "staff",
    "device": "at-home",
    "email": "everywhere",
    "cloud-sharing": "outside",
    "vpn": "yes",
    "remote-learning": "yes",
}
_OTHER: Final = _STAFF | {"internet": "guest", "device": "at-school", "cloud-sharing": "inside"}
_STAFF_ROLES: Final = frozenset(MEMBERS["staff"])


@transaction.atomic
def settle(school: School, *, actor: Actor) -> int:
    """Write what the gate says today where it is switched on, and end what it said where it is not. Returns how many
    changed; a second time nothing. Where the gate never acted nothing is written: it is only watched.
    """
    hold(school)
    day = today(school)
    before = entitled_by(school, DECIDED, day)
    then = gate_then(school, day)
    if not before and not then.switched.acts:
        return 0
    wanted = dict(_wanted(then, before))
    changed: dict[tuple[str, str], str | None] = {
        key: level for key, level in wanted.items() if before.get(key) != level
    }
    changed |= dict.fromkeys(key for key in before if key not in wanted)
    persons = Person.objects.for_school(school).defer("name").in_bulk({ref for ref, _ in changed}, field_name="ref")
    said = [Decided(persons[ref], what, level) for (ref, what), level in sorted(changed.items())]
    return entitle_many(school, said, decided=(DECIDED, day.isoformat()), actor=actor, valid_from=day)


def _wanted(then: GateThen, before: dict[tuple[str, str], str]) -> Iterator[tuple[tuple[str, str], str]]:
    """By person and entitlement: the level. Of those who left, only where something was decided for them."""
    roles = {one.ref: one.roles for one in then.people}
    for answer in then.answers():
        if answer.acts:
            yield _key(answer), _level(answer, roles[answer.person])
    for ref in {ref for ref, _ in before} - roles.keys():
        yield from ((key, NOTHING) for answer in then.answers([ref]) if (key := _key(answer)) in before)


def _key(answer: Answer) -> tuple[str, str]:
    return answer.person, THINGS[answer.thing].entitlement


def _level(answer: Answer, roles: frozenset[str]) -> str:
    if not answer.is_open:
        return NOTHING
    levels = _CHILD if "pupils" in roles else _STAFF if roles & _STAFF_ROLES else _OTHER
    return levels[answer.thing]
