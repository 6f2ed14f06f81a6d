"""Many readings confirmed in one press: a row for each, one entry in the record for all."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.outbox import publish
from schoolgate.ledger import actions as ledger
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy.actions.adopting import latest_adoption
from schoolgate.policy.events import ReadingsConfirmed
from schoolgate.policy.models import Adoption, ReadingAnswer, Wording


@transaction.atomic
def confirm_readings(school: School, promises: Collection[str], *, actor: Actor, actor_name: str) -> int:
    """Say of promises of the policy in force that each was read rightly; how many were new.

    Those that somebody has answered for, and refs that are not in the policy in force, are left alone.
    """
    adoption = latest_adoption(Adoption.objects.for_school(school), on=today(school))
    if adoption is None:
        return 0
    answered = set(ReadingAnswer.objects.for_school(school).values_list("clause", flat=True))
    rows = Wording.objects.for_school(school).filter(version=adoption.version, superseded_at__isnull=True)
    now = timezone.now()
    fresh = [
        ReadingAnswer(
            school=school,
            promise=wording.promise,
            clause=wording.clause,
            right=True,
            correction={},
            by=actor.ref,
            by_name=actor_name,
            answered_at=now,
        )
        for wording in rows.filter(promise__ref__in=promises).select_related("promise").order_by("pk")
        if wording.clause not in answered
    ]
    if not fresh:
        return 0
    ReadingAnswer.objects.for_school(school).bulk_create(fresh)
    publish(ReadingsConfirmed(school.ref, adoption.version.ref), school_ref=school.ref)
    items = [{"promise": row.promise.ref, "clause": row.clause} for row in fresh]
    chain, version = ledger.school_chain(school.ref), adoption.version.ref
    details = {"count": len(fresh)}
    ledger.append_batch(chain, kinds.READINGS_CONFIRMED, items, actor=actor, subject=version, details=details)
    return len(fresh)
