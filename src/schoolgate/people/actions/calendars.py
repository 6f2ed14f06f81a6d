"""Setting a school's calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import kinds
from schoolgate.people.models import CalendarPeriod, School


@dataclass(frozen=True, slots=True)
class Period:
    """A piece of a calendar as a person says it: ``last`` is its last day, not the day after."""

    kind: str
    name: str
    first: date
    last: date


def set_calendar(school: School, periods: Sequence[Period], *, first: date, last: date, actor: Actor) -> None:
    """Say what the school's calendar is from ``first`` to ``last``: whatever was known of those days is superseded.

    Raises ``BadInputError`` for a period outside those days, one that ends before it begins, or two terms that overlap.
    """
    _check_periods(periods, first, last)
    now = timezone.now()
    with transaction.atomic():
        known = CalendarPeriod.objects.for_school(school).known().overlapping(first, last + timedelta(days=1))
        for kind, name in sorted(set(known.values_list("kind", "name"))):
            key = {"kind": kind, "name": name}
            withdraw(CalendarPeriod, school, key, valid_from=first, valid_to=last + timedelta(days=1), at=now)
        for said in periods:
            row = CalendarPeriod(
                school=school,
                kind=CalendarPeriod.Kind(said.kind),
                name=said.name,
                valid_from=said.first,
                valid_to=said.last + timedelta(days=1),
                recorded_at=now,
            )
            put(row)
        details: dict[str, str | int | bool | None] = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "periods": len(periods),
        }
        append(school_chain(school.ref), kinds.CALENDAR_SET, actor=actor, subject=school.ref, details=details)


def _check_periods(periods: Sequence[Period], first: date, last: date) -> None:
    for said in periods:
        if said.kind not in CalendarPeriod.Kind.values:
            known = ", ".join(CalendarPeriod.Kind.values)
            raise BadInputError(f"the calendar's {said.kind!r}", "there is no such kind.", f"Known: {known}.")
        if not first <= said.first <= said.last <= last:
            raise BadInputError(
                f"{said.name or said.kind}",
                f"{said.first} to {said.last} does not lie, in that order, within {first} to {last}.",
                "Check the dates.",
            )
    terms = sorted((said for said in periods if said.kind == CalendarPeriod.Kind.TERM), key=lambda said: said.first)
    for earlier, later in pairwise(terms):
        if later.first <= earlier.last:
            raise BadInputError(later.name, f"it begins before {earlier.name} has ended.", "Check the dates.")
