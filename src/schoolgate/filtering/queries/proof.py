"""How the filter stands by its tests: each place and level with its last proof, and what nobody has tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from schoolgate.estate.models import Place
from schoolgate.filtering.models import FilterTest, FilterTestResult, FilterTestRun
from schoolgate.filtering.probing.judging import BAD, GOOD, UNCLEAR, Verdict
from schoolgate.filtering.probing.known import NAMES, TRIED
from schoolgate.filtering.probing.saying import VERDICTS, sentence
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.freshness import stale_after
from schoolgate.kernel.clocks.rules import Hours
from schoolgate.people.models import School
from schoolgate.people.queries import calendar

PROVEN, WRONG, CANNOT_TELL, OUT_OF_DATE, NEVER, UNTESTED = (
    "proven", "wrong", "cannot-tell", "out-of-date", "never", "untested",
)  # fmt: skip
# The gravest first: what a cell of several tests is shown as.
STATES: Final = (WRONG, CANNOT_TELL, OUT_OF_DATE, NEVER, UNTESTED, PROVEN)


@dataclass(frozen=True, slots=True)
class Proof:
    """One test and its last run. ``state`` is one of ``STATES``; ``until`` is the last day the run speaks for."""

    ref: str
    place: str  # its name; empty for the whole school
    place_ref: str
    device: str
    level: str
    group_ref: str
    way: str
    through: str
    state: str
    last: datetime | None
    until: date | None
    good: int
    bad: int
    unclear: int
    run: str
    intercepted: str


@dataclass(frozen=True, slots=True)
class Found:
    """One result in words. ``state`` is ``good``, ``bad`` or ``unclear``."""

    key: str
    name: str
    address: str
    purpose: str
    category: str
    state: str
    words: str
    sentence: str
    intercepted: str


def proofs(school: School, at: datetime | None = None) -> list[Proof]:
    """Every test that is run, each with how it stands at a moment, now if left out."""
    now, days = at or timezone.now(), calendar(school)
    rows = FilterTest.objects.for_school(school).filter(made_at__lte=now).select_related("place", "group")
    live = [row for row in rows.order_by("pk") if row.ended_on is None or row.ended_on > days.local_day(now)]
    last = last_runs(school, live, now)
    opened = _intercepted(school, last.values())
    return [_proof(row, last.get(row.pk), days, now, opened) for row in live]


def last_runs(school: School, tests: Iterable[FilterTest], at: datetime) -> dict[int, FilterTestRun]:
    """The last run of each test that had ended by a moment and was known then, by the test's key."""
    runs = FilterTestRun.objects.for_school(school)
    known = runs.filter(plan=OuterRef("pk"), ended_at__lte=at, received_at__lte=at).order_by("-ended_at", "-pk")
    asked = FilterTest.objects.for_school(school).filter(pk__in=[one.pk for one in tests])
    last = asked.annotate(last=Subquery(known.values("pk")[:1])).values_list("last", flat=True)
    return {row.plan_id: row for row in runs.filter(pk__in=[pk for pk in last if pk is not None])}


def worst(states: Iterable[str]) -> str:
    """How several tests stand together: as the gravest of them; without any, untested."""
    found = set(states)
    return next((state for state in STATES if state in found), UNTESTED)


def is_late(row: FilterTest, last: FilterTestRun | None, days: SchoolCalendar, now: datetime) -> bool:
    """Whether it should have been heard from by now, by the school's own days."""
    return stale_after(last.ended_at if last else row.made_at, Hours(row.every_hours), days).is_past(now)


def found_by(run: FilterTestRun) -> list[Found]:
    """What a run found: what is wrong first, then what could not be told, each in the plan's order."""
    rows = FilterTestResult.objects.for_school(run.school).filter(run=run).order_by("pk")
    order = {"bad": 0, "unclear": 1, "good": 2}
    return sorted((_found(row) for row in rows), key=lambda one: order[one.state])


def runs_of(row: FilterTest, at_most: int = 20) -> list[FilterTestRun]:
    return list(FilterTestRun.objects.for_school(row.school).filter(plan=row).order_by("-ended_at", "-pk")[:at_most])


def places_there_are(school: School) -> list[Place]:
    rows = Place.objects.for_school(school).filter(ended_on=None).select_related("within")
    return sorted(rows, key=lambda one: (list(Place.Kind.values).index(one.kind), one.name.casefold()))


def state_of(verdict: str) -> str:
    return "good" if verdict in GOOD else "bad" if verdict in BAD else "unclear"


def _proof(
    row: FilterTest, last: FilterTestRun | None, days: SchoolCalendar, now: datetime, opened: dict[int, str]
) -> Proof:
    if last is None:
        state = NEVER
    elif is_late(row, last, days, now):
        state = OUT_OF_DATE
    else:
        state = {"good": PROVEN, "bad": WRONG}.get(last.judged, CANNOT_TELL)
    return Proof(
        ref=row.ref, place=row.place.name if row.place else "", place_ref=row.place.ref if row.place else "",
        device=row.device, level=row.level, group_ref=row.group.ref if row.group else "", way=row.way,
        through=row.through, state=state, last=last.ended_at if last else None,
        until=stale_after(last.ended_at, Hours(row.every_hours), days).day if last else None,
        good=last.good if last else 0, bad=last.bad if last else 0, unclear=last.unclear if last else 0,
        run=last.ref if last else "", intercepted=opened.get(last.pk, "") if last else "",
    )  # fmt: skip


def _intercepted(school: School, runs: Iterable[FilterTestRun]) -> dict[int, str]:
    rows = FilterTestResult.objects.for_school(school).filter(run__in=[one.pk for one in runs]).exclude(intercepted="")
    return dict(rows.values_list("run_id", "intercepted"))


def _name(row: FilterTestResult) -> str:
    """What was tried, in words: whose page it is, what a stand-in stands for, or which way round."""
    if row.key in NAMES:
        return NAMES[row.key]
    words = CATEGORIES[row.category].words if row.category in CATEGORIES else TRIED.get(row.category, row.category)
    return words[:1].upper() + words[1:]


def _found(row: FilterTestResult) -> Found:
    verdict = Verdict(row.verdict, row.reason)
    return Found(
        row.key,
        _name(row),
        row.address,
        row.purpose,
        row.category,
        state_of(row.verdict),
        VERDICTS.get(row.verdict, VERDICTS[UNCLEAR]),
        sentence(verdict),
        row.intercepted,
    )
