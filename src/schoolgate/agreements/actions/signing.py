"""Reading, the check, and the name under it; and names that are on paper."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core import signing
from django.db import transaction
from django.utils import timezone

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.reminding import ask_to_sign
from schoolgate.agreements.actions.telling import tell_facts
from schoolgate.agreements.check import CheckQuestion, least_seconds, marked, own, questions
from schoolgate.agreements.models import Signature, Sitting, Wording
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.kernel.refs import new_ref
from schoolgate.ledger.actions import append, append_batch, school_chain
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.policy.promises import PolicyInForce

_SALT: Final = "agreements.check"

type _Details = dict[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a try: signed, or why not. ``seconds``: how long the page was open; ``least``: what it takes."""

    signature: Signature | None
    quick: bool
    wrong: tuple[CheckQuestion, ...]
    unnamed: bool
    seconds: int
    least: int


@dataclass(frozen=True, slots=True)
class Opened:
    """When the page was opened, and the seed of its questions: carried by the page itself, signed by us."""

    at: datetime
    seed: str


def opened(person: Person, policy: PolicyInForce, *, at: datetime) -> str:
    """The token of a page that was opened by ``person`` at a moment."""
    held = {"at": at.isoformat(), "seed": new_ref("chk"), "person": person.ref, "version": policy.version}
    return signing.dumps(held, salt=_SALT)


def when_opened(token: str, person: Person, policy: PolicyInForce) -> Opened:
    """Raises ``BadInputError`` for a token that is not ours, somebody else's, or of another version of the policy."""
    try:
        held = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise BadInputError("the page", "it was not opened here.", "Open it again and read it.") from None
    if held["person"] != person.ref or held["version"] != policy.version:
        raise BadInputError("the page", "the policy has changed since you opened it.", "Read it again.")
    return Opened(datetime.fromisoformat(held["at"]), held["seed"])


@transaction.atomic
def sit(
    person: Person,
    policy: PolicyInForce,
    roles: Collection[str],
    *,
    token: str,
    given: Mapping[str, str],
    name: str,
    actor: Actor,
    at: datetime | None = None,
) -> Outcome:
    """Mark a try at the check, and sign where all is right, the page was open long enough and the name is theirs.

    Every try is kept with its seconds. Raises ``DeniedError`` unless the person themselves acts, signed in.
    """
    if not actor.signs or actor.ref != person.ref:
        raise DeniedError(
            "The signature",
            "is given only by the person themselves, signed in.",
            "Ask them to sign in, or let the office tick off their paper.",
        )
    school, now = person.school, at or timezone.now()
    page = when_opened(token, person, policy)
    asked = questions(policy, roles, page.seed)
    wrong = marked(asked, given)
    seconds, least = max(int((now - page.at).total_seconds()), 0), least_seconds(own(policy, roles))
    quick, unnamed = seconds < least, _folded(name) != _folded(person.name)
    hold(school)
    wording = ask_to_sign(school, policy, actor=actor)
    row = Sitting(school=school, wording=wording, person=person, at=now, seconds=seconds, quick=quick)
    row.asked, row.right = len(asked), len(asked) - len(wrong)
    row.save()
    signature = None
    if not (quick or wrong or unnamed):
        signature = _sign(wording, person, name, seconds, actor)
    return Outcome(signature, quick, wrong, unnamed, seconds, least)


@transaction.atomic
def tick_paper(
    school: School, policy: PolicyInForce, persons: Sequence[Person], *, on: date, actor: Actor
) -> tuple[Signature, ...]:
    """The office has these persons' names on paper, signed ``on`` a day. Who has signed already is left as they are."""
    if on > today(school):
        raise BadInputError("the day", "it is still to come.", "Give the day that is on the paper.")
    if on < policy.adoption.ratified_on:
        raise BadInputError("the day", "this version is younger than that.", "Give the day that is on the paper.")
    hold(school)
    wording = ask_to_sign(school, policy, actor=actor)
    known = set(Signature.objects.for_school(school).filter(wording=wording).values_list("person_id", flat=True))
    rows = []
    for person in dict.fromkeys(persons):
        if person.pk not in known:
            row = Signature(school=school, wording=wording, person=person, way=Signature.Way.PAPER, on=on)
            row.recorded_by, row.recorded_at = actor.ref, timezone.now()
            row.save()
            rows.append(row)
    if rows:
        tell_facts(school, actor=actor)
        details: _Details = {"version": policy.version, "on": on.isoformat(), "people": len(rows)}
        items = [{"person": row.person.ref} for row in rows]
        chain = school_chain(school.ref)
        append_batch(chain, kinds.PAPER, actor=actor, subject=wording.ref, details=details, items=items)
    return tuple(rows)


def _sign(wording: Wording, person: Person, name: str, seconds: int, actor: Actor) -> Signature:
    school = person.school
    before: Signature | None = Signature.objects.for_school(school).filter(wording=wording, person=person).first()
    if before is not None:
        return before
    row = Signature(school=school, wording=wording, person=person, way=Signature.Way.PAGE, typed_name=name.strip())
    row.on, row.recorded_by, row.recorded_at = today(school), actor.ref, timezone.now()
    row.save()
    tries = Sitting.objects.for_school(school).filter(wording=wording, person=person).count()
    tell_facts(school, actor=actor)
    version = wording.version.ref if wording.version else ""
    details: _Details = {"version": version, "seconds": seconds, "tries": tries}
    append(school_chain(school.ref), kinds.SIGNED, actor=actor, subject=row.ref, details=details)
    return row


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").split()).casefold()
