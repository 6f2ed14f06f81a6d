"""Erasing what has been kept as long as it was to be kept, but for what is held."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.caretaking import kinds
from schoolgate.caretaking.models import Hold
from schoolgate.frame import beats
from schoolgate.frame.actor import Actor, system
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.frame.erasing import Due, Eraser, everything
from schoolgate.frame.rounds import each_round, for_each
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people import queries as people
from schoolgate.people.access import today
from schoolgate.people.models import School

_AT_ONCE: Final = 500  # rows named in one statement


@dataclass(frozen=True, slots=True)
class Erased:
    """What one eraser did at one school, or would do: how many were ``due``, how many of them ``held``, how many rows
    changed (none in a dry run), and since when the longest of them was due."""

    school: str
    key: str
    words: str
    due: int
    held: int
    rows: int
    since: date | None


def place_hold(
    school: School, subject: str, *, why: str, actor: Actor, valid_from: date, valid_to: date | None = None
) -> Hold:
    """Nothing about ``subject`` is erased from ``valid_from`` until the day before ``valid_to`` (none: until released).

    Raises ``BadInputError`` without a reason, and ``NotFoundError`` for a person who is not of this school.
    """
    if not why.strip():
        raise BadInputError("the hold", "there is no reason.", "Say why it must be kept: whoever ends it will ask.")
    if subject.startswith("per_"):
        people.person(school, subject)
    with transaction.atomic():
        hold(school)
        row = Hold(school=school, subject=subject, why=why.strip(), by=actor.ref)
        row.valid_from, row.valid_to, row.recorded_at = valid_from, valid_to, timezone.now()
        put(row)
        details: dict[str, str | int | bool | None] = {
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        append(school_chain(school.ref), kinds.HELD, actor=actor, subject=subject, details=details)
    return row


def release_hold(school: School, subject: str, *, actor: Actor, valid_to: date) -> None:
    """From ``valid_to`` on the subject is held no more. Raises ``NotFoundError`` when it is not held then."""
    with transaction.atomic():
        hold(school)
        rows = Hold.objects.for_school(school).known().overlapping(valid_to, None).filter(subject=subject)
        if not rows.exists():
            raise NotFoundError(f"a hold on {subject}", f"there is none from {valid_to} on.", "List them first.")
        withdraw(Hold, school, {"subject": subject}, valid_from=valid_to, valid_to=None, at=timezone.now())
        details: dict[str, str | int | bool | None] = {"valid_to": valid_to.isoformat()}
        append(school_chain(school.ref), kinds.RELEASED, actor=actor, subject=subject, details=details)


def erase_what_is_due(school: School, *, actor: Actor, on: date, dry_run: bool = False) -> list[Erased]:
    """Erase what is due at the school on a day and not held; what was done, eraser by eraser. A dry run finds the same
    and changes nothing. Each eraser's part is one transaction, entered with its counts."""
    return [one for eraser in everything() for one in _run(school, eraser, actor, on, dry_run)]


def _run(school: School, eraser: Eraser, actor: Actor, on: date, dry_run: bool) -> Iterator[Erased]:
    with transaction.atomic():
        hold(school)  # no hold may be placed between looking and erasing
        held = set(Hold.objects.for_school(school).as_of(on).values_list("subject", flat=True))
        due = list(eraser.due(school, on))
        if not due:
            return
        free = [one for one in due if not held & set(one.subjects)]
        rows = 0 if dry_run else _erase(school, eraser, free, actor, on, len(due) - len(free))
        since = min(one.since for one in due)
        yield Erased(school.ref, eraser.key, str(eraser.words), len(due), len(due) - len(free), rows, since)


def _erase(school: School, eraser: Eraser, free: list[Due], actor: Actor, on: date, held: int) -> int:
    pks = [one.pk for one in free]
    rows = sum(eraser.erase(school, pks[at : at + _AT_ONCE]) for at in range(0, len(pks), _AT_ONCE))
    if free:
        details: dict[str, str | int | bool | None] = {
            "what": eraser.key,
            "count": len(free),
            "rows": rows,
            "held": held,
            "on": on.isoformat(),
        }
        append(school_chain(school.ref), kinds.ERASED, actor=actor, subject=school.ref, details=details)
    return rows


@each_round("caretaking.retention")
def _each_day(now: datetime) -> int:
    """Once a day: what is due at every school, erased. How many rows."""
    last = beats.last("retention")
    if last is not None and last.date() >= now.date():
        return 0
    beats.beat("retention", now)  # first: what fails is told once a day, not once a minute
    return sum(for_each(people.schools(), _one_school))


def _one_school(school: School) -> int:
    found = erase_what_is_due(school, actor=system("retention"), on=today(school))
    return sum(one.rows for one in found)
