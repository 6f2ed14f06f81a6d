"""Reckon again how every promise stood over years: the same bytes every time, whatever the machine or the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.db import transaction

from schoolgate.controls.contract import Control
from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence import kinds, queries, reckoning
from schoolgate.evidence.intervals import Interval
from schoolgate.frame.actor import Actor
from schoolgate.kernel.digests import canonical_json, sha256
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger import actions as ledger
from schoolgate.people.models import School

MOST_DAYS: Final = 40 * 366


@dataclass(frozen=True, slots=True)
class Recomputed:
    """``document`` is canonical JSON, and ``digest`` its SHA-256 as the permanent record has it."""

    document: bytes
    digest: str
    days: int
    promises: int
    intervals: int


@transaction.atomic
def recompute(
    school: School,
    *,
    first: date,
    last: date,
    actor: Actor,
    known_at: datetime | None = None,
    controls: Iterable[Control] = CONTROLS,
) -> Recomputed:
    """How each promise stood on every day from ``first`` to ``last``, by the checks there are now, from what is known
    at ``known_at`` (now if left out). No finding is changed; that it was done is recorded, with the digest.

    The document is ``{school, first, last, known_at, checks, promises: [{promise, intervals: [{first, last, standing,
    stale, because, by, until, policy, calendar}]}]}``, promises by ref, days and moments as ISO 8601 (moments in UTC).
    Raises ``BadInputError`` for days in the wrong order, or over forty years of them.
    """
    days = (last - first).days + 1
    if not 1 <= days <= MOST_DAYS:
        cause = "ends before it begins." if days < 1 else "is over forty years."
        raise BadInputError(f"The time from {first} to {last}", cause, "Give other days.")
    asked = tuple(controls)
    found = reckoning.intervals(school, first, last, known_at=known_at, controls=asked)
    checks = queries.checks_version(asked)
    document = canonical_json(
        {
            "school": school.ref,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "known_at": known_at.astimezone(UTC).isoformat() if known_at else None,
            "checks": checks,
            "promises": [
                {"promise": ref, "intervals": [_plain(one) for one in intervals]} for ref, intervals in found.items()
            ],
        }
    )
    digest, count = sha256(document).hex(), sum(map(len, found.values()))
    details = {"first": first.isoformat(), "last": last.isoformat(), "checks": checks, "digest": digest}
    chain = ledger.school_chain(school.ref)
    ledger.append(chain, kinds.RECOMPUTED, actor=actor, subject=school.ref, details=details)
    return Recomputed(document, digest, days, len(found), count)


def _plain(interval: Interval) -> dict[str, object]:
    said = interval.said
    return {
        "first": interval.first.isoformat(),
        "last": interval.last.isoformat() if interval.last else None,
        "standing": said.standing.value,
        "stale": said.stale,
        "because": said.because,
        "by": said.by,
        "until": said.until.isoformat() if said.until else None,
        "policy": said.policy_version,
        "calendar": said.calendar_version,
    }
