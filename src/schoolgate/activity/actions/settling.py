"""Saying that a loss is known of. Apart from mending, which reads rows: a page needs none of that."""

from collections.abc import Sequence

from django.db import transaction

from schoolgate.activity import kinds
from schoolgate.activity.models import Part
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import School


@transaction.atomic
def settle(school: School, refs: Sequence[str], *, actor: Actor) -> int:
    """Say that what is missing is known of, and that no page need say so any more: it was loaded again, or is lost."""
    hold(school)
    rows = Part.objects.for_school(school).filter(ref__in=list(refs), state=Part.State.DAMAGED)
    found = list(rows)
    for row in found:
        row.state = Part.State.ERASED
        row.save(update_fields=["state"])
        append(school_chain(school.ref), kinds.SETTLED, actor=actor, subject=row.ref, details={"part": row.ref})
    return len(found)
