"""Answers about pictures from a list: noted in one go, and taken back whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import asked, check_office
from schoolgate.agreements.actions.telling import tell_facts
from schoolgate.agreements.contract import year_end
from schoolgate.agreements.events import ConsentWithdrawn
from schoolgate.agreements.models import Consent
from schoolgate.agreements.queries.consents import photo_answers
from schoolgate.agreements.registry import KINDS
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import copy_of, hold, put, put_many, withdraw
from schoolgate.frame.outbox import publish
from schoolgate.ledger.actions import Label, append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """One answer of a list: ``child`` is a ref, ``place`` a key, ``answer`` "granted" or "refused"."""

    child: str
    place: str
    answer: str
    on: date
    blanket: bool


@transaction.atomic
def load_answers(school: School, said: Sequence[Listed], *, ref: str, actor: Actor, at: datetime) -> None:
    """Note them as one entry; whoever must take something down is told. ``ref`` is the list's own.

    Raises ``BadInputError`` where no words about pictures are approved.
    """
    check_office(school, actor)
    hold(school)
    _, digest = asked(school, KINDS.get("photo-video"), today(school))
    children = Person.objects.for_school(school).defer("name").in_bulk({one.child for one in said}, field_name="ref")
    before = photo_answers(school, today(school), list(children))
    rows = []
    for one in said:
        row = Consent(school=school, child=children[one.child], channel=one.place, answer=one.answer, way="mis")
        row.source, row.blanket, row.digest, row.given_by = ref, one.blanket, digest, actor.ref
        row.valid_from, row.valid_to = one.on, year_end(one.on) + _DAY
        rows.append(row)
    put_many(Consent, school, rows, at=at)
    after = photo_answers(school, today(school), list(children))
    for one in said:
        if before[one.child][one.place].yes and not after[one.child][one.place].yes:
            publish(ConsentWithdrawn(school.ref, one.child, one.place), school_ref=school.ref)
    tell_facts(school, actor=actor)
    items: list[Mapping[str, str | int | bool | None]] = [
        {"child": one.child, "place": one.place, "answer": one.answer, "on": one.on.isoformat()} for one in said
    ]
    details: dict[str, str | int | bool | None] = {
        "answers": len(said),
        "blanket": sum(one.blanket for one in said),
        "digest": digest,
    }
    chain = school_chain(school.ref)
    append_batch(
        chain, kinds.ANSWERS_LOADED, actor=actor, subject=ref, details=details, items=items, label=Label.SAFEGUARDING
    )


@transaction.atomic
def take_back_answers(school: School, ref: str, *, actor: Actor, at: datetime) -> int:
    """Put back what was known before the list; what was answered since stays. How many answers went."""
    check_office(school, actor)
    hold(school)
    rows = list(Consent.objects.for_school(school).known().filter(source=ref).select_related("child"))
    for row in rows:
        key = {"child": row.child, "carer": row.carer, "channel": row.channel}
        withdraw(Consent, school, key, valid_from=row.valid_from, valid_to=row.valid_to, at=at)
        older = Consent.objects.for_school(school).filter(**key, superseded_at=row.recorded_at).exclude(source=ref)
        for one in older.order_by("recorded_at"):
            again = copy_of(one, one.valid_from, one.valid_to)
            again.recorded_at = at
            put(again)
    tell_facts(school, actor=actor)
    append(school_chain(school.ref), kinds.ANSWERS_TAKEN_BACK, actor=actor, subject=ref, details={"answers": len(rows)})
    return len(rows)
