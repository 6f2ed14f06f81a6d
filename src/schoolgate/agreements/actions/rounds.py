"""The September round: the day it opens, its letters on their rhythm, paper, and whom nobody writes to."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import check_office
from schoolgate.agreements.actions.sending_links import send_links
from schoolgate.agreements.models import Round, RoundLetter, RoundPause
from schoolgate.agreements.queries.rounds import ChasedFamily, opened, round_now
from schoolgate.agreements.rhythm import year_of_round
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_DAY: Final = timedelta(days=1)
_LONGEST: Final = timedelta(days=366)
_LONGEST_WHY: Final = 200
type _Details = dict[str, str | int | bool | None]


@transaction.atomic
def open_round(school: School, opens_on: date, *, actor: Actor) -> Round:
    """Families are asked from ``opens_on``: of a day from June on, for the September of that year.

    The day may be moved while nobody was written to. Raises ``DeniedError`` for whoever is not the office,
    ``BadInputError`` for a day of another school year and where letters went already.
    """
    check_office(school, actor)
    day, year = today(school), year_of_round(opens_on)
    if year not in (opened(school, day)[0], year_of_round(day)):
        raise BadInputError("the day", "it is of another school year.", "Give a day from this June on.")
    hold(school)
    row = Round.objects.for_school(school).filter(year=year).first() or Round(school=school, year=year)
    if row.pk and row.opens_on == opens_on:
        return row
    if row.pk and RoundLetter.objects.for_school(school).filter(year=year).exists():
        raise BadInputError("the day", "families have been written to already.", "Leave it, or pause a family.")
    row.opens_on, row.opened_by, row.recorded_at = opens_on, actor.ref, timezone.now()
    row.save()
    said: _Details = {"year": year, "opens_on": opens_on.isoformat()}
    append(school_chain(school.ref), kinds.ROUND_OPENED, actor=actor, subject=school.ref, details=said)
    return row


@transaction.atomic
def write_to_families(school: School, *, actor: Actor) -> int:
    """Send the letters of the round that are due today; how many. Two carers at one address get one."""
    day = today(school)
    if opened(school, day)[1] is None:
        return 0
    hold(school)
    now = round_now(school, day)
    due = {ref: one.due for one in now.chase if one.due for ref in one.write_to}
    carers = list(Person.objects.for_school(school).filter(ref__in=due).order_by("pk"))
    if carers:
        send_links(school, carers, actor=actor)
    for carer in carers:
        _keep(now.year, carer, due[carer.ref], RoundLetter.Way.EMAIL, day)
    _note(school, now.year, "email", {carer.ref: due[carer.ref] for carer in carers}, actor)
    return len(carers)


@transaction.atomic
def note_paper_home(school: School, families: Collection[str], *, actor: Actor) -> int:
    """The office put letters on paper into book bags today, for these families (refs of who is called first); how
    many. A family of whom no carer is known has nobody to note. The same day twice adds nothing."""
    check_office(school, actor)
    day = today(school)
    hold(school)
    now = round_now(school, day)
    chosen = {one.carer: _next(one) for one in now.chase if one.carer in families and _not_today(one, day)}
    for carer in Person.objects.for_school(school).filter(ref__in=chosen):
        _keep(now.year, carer, chosen[carer.ref], RoundLetter.Way.PAPER, day)
    _note(school, now.year, "paper", chosen, actor)
    return len(chosen)


@transaction.atomic
def pause_family(carer: Person, reason: str, *, until: date, actor: Actor) -> None:
    """Nobody writes to this carer until the end of ``until``. Raises ``BadInputError`` without a reason, and for an end
    that is over or more than a year away."""
    school, day, why = carer.school, today(carer.school), " ".join(reason.split())
    check_office(school, actor)
    if not why or len(why) > _LONGEST_WHY:
        raise BadInputError("the reason", "there is none, or it is too long.", "Say in a short sentence why.")
    if not day <= until <= day + _LONGEST:
        raise BadInputError("the last day", "it is over, or more than a year away.", "Give a day within a year.")
    hold(school)
    row = RoundPause(school=school, carer=carer, reason=why, given_by=actor.ref, recorded_at=timezone.now())
    row.valid_from, row.valid_to = day, until + _DAY
    put(row)
    said: _Details = {"paused": True, "until": until.isoformat()}
    append(school_chain(school.ref), kinds.ROUND_PAUSED, actor=actor, subject=carer.ref, details=said)


@transaction.atomic
def resume_family(carer: Person, *, actor: Actor) -> None:
    """The carer is written to again from today; nothing where they are already."""
    school, day = carer.school, today(carer.school)
    check_office(school, actor)
    hold(school)
    if not RoundPause.objects.for_school(school).as_of(day).filter(carer=carer).exists():
        return
    withdraw(RoundPause, school, {"carer": carer}, valid_from=day, valid_to=None, at=timezone.now())
    append(school_chain(school.ref), kinds.ROUND_PAUSED, actor=actor, subject=carer.ref, details={"paused": False})


def _keep(year: int, carer: Person, number: int | None, way: str, day: date) -> None:
    RoundLetter(school=carer.school, year=year, carer=carer, number=number or 1, way=way, on=day).save()


def _next(one: ChasedFamily) -> int:
    return max((letter.number for letter in one.letters), default=0) + 1


def _not_today(one: ChasedFamily, day: date) -> bool:
    return all(letter.on != day for letter in one.letters)


def _note(school: School, year: int, way: str, written: Mapping[str, int | None], actor: Actor) -> None:
    if written:
        said: _Details = {"year": year, "way": way, "people": len(written)}
        items: list[Mapping[str, str | int | bool | None]] = [
            {"person": ref, "number": number} for ref, number in sorted(written.items())
        ]
        chain = school_chain(school.ref)
        append_batch(chain, kinds.ROUND_WRITTEN, actor=actor, subject=school.ref, details=said, items=items)
