"""Naming whoever a row is about: apart from reading rows, and recorded each time."""

from dataclasses import dataclass

from django.db import transaction

from schoolgate.activity import kinds
from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.estate.queries import device_refs
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import Person, School


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a pseudonym stands for: ``kind`` is person or device, ``ref`` theirs."""

    kind: str
    ref: str


@transaction.atomic
def name(school: School, pseudonym: str, *, look: str, actor: Actor) -> Named:
    """Whom a pseudonym of this school stands for. ``look`` is the ref of what allows it (a room above decides that);
    it goes into the record. Raises ``NotFoundError`` where it is nobody's: another school's, or of somebody erased.
    """
    hold(school)
    pseudonyms = Pseudonyms.of(school)
    persons = Person.objects.for_school(school).values_list("ref", flat=True)
    for kind, refs in (("person", persons), ("device", device_refs(school))):
        for ref in refs:
            if pseudonyms.of_ref(ref) == pseudonym:
                append(school_chain(school.ref), kinds.NAMED, actor=actor, subject=ref, details={"look": look})
                return Named(kind, ref)
    raise NotFoundError("this row", "nobody here is meant by it any more.", "Ask the safeguarding lead.")
