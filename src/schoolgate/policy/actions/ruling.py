"""What to go by where two sentences of the policy cannot both be kept, and the change that would end it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.clocks.months import spelt
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger import actions as ledger
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.policy import kinds
from schoolgate.policy.actions.amending import propose_amendment
from schoolgate.policy.meetings import BOTH
from schoolgate.policy.models import Ruling


@dataclass(frozen=True, slots=True)
class Change:
    """Other words for one of the two sentences, for governors: ``proposed`` empty takes the sentence out."""

    clause: str
    now: str
    proposed: str


@transaction.atomic
def rule(
    school: School,
    clause: str,
    other: str,
    *,
    words: str,
    actor: Actor,
    actor_name: str,
    holds: str = BOTH,
    on: date | None = None,
    change: Change | None = None,
) -> str:
    """Keep which of two sentences holds, or that both do, and why; returns the ruling's ref. Neither is changed.

    ``change`` is proposed to governors in the same transaction, with ``words`` as its reason. Raises ``BadInputError``.
    """
    words, day = words.strip(), on or today(school)
    _check(school, clause, other, holds=holds, words=words, day=day)
    hold(school)
    one, two = sorted((clause, other))
    last = Ruling.objects.for_school(school).filter(clause=one, other_clause=two).order_by("ruled_at", "pk").last()
    if change is None and last is not None and (last.holds, last.ruled_on, last.words) == (holds, day, words):
        return str(last.ref)  # a second press
    row = Ruling(school=school, clause=one, other_clause=two, holds=holds, ruled_on=day, words=words)
    row.by, row.by_name, row.ruled_at = actor.ref, actor_name, timezone.now()
    row.save()
    proposed = _propose(school, change, words, actor, actor_name) if change else None
    details: dict[str, str | int | bool | None] = {
        "clause": one,
        "other": two,
        "holds": holds,
        "ruled_on": day.isoformat(),
        "amendment": proposed,
    }
    ledger.append(ledger.school_chain(school.ref), kinds.RULED, actor=actor, subject=row.ref, details=details)
    return row.ref


def _propose(school: School, change: Change, why: str, actor: Actor, actor_name: str) -> str:
    return propose_amendment(
        school,
        clause=change.clause,
        now=change.now,
        proposed=change.proposed,
        why=why,
        source="ruling",
        actor=actor,
        actor_name=actor_name,
    )


def _check(school: School, clause: str, other: str, *, holds: str, words: str, day: date) -> None:
    if not words:
        raise BadInputError("What to go by", "is empty.", "Say in a sentence which of the two staff follow, and when.")
    if clause == other or holds not in (clause, other, BOTH):
        raise BadInputError("Which sentence holds", "is not one of the two.", "Choose one of them, or both.")
    if day > today(school):
        raise BadInputError(f"The decision of {spelt(day)}", "has not been made yet.", "Give the day when it was.")
