"""What is told to pupils, parents and governors of looking: the settings, and counts from which nobody is got."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.activity.queries import sources
from schoolgate.activity.queries.held import held
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.small_counts import SMALL
from schoolgate.monitoring.models import ActivityLook, ViewGrant
from schoolgate.monitoring.permissions.reports import REPORTS
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.vocabulary.roles import ROLES

_FEW: Final = "fewer than five"


@dataclass(frozen=True, slots=True)
class ToldOf:
    """``logs`` whether anything is logged; ``grants`` are the reports with the roles that may look at each."""

    logs: bool
    days: int
    years: int
    grants: tuple[tuple[str, tuple[str, ...]], ...]
    since: date
    looks: str
    emergencies: str


def told_of(school: School) -> ToldOf:
    """As it is today; looks since the academic year began."""
    day = today(school)
    since = date(academic_year_of(day), 9, 1)
    rows = ViewGrant.objects.for_school(school).filter(state="agreed", starts__lte=day, until__gte=day)
    by_report: dict[str, set[str]] = {}
    for report, role in rows.values_list("report", "role"):
        by_report.setdefault(report, set()).add(ROLES[role])
    looks = ActivityLook.objects.for_school(school).filter(allowed=True, at__date__gte=since)
    kept = held(school)
    return ToldOf(
        logs=bool(sources(school)),
        days=kept.days,
        years=kept.years,
        grants=tuple((REPORTS[one].words, tuple(sorted(by_report[one]))) for one in REPORTS if one in by_report),
        since=since,
        looks=_count(looks.count()),
        emergencies=_count(looks.filter(emergency=True).count()),
    )


def _count(n: int) -> str:
    return _FEW if n in SMALL else f"{n:,}" if n else "none"
