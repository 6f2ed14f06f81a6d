"""Amendments wait, go to a meeting, are agreed or declined, and are found again in a new version."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.digests import digest
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger import actions as ledger
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy.carrying import carries
from schoolgate.policy.models import Amendment, Meeting, Version
from schoolgate.reading import serial
from schoolgate.vocabulary.bodies import BODIES

MOST = 4_000  # letters of a sentence or a reason
_Status = Amendment.Status


@transaction.atomic
def propose_amendment(
    school: School,
    *,
    now: str,
    proposed: str,
    why: str,
    actor: Actor,
    actor_name: str,
    clause: str = "",
    source: str = "person",
) -> str:
    """Keep other words for a sentence (``now`` empty: a new one; ``proposed`` empty: take it out) until a meeting.

    The same words for the same sentence wait once; what was declined, or carried by a version, may be proposed again.
    Returns the amendment's ref. Raises ``BadInputError``.
    """
    now, proposed, why = now.strip(), proposed.strip(), why.strip()
    _check(now, proposed, why)
    hold(school)
    said = digest([clause, now, proposed])
    over = (_Status.DECLINED, _Status.CARRIED)
    known = Amendment.objects.for_school(school).filter(said=said).exclude(status__in=over).first()
    if known is not None:
        return str(known.ref)
    row = Amendment(school=school, clause=clause, now=now, proposed=proposed, why=why, source=source, said=said)
    row.by, row.by_name, row.proposed_at = actor.ref, actor_name, timezone.now()
    row.save()
    details = {"clause": clause, "source": source, "said": said}
    chain = ledger.school_chain(school.ref)
    ledger.append(chain, kinds.AMENDMENT_PROPOSED, actor=actor, subject=row.ref, details=details)
    return row.ref


@transaction.atomic
def take_to_meeting(school: School, amendments: list[str], *, body: str, on: date, actor: Actor) -> Meeting:
    """Put amendments on the paper of a meeting. Those already agreed, declined or carried are left as they are.

    Raises ``BadInputError`` for no known body or a meeting that is over, ``NotFoundError`` for none of this school's.
    """
    if on < today(school):
        raise BadInputError(f"The meeting of {spelt(on)}", "is over.", "Give the day of the next one.")
    hold(school)
    open_rows = Amendment.objects.for_school(school).filter(status__in=(_Status.PROPOSED, _Status.AT_MEETING))
    rows = list(open_rows.filter(ref__in=amendments).order_by("pk"))
    if not rows:
        raise NotFoundError("Those amendments", "are none of them waiting for a meeting.", "Choose from the list.")
    meeting = meeting_of(school, body=body, on=on)
    for row in rows:
        if row.meeting is None or row.meeting.pk != meeting.pk or row.status != _Status.AT_MEETING:
            _move(row, _Status.AT_MEETING, actor=actor, meeting=meeting)
    return meeting


@transaction.atomic
def decide_amendment(school: School, amendment: str, *, agreed: bool, actor: Actor) -> None:
    """Record what the meeting said.

    Raises ``NotFoundError`` where it is on no meeting's paper, ``BadInputError`` before the meeting's day.
    """
    hold(school)
    waiting = Amendment.objects.for_school(school).filter(ref=amendment, status=_Status.AT_MEETING)
    row = waiting.select_related("meeting").first()
    if row is None or row.meeting is None:
        raise NotFoundError("That amendment", "is on no meeting’s paper.", "Take it to a meeting first.")
    if row.meeting.on > today(school):
        raise BadInputError(
            f"The meeting of {spelt(row.meeting.on)}", "has not been held yet.", "Say what it decided when it has."
        )
    _move(row, _Status.AGREED if agreed else _Status.DECLINED, actor=actor, meeting=row.meeting)


def carry(version: Version, *, actor: Actor) -> int:
    """Mark the amendments that a version put in force carries; how many. Called inside the adoption's transaction."""
    waiting = Amendment.objects.for_school(version.school).exclude(status__in=(_Status.CARRIED, _Status.DECLINED))
    rows = list(waiting.order_by("pk"))
    if not rows:
        return 0
    reading = serial.from_json(version.reading)
    found = [row for row in rows if carries(reading, now=row.now, proposed=row.proposed)]
    for row in found:
        row.carried_by = version
        _move(row, _Status.CARRIED, actor=actor, meeting=row.meeting)
    return len(found)


def meeting_of(school: School, *, body: str, on: date) -> Meeting:
    """The meeting of a body on a day, made if it is the first word of it. Called inside a transaction."""
    if body not in BODIES or body == "head":
        known = ", ".join(key for key in BODIES if key != "head")
        raise BadInputError("Who meets", f"is “{body}”, which is no body that meets.", f"Give one of: {known}.")
    found = Meeting.objects.for_school(school).filter(body=body, on=on).first()
    if found is None:
        found = Meeting(school=school, body=body, on=on, made_at=timezone.now())
        found.save()
    return found


def _move(row: Amendment, status: Amendment.Status, *, actor: Actor, meeting: Meeting | None) -> None:
    row.status, row.meeting = status, meeting
    row.save()
    details: dict[str, str | int | bool | None] = {
        "status": status.value,
        "meeting": meeting.ref if meeting else None,
        "version": row.carried_by.ref if row.carried_by else None,
    }
    chain = ledger.school_chain(row.school.ref)
    ledger.append(chain, kinds.AMENDMENT_MOVED, actor=actor, subject=row.ref, details=details)


def _check(now: str, proposed: str, why: str) -> None:
    if not now and not proposed:
        raise BadInputError("The amendment", "has no sentence in it.", "Write what the policy should say.")
    if now == proposed:
        raise BadInputError("The amendment", "says what the policy says already.", "Change the words, or leave it.")
    if not why:
        raise BadInputError("The amendment", "gives no reason.", "Say in a sentence why governors should agree.")
    for words, thing in ((now, "The sentence now"), (proposed, "The sentence proposed"), (why, "The reason")):
        if len(words) > MOST:
            raise BadInputError(thing, f"is longer than {MOST} letters.", "Put it more shortly.")
