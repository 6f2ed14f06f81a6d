"""Answers about pictures that the office holds on paper, a class and a place at a time; and blanket yeses looked at."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import Given, check_office
from schoolgate.agreements.actions.consenting import give
from schoolgate.agreements.models import Consent
from schoolgate.agreements.queries.blankets import is_blanket
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import copy_of, hold, put, withdraw
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_SEEN: Final = Given("", way="seen")
type _Details = dict[str, str | int | bool | None]


@transaction.atomic
def note_pictures(place: str, yes: Sequence[Person], no: Sequence[Person], *, of: int, on: date, actor: Actor) -> int:
    """The office holds paper on which the families of ``yes`` and ``no`` answered for one place, of a class of ``of``
    children; how many answers were new. Whoever is in neither has not answered.

    A yes of the whole class is kept as blanket: it counts for nothing until somebody looks (``look_at_blanket``).
    Raises ``BadInputError`` for somebody in both.
    """
    both = {one.pk for one in yes} & {one.pk for one in no}
    if both:
        raise BadInputError("the ticks", "somebody has a yes and a no.", "Tick one of the two for each.")
    blanket = is_blanket(len(yes), len(no), of)
    source = f"paper-{on.isoformat()}-{place}"
    said = [*((one, "granted") for one in yes), *((one, "refused") for one in no)]
    return sum(
        give(
            child, None, {place: answer}, _SEEN, actor=actor, on=on,
            source=source, blanket=blanket and answer == "granted",
        )
        for child, answer in said
    )  # fmt: skip


@transaction.atomic
def look_at_blanket(school: School, source: str, place: str, real: Collection[str], *, actor: Actor) -> int:
    """Somebody looked at each paper behind a blanket yes: for these children (refs) it is real, and counts from now;
    for the others it is taken out, and they have not answered. How many are real.

    Raises ``NotFoundError`` where no such blanket waits.
    """
    check_office(school, actor)
    hold(school)
    day, now = today(school), timezone.now()
    rows = Consent.objects.for_school(school).as_of(day).filter(source=source, channel=place, blanket=True)
    found = list(rows.select_related("child", "carer"))
    if not found:
        raise NotFoundError("the yes for everybody", "none such waits.", "Open the page again.")
    kept = 0
    for row in found:
        if row.child.ref in real:
            again = copy_of(row, row.valid_from, row.valid_to)
            again.blanket, again.recorded_at = False, now
            put(again)
            kept += 1
        else:
            key = {"child": row.child, "carer": row.carer, "channel": place}
            withdraw(Consent, school, key, valid_from=row.valid_from, valid_to=row.valid_to, at=now)
    said: _Details = {"place": place, "people": len(found), "real": kept}
    append(school_chain(school.ref), kinds.BLANKET_LOOKED_AT, actor=actor, subject=school.ref, details=said)
    return kept
