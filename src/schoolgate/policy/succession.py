"""Which promise each sentence of a new version words: the one it worded before, surely or perhaps, or a new one.

Called by ``actions`` inside its transactions.
"""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils import timezone

from schoolgate.people.models import School
from schoolgate.policy.models import Promise, Version, Wording
from schoolgate.reading import lineage, serial
from schoolgate.reading.model import Reading

# Measured by reading.lineage on synthetic edits: at 0.9 and over, a match is taken; below, a person is asked.
SURE_MATCH: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Past:
    promise: Promise
    confidence: float

    @property
    def sure(self) -> bool:
        return self.confidence >= SURE_MATCH


def word_promises(version: Version, before: Version | None) -> None:
    """Give each promising clause of ``version`` its promise. Done for a version once."""
    if Wording.objects.for_school(version.school).filter(version=version).exists():
        return
    new = serial.from_json(version.reading)
    past = _past(before, new) if before else {}
    now = timezone.now()
    for clause in new.clauses:
        if not clause.promises:
            continue
        older = past.get(clause.ref)
        if older is not None and older.sure:
            promise = older.promise
        else:
            promise = Promise(school=version.school, made_at=now)
            promise.save()
        Wording(
            school=version.school,
            promise=promise,
            version=version,
            clause=clause.ref,
            confidence=older.confidence if older else 1.0,
            offered=older.promise if older and not older.sure else None,
            recorded_at=now,
        ).save()


def open_offers(school: School) -> models.QuerySet[Wording]:
    """Wordings for which a person has not yet said whether they are the older promise they were offered as."""
    rows: models.QuerySet[Wording] = Wording.objects.for_school(school)
    return rows.filter(offered__isnull=False, superseded_at__isnull=True)


def settle(asked: Wording, *, same: bool) -> Promise:
    """Supersede a wording whose offer was answered with one that holds the answer; returns the promise it words."""
    now = timezone.now()
    Wording.objects.for_school(asked.school).filter(pk=asked.pk).update(superseded_at=now)
    promise: Promise = asked.offered if same and asked.offered is not None else asked.promise
    Wording(
        school=asked.school,
        promise=promise,
        version=asked.version,
        clause=asked.clause,
        confidence=1.0,
        recorded_at=now,
    ).save()
    return promise


def _past(before: Version, new: Reading) -> dict[str, _Past]:
    """By new clause ref, the older promise it words or may word; each older promise goes to its best match only."""
    old = serial.from_json(before.reading)
    rows = Wording.objects.for_school(before.school).filter(version=before, superseded_at__isnull=True)
    worded = {row.clause: row.promise for row in rows.select_related("promise")}
    taken: set[int] = set()
    found: dict[str, _Past] = {}
    for old_ref, new_ref, confidence in sorted(lineage.match(old, new), key=lambda one: (-one[2], one[0], one[1])):
        promise = worded.get(old_ref)
        if promise is None or promise.pk in taken or new_ref in found:
            continue
        taken.add(promise.pk)
        found[new_ref] = _Past(promise, confidence)
    return found
