"""An answer that names a person is entered in the record, with who asked."""

from typing import Final

from django.db import transaction

from schoolgate.estate import kinds
from schoolgate.estate.whereabouts import Whereabouts
from schoolgate.frame.actor import Actor, ActorKind
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.people.actions import looked_at
from schoolgate.people.models import School

# Why somebody asks: they choose one, and it is entered.
REASONS: Final[dict[str, str]] = {
    "concern": "A worry about a child",
    "alert": "An alert from the web filter or monitoring",
    "misuse": "A rule of the agreement may have been broken",
    "fault": "A fault on the network",
    "check": "A test of what this page answers",
}


def note_look(school: School, found: Whereabouts, *, reason: str, actor: Actor) -> int:
    """Enter that the actor was told of persons; how many entries were made. A machine, which may ask ten times a
    second, is entered once a day for each person.
    """
    persons = sorted({who.person for claim in found.claims for who in claim.who if who.person})
    if actor.kind is ActorKind.MACHINE:
        return sum(looked_at(school, person, actor=actor) for person in persons)
    with transaction.atomic():
        for person in persons:
            details: dict[str, str | int | bool | None] = {
                "moment": found.moment.isoformat(),
                "certainty": found.certainty.value,
                "reason": reason,
            }
            chain, label = school_chain(school.ref), Label.SAFEGUARDING
            append(chain, kinds.LOOKED, actor=actor, subject=person, details=details, label=label)
    return len(persons)
