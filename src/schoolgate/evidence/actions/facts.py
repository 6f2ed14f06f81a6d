"""Put what is so in the store, and end it."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from schoolgate.evidence import kinds
from schoolgate.evidence.events import FactPut
from schoolgate.evidence.models import Fact
from schoolgate.evidence.shapes import fact_name, fingerprint, to_json
from schoolgate.frame.actor import Actor
from schoolgate.frame.bitemporal import hold, put, withdraw
from schoolgate.frame.outbox import publish
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger import actions as ledger
from schoolgate.ledger.kinds import Kind
from schoolgate.people.models import School

type Details = dict[str, str | int | bool | None]
_MOST: Final = {"subject": 80, "source": 120}


@transaction.atomic
def put_fact(
    school: School,
    key: str,
    value: object,
    *,
    actor: Actor,
    true_from: date,
    true_to: date | None = None,
    collected_at: datetime | None = None,
    subject: str = "",
    source: str = "",
    at: datetime | None = None,
) -> None:
    """Record that a fact is so from ``true_from`` until the day before ``true_to`` (none: no end known).

    ``key`` and the shape of ``value`` are those of ``vocabulary.facts``; ``subject`` is the ref it is about, empty for
    the whole school (for a fact ``promise.*`` the promise's ref). ``collected_at`` is when it was seen and ``at`` when
    we were told, both now if left out. Said twice, it is recorded once. The school is judged again by the clock.
    Raises ``BadInputError`` for no such fact, a value of another shape, and dates in the wrong order.
    """
    kept = to_json(key, value)
    _check(key, subject, source, true_from, true_to)
    hold(school)
    now = timezone.now()
    received = at or now
    before = Fact.objects.for_school(school).as_of(true_from).filter(key=key, subject=subject).first()
    if before is not None and _same(before, kept, true_to, source, collected_at):
        return
    row = Fact(school=school, key=key, subject=subject, value=kept, source=source, recorded_at=received)
    row.collected_at, row.valid_from, row.valid_to = collected_at or received, true_from, true_to
    put(row)
    details: Details = {
        "value": fingerprint(kept),
        "collected_at": row.collected_at.isoformat(),
        "source": source or None,
    }
    _tell(row, kinds.FACT_PUT, details, actor, now, at)


@transaction.atomic
def end_fact(
    school: School,
    key: str,
    *,
    actor: Actor,
    true_from: date,
    true_to: date | None = None,
    subject: str = "",
    at: datetime | None = None,
) -> None:
    """Record that a fact is not known of the days from ``true_from`` until the day before ``true_to`` (none: no end).

    What it was before stays. Where nothing was known of those days, nothing is recorded.
    """
    fact_name(key)
    _check(key, subject, "", true_from, true_to)
    hold(school)
    now = timezone.now()
    rows = Fact.objects.for_school(school).known().filter(key=key, subject=subject).overlapping(true_from, true_to)
    if not rows.exists():
        return
    row = Fact(school=school, key=key, subject=subject, valid_from=true_from, valid_to=true_to)
    named = {"key": key, "subject": subject}
    withdraw(Fact, school, named, valid_from=true_from, valid_to=true_to, at=at or now)
    _tell(row, kinds.FACT_ENDED, {}, actor, now, at)


def _tell(row: Fact, kind: Kind, more: Details, actor: Actor, now: datetime, at: datetime | None) -> None:
    publish(FactPut(row.school.ref, row.key, row.subject, now.isoformat()), school_ref=row.school.ref)
    details: Details = {
        "fact": row.key,
        "true_from": row.valid_from.isoformat(),
        "true_to": row.valid_to.isoformat() if row.valid_to else None,
    }
    subject = row.subject or row.school.ref
    ledger.append(
        ledger.school_chain(row.school.ref), kind, actor=actor, subject=subject, details=details | more, at=at
    )


def _same(before: Fact, kept: object, true_to: date | None, source: str, collected_at: datetime | None) -> bool:
    """Whether it said so already, of those days to their end, seen at the same time (or nobody says when)."""
    seen = collected_at in (None, before.collected_at)
    return seen and (before.value, before.source, before.valid_to) == (kept, source, true_to)


def _check(key: str, subject: str, source: str, true_from: date, true_to: date | None) -> None:
    if true_to is not None and true_to <= true_from:
        raise BadInputError(f"the fact {key!r}", f"{true_to} is not after {true_from}.", "Give an end after its start.")
    for name, words in (("subject", subject), ("source", source)):
        if len(words) > _MOST[name]:
            raise BadInputError(f"the fact {key!r}", f"its {name} is over {_MOST[name]} letters.", "Give a key or ref.")
    if key.startswith("promise.") != subject.startswith("promise_"):
        cause = "it is about one promise, and says which by its ref" if key.startswith("promise.") else "it is not"
        raise BadInputError(
            f"the fact {key!r}", f"{cause}.", "Give the promise's ref as the subject of promise.* only."
        )
