"""Erasing what was noticed of a person: alerts that no case rests on, and the words of looks at them.

What a case rests on stays with it: the alert, what was decided, and the rows that were kept. That somebody looked stays
as well, for it is how a look can be asked about; why they did, in words, goes.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from schoolgate.activity.pseudonyms import Pseudonyms
from schoolgate.frame.erasing import OfOne
from schoolgate.monitoring.models import ActivityLook, Alert, FrozenRows, SecondAgreement
from schoolgate.people.models import Person, School


def alerts_of(school: School, refs: Sequence[str]) -> tuple["QuerySet[Any]", "QuerySet[Any]"]:
    """The alerts of some persons, by ref: those that may go, and those on which a case rests."""
    names = Pseudonyms.of(school)
    theirs = Alert.objects.for_school(school).filter(person__in=[names.of_ref(ref) for ref in refs if ref])
    cases = FrozenRows.objects.for_school(school).values("alert")
    on_a_case = Q(ref__in=cases) | Q(decisions__outcome__in=("concern", "incident"))
    kept = theirs.filter(on_a_case).values("pk")
    return theirs.exclude(pk__in=kept), theirs.filter(pk__in=kept)


def count_alerts(school: School, ref: str) -> OfOne:
    goes, stays = alerts_of(school, [ref])
    return OfOne(goes.count(), stays.count())


def erase_alerts(school: School, refs: Sequence[str]) -> int:
    """In the transaction of whoever erases. How many alerts went, their decisions with them."""
    goes, _ = alerts_of(school, refs)
    pks = list(goes.values_list("pk", flat=True))
    Alert.objects.for_school(school).filter(pk__in=pks).delete()
    return len(pks)


def _with_words(school: School, ref: str) -> list[tuple[Any, list[str], "QuerySet[Any]"]]:
    about = Person.objects.for_school(school).filter(ref=ref)
    looks = ActivityLook.objects.for_school(school).filter(subject__in=about)
    seconds = SecondAgreement.objects.for_school(school).filter(subject__in=about)
    return [(ActivityLook, ["words", "answer"], looks), (SecondAgreement, ["words"], seconds)]


def count_words(school: School, ref: str) -> OfOne:
    """Looks at them whose reasons still have words; one that the chair has still to look into keeps them."""
    goes = stays = 0
    for model, fields, rows in _with_words(school, ref):
        for row in rows:
            waits = model is ActivityLook and row.emergency and row.answered_at is None
            has = any(getattr(row, name) for name in fields)
            goes, stays = goes + (has and not waits), stays + (has and waits)
    return OfOne(goes, stays)


def erase_words(school: School, ref: str) -> int:
    """In the transaction of whoever erases. How many reasons lost their words."""
    done = 0
    for model, fields, rows in _with_words(school, ref):
        for row in rows:
            waits = model is ActivityLook and row.emergency and row.answered_at is None
            if waits or not any(getattr(row, name) for name in fields):
                continue
            for name in fields:
                setattr(row, name, "")
            row.save(update_fields=fields)
            done += 1
    return done
