"""Rows around an alert, copied and locked for a case, before the log forgets them."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from schoolgate.frame.actor import Actor
from schoolgate.ledger.actions import Label, append, school_chain
from schoolgate.monitoring import kinds
from schoolgate.monitoring.models import Alert, FrozenRows
from schoolgate.monitoring.queries.around import rows_between
from schoolgate.people.models import School

AROUND: Final = timedelta(minutes=15)
# Of what is against the law nothing is kept by which it could be found again: the police ask the school's provider.
_WITHOUT: Final = ("terms", "path", "host", "site")


@transaction.atomic
def freeze(school: School, alert: Alert, *, why: str, actor: Actor, only_hits: bool = False) -> FrozenRows | None:
    """Keep the rows of the same device or person from a quarter of an hour before to one after, locked; with
    ``only_hits``, those within the alert alone and without their addresses. None where there is no row; asked again
    for the same case it is the same copy."""
    known: FrozenRows | None = FrozenRows.objects.for_school(school).filter(alert=alert.ref, why=why).first()
    if known is not None:
        return known
    margin = timedelta(0) if only_hits else AROUND
    since, until = alert.first_at - margin, alert.last_at + margin + timedelta(microseconds=1)
    found = rows_between(school, since, until, device=alert.device, person=alert.person, mend=True)
    if only_hits:
        found = [{name: value for name, value in row.items() if name not in _WITHOUT} for row in found]
    if not found:
        return None
    rows = [_plain(row) for row in found]
    data = json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()
    kept = FrozenRows(
        school=school, alert=alert.ref, at=timezone.now(), by=actor.ref, why=why, since=since, until=until
    )
    kept.rows, kept.count, kept.digest = rows, len(rows), hashlib.sha256(data).hexdigest()
    kept.save()
    append(
        school_chain(school.ref),
        kinds.FROZEN,
        actor=actor,
        subject=alert.ref,
        details={"rows": kept.count, "digest": kept.digest, "why": why},
        label=Label.SAFEGUARDING,
    )
    return kept


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
