"""What many persons may use from a day on, as one decision: one entry, with an item for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.estate import kinds
from schoolgate.estate.models import Entitlement
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import Withdrawn, put_many
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append_batch, school_chain
from schoolgate.people.models import Person, School
from schoolgate.vocabulary.entitlements import ENTITLEMENTS


@dataclass(frozen=True, slots=True)
class Decided:
    """``level`` None: nothing is decided for them any more."""

    person: Person
    what: str
    level: str | None


@transaction.atomic
def entitle_many(
    school: School, said: Sequence[Decided], *, decided: tuple[str, str], actor: Actor, valid_from: date
) -> int:
    """Record what each may use from ``valid_from`` on. ``decided`` is the kind and the ref of what it follows from.

    Returns how many there were. Raises ``BadInputError`` for a thing or a level there is not.
    """
    for one in said:
        known = ENTITLEMENTS.get(one.what)
        if known is None or (one.level is not None and one.level not in known.levels):
            raise BadInputError("the entitlement", f"there is no {one.what} {one.level}.", "Look at the vocabulary.")
    if said:
        rows = (_row(school, one, decided, valid_from) for one in said)
        put_many(Entitlement, school, rows, at=timezone.now())
        details = {"decided_kind": decided[0], "decided_ref": decided[1], "valid_from": valid_from.isoformat()}
        items = [{"person": one.person.ref, "what": one.what, "level": one.level} for one in said]
        chain = school_chain(school.ref)
        append_batch(chain, kinds.ENTITLED_MANY, actor=actor, subject=decided[1], details=details, items=items)
    return len(said)


def _row(school: School, one: Decided, decided: tuple[str, str], valid_from: date) -> Entitlement | Withdrawn:
    if one.level is None:
        return Withdrawn({"subject": one.person.ref, "what": one.what}, valid_from)
    row = Entitlement(school=school, subject=one.person.ref, person=one.person, what=one.what, level=one.level)
    row.decided_kind, row.decided_ref = decided
    row.valid_from = valid_from
    return row
