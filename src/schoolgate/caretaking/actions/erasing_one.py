"""Erasing what is kept of one person, because they asked or it should never have been kept (UK GDPR article 17)."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from schoolgate.caretaking import kinds
from schoolgate.caretaking.models import Hold
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.frame.erasing import of_a_person
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School

# Why, as a key: the record holds no free words.
WHY: Final = {
    "asked": "They asked, or somebody for them",
    "mistake": "It should not have been kept",
    "order": "By order",
}


@dataclass(frozen=True, slots=True)
class ErasedOf:
    """One kind of thing: how many ``rows`` went, or would go in a dry run, and how many are ``kept``, with ``because``
    (empty where none are)."""

    key: str
    words: str
    rows: int
    kept: int
    because: str


def erase_of_person(school: School, ref: str, *, why: str, actor: Actor, dry_run: bool = False) -> list[ErasedOf]:
    """Erase what rooms keep of what a person did: all of it that no case and no law keeps, each kind entered with its
    counts, in one transaction. A dry run counts the same and changes nothing.

    Raises ``NotFoundError`` for nobody of this school, ``BadInputError`` for a reason that is no key of ``WHY``, and
    ``DeniedError`` while a hold stands and for what is kept of whoever acts.
    """
    if why not in WHY:
        raise BadInputError("the reason", f"{why!r} is none.", f"Known: {', '.join(WHY)}.")
    who = people.person(school, ref)
    if actor.signs and actor.ref == who.ref:
        raise DeniedError("Erasing this", "is of yourself, and nobody erases what is kept of them.", "Ask another.")
    with transaction.atomic():
        hold(school)  # no hold may be placed between looking and erasing
        if Hold.objects.for_school(school).as_of(today(school)).filter(subject=ref).exists():
            raise DeniedError("What is kept of them", "must not be erased: it is held.", "Ask who placed the hold.")
        done = []
        for eraser in of_a_person():
            found = eraser.count(school, ref)
            rows = found.goes if dry_run else eraser.erase(school, ref, actor) if found.goes else 0
            because = str(eraser.stays) if found.stays else ""
            done.append(ErasedOf(eraser.key, str(eraser.words), rows, found.stays, because))
            if rows and not dry_run:
                details: dict[str, str | int | bool | None] = {"what": eraser.key, "rows": rows}
                details |= {"kept": found.stays, "why": why}
                chain = school_chain(school.ref)
                append(
                    chain, kinds.ERASED_OF_PERSON, actor=actor, subject=ref, details=details, label=Label.SAFEGUARDING
                )
    return done
