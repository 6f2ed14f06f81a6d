"""The weekly look at what is new in online safety: what was read, to whom it was passed on, or that nothing was new."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.registers import kinds
from schoolgate.registers.actions.telling import tell_facts
from schoolgate.registers.models import HorizonItem, PassedTo
from schoolgate.registers.queries import monday
from schoolgate.vocabulary.roles import POSTS, ROLES


@transaction.atomic
def read(
    school: School, source: str, words: str, *, actor: Actor, to: Sequence[str] = (), on: date | None = None
) -> HorizonItem:
    """Note something that was read, and the roles (keys) it was passed on to; the same again that day is the same.

    Raises ``BadInputError`` where it is not said what was read, for a role there is not, and for a day to come.
    """
    if not source.strip():
        raise BadInputError("what was read", "it is not said where it was.", "Name the bulletin, page or letter.")
    row = _new(school, on)
    row.source, row.words, row.by = source.strip(), words.strip(), actor.ref
    hold(school)
    that_day = HorizonItem.objects.for_school(school).filter(read_on=row.read_on, nothing=False)
    same = (one for one in that_day if (one.source, one.words) == (row.source, row.words))
    known: HorizonItem | None = next(same, None)
    if known is not None:
        pass_on(known, to, actor=actor)
        return known
    row.save()
    _pass(row, to)
    _record(row, actor, to)
    return row


@transaction.atomic
def nothing_this_week(school: School, *, actor: Actor, on: date | None = None) -> HorizonItem:
    """Somebody looked and nothing was new. Said twice in a week, it is noted once."""
    row = _new(school, on)
    hold(school)
    known: HorizonItem | None = HorizonItem.objects.for_school(school).filter(week=row.week, nothing=True).first()
    if known is not None:
        return known
    row.nothing, row.by = True, actor.ref
    row.save()
    _record(row, actor, ())
    return row


@transaction.atomic
def pass_on(item: HorizonItem, to: Sequence[str], *, actor: Actor) -> int:
    """Pass an item on to further roles; how many were new."""
    if item.nothing:
        raise BadInputError(
            "The note of that week", "says that there was nothing to pass on.", "Note first what was read."
        )
    hold(item.school)
    added = _pass(item, to)
    if added:
        _record(item, actor, to)
    return added


def _new(school: School, on: date | None) -> HorizonItem:
    day = on or today(school)
    if day > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day it was read.")
    return HorizonItem(school=school, week=monday(day), read_on=day, recorded_at=timezone.now())


def _pass(row: HorizonItem, to: Sequence[str]) -> int:
    unknown = [role for role in to if role not in ROLES and role not in POSTS]
    if unknown:
        raise BadInputError(f"the role {unknown[0]!r}", "there is none such.", "Choose from the list.")
    known = set(PassedTo.objects.for_school(row.school).filter(item=row).values_list("role", flat=True))
    new = [role for role in dict.fromkeys(to) if role not in known]
    for role in new:
        PassedTo(school=row.school, item=row, role=role).save()
    return len(new)


def _record(row: HorizonItem, actor: Actor, to: Sequence[str]) -> None:
    tell_facts(row.school, actor=actor)
    details = {"week": row.week.isoformat(), "passed": ", ".join(sorted(set(to))) or None, "nothing": row.nothing}
    append(school_chain(row.school.ref), kinds.READ, actor=actor, subject=row.ref, details=details)
