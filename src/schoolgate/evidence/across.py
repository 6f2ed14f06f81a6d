"""How many schools stand, in a fixed number of queries whatever their number, from what was found when each was last
judged. Numbers, days and refs: nothing here unlocks a name, a reason or a word that somebody wrote."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Min

from schoolgate.evidence.models import Job, PromiseFinding, Remedy, Tally
from schoolgate.evidence.tallying import ORDER
from schoolgate.frame.scoped import unscoped
from schoolgate.kernel.standings import Standing
from schoolgate.people.models import School

_WHY: Final = "a trust sees the numbers of its own schools, which are named in the query"


@dataclass(frozen=True, slots=True)
class Stood:
    """One school on a day. ``judged`` is the day the numbers are of, None where it never was; ``waiting`` are jobs
    past their day and ``oldest`` the day the first was due. ``mending`` gives, for a promise that needs putting right
    and of which somebody has said what is being done, the day it is to be done by.
    """

    school: str
    name: str
    judged: date | None = None
    in_force: bool = False
    counts: Mapping[Standing, int] = field(default_factory=dict)
    stale: int = 0
    subjects: Mapping[str, Sequence[int]] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    mending: Mapping[str, date] = field(default_factory=dict)
    review_due: date | None = None
    heard_at: datetime | None = None
    waiting: int = 0
    oldest: date | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def unanswered(self) -> int:
        """How many need putting right of which nobody has said what is being done."""
        return sum(ref not in self.mending for ref in self.broken)

    def late(self, on: date) -> int:
        """How many that need putting right should be right by now."""
        return sum(ref in self.mending and self.mending[ref] < on for ref in self.broken)

    def of_subject(self, subject: str, standing: Standing) -> int:
        numbers = self.subjects.get(subject)
        return numbers[ORDER.index(standing)] if numbers else 0


@dataclass(frozen=True, slots=True)
class Marked:
    """How one promise was found, and since which day. No reason."""

    standing: Standing
    stale: bool
    since: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """Jobs of one role that are past their day."""

    role: str
    jobs: int
    oldest: date


def across(schools: Sequence[School], on: date) -> list[Stood]:
    """How each of the schools stands, in their order. Three queries."""
    with unscoped(_WHY):
        tallies = {row.school_id: row for row in Tally.objects.filter(school__in=schools)}
        mending, late = _mending(schools), _late(schools, on)
    return [_stood(one, tallies.get(one.pk), mending.get(one.pk, {}), late.get(one.pk)) for one in schools]


def marked(school: School, on: date) -> dict[str, Marked]:
    """How each promise of a school was found for a day, by its ref. One query, which unlocks nothing."""
    rows = PromiseFinding.objects.for_school(school).as_of(on)
    told = rows.values_list("promise__ref", "standing", "stale", "valid_from")
    return {ref: Marked(Standing(standing), stale, since) for ref, standing, stale, since in told}


def waiting_by_role(school: School, on: date) -> tuple[Waiting, ...]:
    """A school's jobs past their day by whom they are asked of, most first. One query, which unlocks nothing."""
    rows = Job.objects.for_school(school).filter(state=Job.State.OPEN, due__lt=on).values("role")
    told = [Waiting(row["role"], row["n"], row["first"]) for row in rows.annotate(n=Count("pk"), first=Min("due"))]
    return tuple(sorted(told, key=lambda one: (-one.jobs, one.oldest, one.role)))


def _stood(one: School, row: Tally | None, mending: Mapping[str, date], late: tuple[int, date] | None) -> Stood:
    waiting, oldest = late or (0, None)
    if row is None:
        return Stood(one.ref, one.name, waiting=waiting, oldest=oldest)
    numbers = (row.kept, row.declared, row.not_known, row.to_mend, row.not_applicable)
    return Stood(
        school=one.ref,
        name=one.name,
        judged=row.on,
        in_force=row.in_force,
        counts=dict(zip(ORDER, numbers, strict=True)),
        stale=row.stale,
        subjects=row.subjects,
        broken=tuple(row.broken),
        mending=mending,
        review_due=row.review_due,
        heard_at=row.heard_at,
        waiting=waiting,
        oldest=oldest,
    )


def _mending(schools: Iterable[School]) -> dict[int, dict[str, date]]:
    """By school and promise, the latest word of when it will be right."""
    rows = Remedy.objects.filter(school__in=schools, replaced_at__isnull=True, done_on__isnull=True).order_by("pk")
    found: defaultdict[int, dict[str, date]] = defaultdict(dict)
    for school, promise, day in rows.values_list("school_id", "promise__ref", "by_when"):
        found[school][promise] = day
    return found


def _late(schools: Iterable[School], on: date) -> dict[int, tuple[int, date]]:
    rows = Job.objects.filter(school__in=schools, state=Job.State.OPEN, due__lt=on).values("school_id")
    return {row["school_id"]: (row["n"], row["first"]) for row in rows.annotate(n=Count("pk"), first=Min("due"))}
