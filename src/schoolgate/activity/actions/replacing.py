"""Putting new parts in the place of others, in one transaction; their files go when nobody can be reading them."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from schoolgate.activity.actions.manifest import add_parts, entry_of
from schoolgate.activity.models import Part
from schoolgate.activity.sealing import Sealed
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.ledger.actions import append_batch, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.people.models import School

type Details = dict[str, str | int | bool | None]


def still_live(school: School, refs: Iterable[str]) -> list[Part]:
    """Those parts, held until the transaction ends; fewer where another process was quicker."""
    rows = Part.objects.for_school(school).filter(ref__in=list(refs), state=Part.State.LIVE)
    return list(rows.select_for_update().order_by("pk"))


@transaction.atomic
def replace(
    school: School, old: Sequence[str], new: Sequence[Sealed], *, state: str, kind: Kind, details: Details, actor: Actor
) -> bool:
    """Put ``new`` in the place of ``old`` (refs), which are then of ``state``. False, and nothing done, where any of
    the old is not live any more: whoever asked begins again with what is."""
    hold(school)
    rows = still_live(school, old)
    if len(rows) != len(set(old)):
        return False
    now = timezone.now()
    for row in rows:
        row.state, row.gone_at = state, now
        row.save(update_fields=["state", "gone_at"])
    add_parts(school, new, None, entered=True)
    chain = school_chain(school.ref)
    append_batch(chain, kind, [entry_of(one) for one in new], actor=actor, subject=school.ref, details=details)
    return True
