"""A person looks at a slip: whose it is, what it says, or that it does not count; and takes the last of it back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import check_office
from schoolgate.agreements.models import Slip, SlipScan, SlipSeen
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.models import Person
from schoolgate.slips import codes
from schoolgate.slips.answers import Answer

State = SlipSeen.State
_OPEN = (State.LOOK, State.UNREAD)


@transaction.atomic
def identify(seen: SlipSeen, *, code: str = "", child: Person | None = None, actor: Actor) -> SlipSeen:
    """Say whose slip it is, by the number printed on it or by the child; of a child the latest slip that was printed.

    What was read of its boxes stays where it asks the same; else every answer is asked for.
    """
    check_office(seen.school, actor)
    row = _open(seen)
    slips = Slip.objects.for_school(seen.school).select_related("run")
    if code:
        number = codes.typed(code)
        slip = slips.filter(code=number).first() if number else None
        if slip is None:
            cause = "no slip of this school has that number." if number else "it is mistyped."
            raise BadInputError("the number", cause, "Look at the twelve letters and digits under the square code.")
    else:
        slip = slips.filter(child=child).order_by("-pk").first()
        if slip is None:
            raise BadInputError("the child", "no slip was printed for them.", "Print one, or choose another child.")
    if row.slip is not None and row.slip != slip:
        row.answers, row.signed = {}, False  # ticks that were read belong to whoever was named before
    row.slip, row.state = slip, State.LOOK
    row.doubts = [one for one in row.doubts if one not in {"no-code", "unknown"}]
    row.save()
    return row


@transaction.atomic
def decide(seen: SlipSeen, agreements: Sequence[str], places: Sequence[str], *, signed: bool, actor: Actor) -> SlipSeen:
    """What the slip says, as a person sees it. It is noted with the others that were looked at, and can be undone.

    Raises ``BadInputError`` for a slip of nobody, one that is not signed, and answers that do not fit its boxes.
    """
    check_office(seen.school, actor)
    row = _open(seen)
    if row.slip is None:
        raise BadInputError("the slip", "whose it is has not been said.", "Type its number, or choose the child.")
    if not signed:
        raise BadInputError("the slip", "it is not signed, so it does not count.", "Set it aside, and send it back.")
    _check(agreements, len(row.slip.run.asked), {Answer.AGREED, Answer.NONE})
    _check(places, len(row.slip.run.places), {Answer.GRANTED, Answer.REFUSED, Answer.NONE})
    row.answers, row.signed = {"agreements": list(agreements), "places": list(places)}, True
    return _decided(row, State.DECIDED, actor)


@transaction.atomic
def set_aside(seen: SlipSeen, *, actor: Actor) -> SlipSeen:
    """It does not count: no slip, an old one, not signed, or the same again."""
    check_office(seen.school, actor)
    return _decided(_open(seen), State.ASIDE, actor)


@transaction.atomic
def undo_last(scan: SlipScan, *, actor: Actor) -> SlipSeen | None:
    """Take back the latest decision of a scan that is not noted yet; None where there is none."""
    check_office(scan.school, actor)
    rows = SlipSeen.objects.for_school(scan.school).select_for_update().filter(scan=scan)
    row: SlipSeen | None = rows.filter(state__in=(State.DECIDED, State.ASIDE)).order_by("-decided_at").first()
    if row is not None:
        row.state = State.LOOK if row.slip else State.UNREAD
        row.decided_by, row.decided_at = "", None
        row.save()
        append(school_chain(scan.school.ref), kinds.SLIP_UNDONE, actor=actor, subject=row.ref, details={})
    return row


def _decided(row: SlipSeen, state: str, actor: Actor) -> SlipSeen:
    row.state, row.decided_by, row.decided_at = state, actor.ref, timezone.now()
    row.save()
    said = {"decided": str(state), "child": row.slip.child.ref if row.slip else None}
    append(school_chain(row.school.ref), kinds.SLIP_DECIDED, actor=actor, subject=row.ref, details=said)
    return row


def _open(seen: SlipSeen) -> SlipSeen:
    rows = SlipSeen.objects.for_school(seen.school).select_for_update().filter(pk=seen.pk, state__in=_OPEN)
    row: SlipSeen | None = rows.first()
    if row is None:
        raise BadInputError("the slip", "it was looked at meanwhile.", "Go on with the next.")
    return row


def _check(said: Sequence[str], boxes: int, known: set[Answer]) -> None:
    if len(said) != boxes or not set(said) <= {str(one) for one in known}:
        raise BadInputError("the answers", "one is missing, or not among those asked.", "Answer each of them.")
