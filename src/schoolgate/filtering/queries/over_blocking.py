"""How often what should be open was blocked, when it was tried: what governors are told."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.filtering.models import FilterTestResult
from schoolgate.filtering.probing.judging import OPEN, UNCLEAR, WRONGLY_BLOCKED
from schoolgate.filtering.probing.known import SUBJECTS
from schoolgate.filtering.probing.plans import FAIR
from schoolgate.people.models import School

_COUNTED: Final = (*SUBJECTS, "own")


@dataclass(frozen=True, slots=True)
class OverBlocking:
    """Pages that should be open, tried over some days: each page at each place counts once, by its last try.

    ``of == blocked + opened + unclear``. ``rate`` is the share blocked of those that could be told, from 0 to 1; None
    where none could, which is no evidence and not a nought. ``subjects``: of each subject (``support``, ``health`` ...,
    ``own``) how many were blocked, and of how many that could be told. Stand-ins do not count: no child needs them.
    """

    since: date
    until: date
    of: int
    blocked: int
    opened: int
    unclear: int
    subjects: tuple[tuple[str, int, int], ...]

    @property
    def told(self) -> int:
        return self.blocked + self.opened

    @property
    def rate(self) -> float | None:
        return self.blocked / self.told if self.told else None


def over_blocking(school: School, since: date, until: date) -> OverBlocking:
    """Of the days ``since`` to ``until``, both counted, on the school's own clock."""
    zone = ZoneInfo(school.time_zone)
    begin = datetime.combine(since, time(), zone)
    end = datetime.combine(until + timedelta(days=1), time(), zone)
    rows = FilterTestResult.objects.for_school(school).filter(
        purpose=FAIR, category__in=_COUNTED, run__ended_at__gte=begin, run__ended_at__lt=end
    )
    last = {}
    for row in rows.order_by("run__ended_at", "id").values_list("run__plan_id", "key", "way", "category", "verdict"):
        last[row[:3]] = row[3:]
    verdicts = Counter(verdict for _, verdict in last.values())
    told, blocked = Counter[str](), Counter[str]()
    for subject, verdict in last.values():
        told[subject] += verdict != UNCLEAR
        blocked[subject] += verdict == WRONGLY_BLOCKED
    by_subject = tuple((each, blocked[each], told[each]) for each in sorted(told))
    return OverBlocking(
        since, until, len(last), verdicts[WRONGLY_BLOCKED], verdicts[OPEN], verdicts[UNCLEAR], by_subject
    )
