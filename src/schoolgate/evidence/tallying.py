"""A school's promises counted, for whoever looks at many schools. Pure, but for writing the row."""

from collections import Counter
from datetime import date, datetime
from typing import Final

from django.db.models import Max

from schoolgate.evidence.judging import PolicyStanding
from schoolgate.evidence.models import Fact, Tally
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School
from schoolgate.policy import queries as policies

# The order in which a subject's numbers are kept.
ORDER: Final = tuple(Standing)
NO_SUBJECT: Final = ""
# What the rooms above count, and our own backup, the clock tells anew by itself: that is no word from the school.
_TOLD_BY_THE_CLOCK: Final = ("agreements", "backup", "door", "registers", "training")


def tally(school: School, found: PolicyStanding | None, on: date) -> None:
    """Write the school's numbers of a day in the place of older ones; for whoever records findings, who holds it."""
    row = Tally.objects.for_school(school).first() or Tally(school=school, on=on)
    if row.pk and row.on > on:
        return  # a past day was judged again: the numbers are of the latest
    row.on, row.in_force = on, found is not None
    counts = Counter(one.standing for one in found.promises) if found else Counter()
    row.kept, row.declared = counts[Standing.KEPT], counts[Standing.DECLARED]
    row.not_known, row.to_mend = counts[Standing.NOT_KNOWN], counts[Standing.BROKEN]
    row.not_applicable = counts[Standing.NOT_APPLICABLE]
    row.stale = sum(one.finding.stale and not one.answered for one in found.promises) if found else 0
    row.subjects = by_subject(found) if found else {}
    row.broken = [one.promise.ref for one in found.promises if one.standing is Standing.BROKEN] if found else []
    row.review_due = policies.review_due(school, on, policy=found.policy).day if found else None
    row.heard_at = _heard(school)
    row.save()


def by_subject(found: PolicyStanding) -> dict[str, list[int]]:
    """How many promises stand how, by the subject each is most about; those about none under an empty key."""
    counts: dict[str, list[int]] = {}
    for one in found.promises:
        topics = one.promise.clause.topics
        numbers = counts.setdefault(topics[0].key if topics else NO_SUBJECT, [0] * len(ORDER))
        numbers[ORDER.index(one.standing)] += 1
    return counts


def _heard(school: School) -> datetime | None:
    """When somebody last answered, or a file last came."""
    told = Fact.objects.for_school(school).exclude(source__in=_TOLD_BY_THE_CLOCK)
    latest: datetime | None = told.aggregate(at=Max("recorded_at"))["at"]
    return latest
