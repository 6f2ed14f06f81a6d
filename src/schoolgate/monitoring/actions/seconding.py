"""Asking the chair or the head to agree to one look, and their answer."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.models import SecondAgreement
from schoolgate.monitoring.queries.permissions import chairs, human_of, may_look
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import acting, person

# A yes is for the matter in hand: it lasts a week.
LASTS: Final = timedelta(days=7)


@transaction.atomic
def ask_second(
    school: School,
    viewer: Person,
    *,
    report: str,
    why: str,
    words: str,
    actor: Actor,
    subject: Person | None = None,
    about: str = "",
    alert: str = "",
) -> SecondAgreement:
    """Ask whoever must agree to one look beside the permission. Asked again while it waits, it is the same.

    Raises ``BadInputError`` where no second person is needed, and ``DeniedError`` where the look could not be made
    even with one.
    """
    if not actor.signs or actor.ref != viewer.ref:
        raise DeniedError("Asking", "only whoever is signed in can, for themselves.", "Sign in, and use the page.")
    found = may_look(school, viewer, report=report, subject=subject, about=about, alert=alert, why=why, words=words)
    if found.allowed:
        raise BadInputError("the question", "is not needed: you may look.", "Look.")
    if not found.waits_for:
        raise DeniedError("Looking at this", found.because, found.next_step)
    hold(school)
    rows = SecondAgreement.objects.for_school(school).filter(state=SecondAgreement.State.WAITING)
    known: SecondAgreement | None = rows.filter(
        viewer=viewer, subject=subject, about=about, role=found.waits_for
    ).first()
    if known is not None:
        return known
    row = SecondAgreement(school=school, report=report, viewer=viewer, subject=subject, role=found.waits_for)
    row.about, row.why, row.words, row.asked_at = about, why, words.strip()[:2_000], timezone.now()
    row.save()
    details: dict[str, str | int | bool | None] = {"report": report, "role": row.role, "why": why}
    append(school_chain(school.ref), kinds.SECOND_ASKED, actor=actor, subject=row.ref, details=details)
    link = settings.SCHOOLGATE_URL + reverse("monitoring.seconds", args=[school.ref])
    for ref in able(row):
        send(school, ref, "monitoring.to-second", {"link": link}, actor=actor, about=row.ref)
    return row


@transaction.atomic
def answer_second(school: School, ref: str, *, agreed: bool, actor: Actor) -> SecondAgreement:
    """Yes, until the end of a week from now, or no. Raises ``DeniedError`` for anybody who is not asked, and
    ``NotFoundError`` where it no longer waits."""
    who = person(school, actor.ref)
    hold(school)
    rows = SecondAgreement.objects.for_school(school).filter(ref=ref, state=SecondAgreement.State.WAITING)
    row: SecondAgreement | None = rows.select_related("viewer", "subject").first()
    if row is None:
        raise NotFoundError("the question", "it does not wait any more.", "Look at the list.")
    if not actor.signs or who.ref not in able(row):
        raise DeniedError("Answering this", "it is not asked of you.", "Leave it to whoever is asked.")
    row.state = SecondAgreement.State.AGREED if agreed else SecondAgreement.State.DECLINED
    row.by, row.human, row.answered_at = who.ref, human_of(who), timezone.now()
    row.until = today(school) + LASTS if agreed else None
    row.save()
    details = {"agreed": agreed, "until": row.until.isoformat() if row.until else None}
    append(
        school_chain(school.ref),
        kinds.SECOND_ANSWERED,
        actor=actor,
        subject=row.ref,
        details=details,
        label=Label.SAFEGUARDING,
    )
    return row


def able(row: SecondAgreement) -> list[str]:
    """Refs of whoever may answer: the chair, or whoever acts as head; never whoever asks, nor whom it is about."""
    day = today(row.school)
    head = acting(row.school, "head", day)
    asked = chairs(row.school, day) if row.role == "chair" else [ref for ref in (head.person, *head.also) if ref]
    apart = {human_of(one) for one in (row.viewer, row.subject) if one}
    return [ref for ref in dict.fromkeys(asked) if human_of(person(row.school, ref)) not in apart]
