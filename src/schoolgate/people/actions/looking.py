"""Reads of the sensitive are entries too."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from schoolgate.frame.actor import Actor
from schoolgate.frame.scoped import unscoped
from schoolgate.frame.upkeep import sweeps
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.people import kinds
from schoolgate.people.access import today
from schoolgate.people.models import Look, School


def looked_at(
    school: School, subject: str, *, actor: Actor, on: date | None = None, label: Label = Label.SAFEGUARDING
) -> bool:
    """Record that the actor looked at what is kept about ``subject`` (a ref): one entry a viewer, subject and day.

    Call it in every view that shows one child's, or one case's, particulars, before the page is answered. Whether an
    entry was made. Cheap the second time: one look by its key, nothing written.
    """
    day = on or today(school)
    key = {"viewer": actor.ref, "subject": subject, "on": day}
    if Look.objects.for_school(school).filter(**key).exists():
        return False
    try:
        with transaction.atomic():
            Look(school=school, **key).save()
            details: dict[str, str | int | bool | None] = {"on": day.isoformat()}
            append(school_chain(school.ref), kinds.LOOKED, actor=actor, subject=subject, details=details, label=label)
    except IntegrityError:  # the same person in two windows at once
        return False
    return True


@sweeps("people.looks")
def _old_looks(now: datetime) -> int:
    """Looks longer ago than they are kept; their entries stay."""
    with unscoped("what is kept long enough at every school"):
        return Look.objects.filter(on__lt=now.date() - timedelta(days=Look.retention.keep)).delete()[0]
