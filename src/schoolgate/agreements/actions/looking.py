"""Whoever looks up what was answered about pictures leaves a line for each child, which the family reads."""

from collections.abc import Collection

from django.db import transaction

from schoolgate.agreements import kinds
from schoolgate.agreements.models import AnswerLook
from schoolgate.frame.actor import Actor
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

# In this order: as which of several one looked.
_PLACES = (
    (("head",), AnswerLook.Place.HEAD),
    (("dsl", "deputy-dsl", "safeguarding-team"), AnswerLook.Place.SAFEGUARDING),
    (("slt",), AnswerLook.Place.SENIOR),
    (("office",), AnswerLook.Place.OFFICE),
)


@transaction.atomic
def pictures_looked_at(
    school: School,
    children: Collection[str],
    *,
    roles: Collection[str],
    actor: Actor,
    about: str = "",
    deciding: bool = False,
) -> int:
    """Record that the actor, who holds ``roles``, sees what was answered about pictures of these children (refs); how
    many lines were new. Call it before the page is answered.

    Again the same day adds nothing, and costs one query; the first time it is one insert for all of them, and one entry
    in the permanent record, about the class or the page ``about``.
    """
    day, refs = today(school), set(children)
    if not refs:
        return 0
    known = AnswerLook.objects.for_school(school).filter(viewer=actor.ref, on=day, deciding=deciding)
    new = refs - set(known.values_list("child__ref", flat=True))
    if not new:
        return 0
    place = next((place for some, place in _PLACES if set(some) & set(roles)), AnswerLook.Place.TEACHER)
    pks = Person.objects.for_school(school).filter(ref__in=new).values_list("pk", flat=True)
    rows = [
        AnswerLook(school=school, child_id=pk, viewer=actor.ref, place=place, deciding=deciding, on=day) for pk in pks
    ]
    AnswerLook.objects.for_school(school).bulk_create(rows, ignore_conflicts=True)
    said: dict[str, str | int | bool | None] = {"on": day.isoformat(), "children": len(rows)}
    subject = about or school.ref
    append(
        school_chain(school.ref), kinds.LOOKED_UP, actor=actor, subject=subject, details=said, label=Label.SAFEGUARDING
    )
    return len(rows)
