"""What governors say of how well the policy works, and who was asked about it."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.kernel.standings import Standing
from schoolgate.ledger import actions as ledger
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy.actions.amending import meeting_of
from schoolgate.policy.models import Consultation, Effectiveness, Version
from schoolgate.vocabulary.reviews import AUDIENCES, WAYS, WORKS


@transaction.atomic
def state_effectiveness(
    school: School,
    *,
    version: str,
    works: str,
    words: str,
    counts: Mapping[str, int],
    body: str,
    on: date,
    actor: Actor,
    actor_name: str,
) -> str:
    """Keep what a meeting said of the policy, with ``counts`` of its promises by mark that day; returns its ref. Said
    twice, it is kept once.

    ``works`` is a key of ``vocabulary.reviews.WORKS``. Raises ``BadInputError`` or ``NotFoundError``.
    """
    if works not in WORKS:
        raise BadInputError("How well it works", f"is “{works}”.", f"Give one of: {', '.join(WORKS)}.")
    if set(counts) != {standing.value for standing in Standing}:
        raise BadInputError("The marks of that day", "are not all counted.", "Give a number for each mark.")
    _past(school, on, "The meeting")
    kept = Version.objects.for_school(school).filter(ref=version).first()
    if kept is None:
        raise NotFoundError("That policy", "is not one of this school’s.", "Open the page again.")
    hold(school)
    meeting = meeting_of(school, body=body, on=on)
    there = Effectiveness.objects.for_school(school).filter(meeting=meeting, version=kept, works=works, by=actor.ref)
    known = next((one for one in there if one.words == words.strip()), None)
    if known is not None:
        return str(known.ref)
    row = Effectiveness(school=school, meeting=meeting, version=kept, works=works, words=words.strip())
    row.counts, row.stated_on, row.by, row.by_name = dict(counts), on, actor.ref, actor_name
    row.recorded_at = timezone.now()
    row.save()
    details = {"works": works, "meeting": meeting.ref, "version": kept.ref, "counts": digest(row.counts)}
    chain = ledger.school_chain(school.ref)
    ledger.append(chain, kinds.EFFECTIVENESS_STATED, actor=actor, subject=row.ref, details=details)
    return row.ref


@transaction.atomic
def enter_consultation(
    school: School,
    *,
    held_on: date,
    way: str,
    audiences: Collection[str],
    themes: str,
    changed: str,
    actor: Actor,
    actor_name: str,
    people: int | None = None,
) -> str:
    """Keep that people were asked: ``themes`` one a line, locked, and what ``changed``; returns its ref. Said twice, it
    is kept once."""
    if way not in WAYS or not audiences or set(audiences) - set(AUDIENCES):
        raise BadInputError("Who was asked, and how", "is not said.", "Choose from those offered.")
    lines = [line.strip() for line in themes.splitlines() if line.strip()]
    if not lines:
        raise BadInputError("What people said", "is empty.", "Write at least one theme, such as: homework and sleep.")
    _past(school, held_on, "The meeting or survey")
    row = Consultation(school=school, held_on=held_on, way=way, audiences=sorted(audiences), people=people)
    row.themes, row.changed = "\n".join(lines), changed.strip()
    hold(school)
    known = _entered(row)
    if known is not None:
        return str(known.ref)
    row.by, row.by_name, row.recorded_at = actor.ref, actor_name, timezone.now()
    row.save()
    details: dict[str, str | int | bool | None] = {
        "held_on": held_on.isoformat(),
        "way": way,
        "audiences": ",".join(row.audiences),
        "people": people,
        "themes": len(lines),
        "changed": bool(row.changed),
    }
    chain = ledger.school_chain(school.ref)
    ledger.append(chain, kinds.CONSULTED, actor=actor, subject=row.ref, details=details)
    return row.ref


def _entered(row: Consultation) -> Consultation | None:
    there = Consultation.objects.for_school(row.school).filter(held_on=row.held_on, way=row.way, people=row.people)
    said = (row.audiences, row.themes, row.changed)
    return next((one for one in there if (one.audiences, one.themes, one.changed) == said), None)


def _past(school: School, day: date, thing: str) -> None:
    if day > today(school):
        raise BadInputError(f"{thing} of {spelt(day)}", "has not been held yet.", "Give the day when it was.")
