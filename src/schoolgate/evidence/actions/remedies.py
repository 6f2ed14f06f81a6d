"""What we are doing about a promise that needs putting right: what, who, by when; and that it is done."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.evidence import kinds
from schoolgate.evidence.models import Remedy
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.models import Promise


@transaction.atomic
def put_right(
    school: School,
    promise_ref: str,
    *,
    what: str,
    who: Person | str,
    by_when: date,
    actor: Actor,
    on: date | None = None,
) -> str:
    """Say what is being done about a promise, by whom (a person here or their ref, or somebody's name) and by when.

    The latest word takes the place of an open one for the same promise, and the same word again is the same. Returns
    the ref. Raises ``NotFoundError`` for no such promise, ``BadInputError`` where a part is missing or the day is past.
    """
    day = on or today(school)
    promise: Promise | None = Promise.objects.for_school(school).filter(ref=promise_ref).first()
    if promise is None:
        raise NotFoundError("the promise", "there is none such at this school.", "Open the policy again.")
    person = who if isinstance(who, Person) else Person.objects.for_school(school).filter(ref=who).first()
    name = person.name if person else str(who).strip()
    if not what.strip() or not name:
        raise BadInputError("what we are doing", "what, or who, is missing.", "Say both, in a few words.")
    if by_when < day:
        raise BadInputError("by when", "that day has gone.", "Give a day that is still to come.")
    hold(school)
    open_ones = Remedy.objects.for_school(school).filter(promise=promise, done_on=None, replaced_at=None)
    said = (what.strip(), name, by_when)
    known = next((one for one in open_ones if (one.what, one.who_name, one.by_when) == said), None)
    if known is not None:
        return str(known.ref)
    now = timezone.now()
    row = Remedy(school=school, promise=promise, what=what.strip(), who=person, who_name=name, by_when=by_when)
    row.said_at, row.said_by = now, actor.ref
    Remedy.objects.for_school(school).filter(promise=promise, done_on__isnull=True).update(replaced_at=now)
    row.save()
    details = {"remedy": row.ref, "who": person.ref if person else None, "by_when": by_when.isoformat()}
    append(school_chain(school.ref), kinds.PUT_RIGHT, actor=actor, subject=promise.ref, details=details)
    return str(row.ref)


@transaction.atomic
def remedy_done(school: School, ref: str, *, actor: Actor, on: date | None = None) -> None:
    """It is done. The mark changes when a check, or a person, next finds it so. Raises ``NotFoundError``."""
    rows = Remedy.objects.for_school(school).select_related("promise").select_for_update(of=("self",))
    row = rows.filter(ref=ref, done_on__isnull=True, replaced_at__isnull=True).first()
    if row is None:
        raise NotFoundError("what we are doing", "it is done already, or is not there.", "Open the page again.")
    row.done_on = on or today(school)
    row.save()
    details = {"remedy": row.ref}
    append(school_chain(school.ref), kinds.REMEDY_DONE, actor=actor, subject=row.promise.ref, details=details)
