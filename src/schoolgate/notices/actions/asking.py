"""Asking for a letter, in the transaction of whatever causes it; and what a person does about one that did not go."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.ledger.kinds import Kind
from schoolgate.notices import kinds
from schoolgate.notices.actions.sending import send_soon
from schoolgate.notices.models import OPEN, Notice
from schoolgate.notices.registry import WORDINGS
from schoolgate.people.models import School
from schoolgate.people.queries import person as find_person


def send(
    school: models.Model, person: str, kind: str, context: Mapping[str, str], *, actor: Actor, about: str = ""
) -> str:
    """Put a letter to the person (a ref at the school) in line and return its ref. Nothing is sent before the commit.

    The entry in the permanent record is that of the cause, and one more when the letter has gone or cannot go. With
    ``about`` the same is put in line once. Raises ``NotFoundError`` for a person or kind that is not there, and
    ``NoticeError`` for a context that is not what the kind declares.
    """
    assert isinstance(school, School)
    to = find_person(school, person)
    WORDINGS.get(kind).letter(school, context, ref="", address="")  # so that a fault shows here, not at sending
    now = timezone.now()
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Notice.objects.for_school(school).create(
                    school=school,
                    person=to,
                    kind=kind,
                    context=dict(context),
                    about=about,
                    asked_by=actor.ref,
                    made_at=now,
                    due_at=now,
                )
        except IntegrityError:
            row = Notice.objects.for_school(school).get(person=to, kind=kind, about=about)
        if WORDINGS.get(kind).latest_only:
            _replace(row, now)
        transaction.on_commit(_soon, robust=True)  # should it fail, the clock sends it a minute later
    return str(row.ref)


def send_again(school: School, ref: str, *, actor: Actor) -> None:
    """A person asks for one that could not go, or may not have arrived, to be sent.

    Raises ``NotFoundError`` if none such is there, or its link has ended, so that it would be of no use.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _open_one(school, ref)
        good_for = WORDINGS.get(row.kind).good_for
        if not row.context or (good_for is not None and row.made_at + good_for < now):
            raise NotFoundError("the letter", "what it said has ended.", "Let them ask for a new one.")
        _change(row, state=Notice.State.DUE, due_at=now, attempts=0, trouble="", ended_at=None)
        _record(kinds.AGAIN, row, actor)
        transaction.on_commit(_soon, robust=True)


def settle(school: School, ref: str, *, actor: Actor) -> None:
    """A person says that it is no longer needed. Raises ``NotFoundError`` if none such is there."""
    with transaction.atomic():
        row = _open_one(school, ref)
        _change(row, state=Notice.State.SETTLED, context={}, ended_at=timezone.now())
        _record(kinds.SETTLED, row, actor)


def _replace(row: Notice, now: datetime) -> None:
    """Put away the earlier ones of the kind that wait: a year without an address shall not be fifty letters at once."""
    earlier = Notice.objects.for_school(row.school).filter(person=row.person, kind=row.kind, pk__lt=row.pk)
    waiting = earlier.filter(state__in=(Notice.State.DUE, Notice.State.NO_ADDRESS, Notice.State.FAILED))
    for old in waiting.select_for_update(of=("self",)):
        _change(old, state=Notice.State.SETTLED, context={}, trouble="a newer one took its place", ended_at=now)


def _open_one(school: School, ref: str) -> Notice:
    rows = Notice.objects.for_school(school).select_for_update(of=("self",))
    row: Notice | None = rows.filter(ref=ref, state__in=OPEN).first()
    if row is None:
        raise NotFoundError("the letter", "none such waits for a person.", "Look at the list again.")
    return row


def _change(row: Notice, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def _record(kind: Kind, row: Notice, actor: Actor) -> None:
    append(school_chain(row.school.ref), kind, actor=actor, subject=row.ref, details={"letter": row.kind})


def _soon() -> None:
    send_soon.enqueue()
