"""Every look, for those who read who looked. Whoever was looked at is a number here, and names are covered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.errors import NotFoundError
from schoolgate.monitoring.actions.seconding import able
from schoolgate.monitoring.covering import Cover
from schoolgate.monitoring.models import ActivityLook, SecondAgreement
from schoolgate.monitoring.permissions.reports import REASONS, REPORTS
from schoolgate.monitoring.queries.permissions import roles_of_subject
from schoolgate.people.access import today
from schoolgate.people.models import Person, School
from schoolgate.people.queries import names
from schoolgate.vocabulary.roles import POSTS

MOST: Final = 200
RULES: Final[dict[str, str]] = {
    "no-grant": "There was no permission to look",
    "needs-chair": "The chair had not agreed",
    "needs-head": "The headteacher had not agreed",
    "own-case": "It was about whoever asked",
    "another-school": "There was no such person here",
    "not-for-role": "It was for none of their roles",
    "no-reason": "No reason was given",
    "wrong-report": "It was the wrong report for that person",
}


@dataclass(frozen=True, slots=True)
class LookTold:
    """``whom`` says "Pupil 3" or "An adult": the same number is the same child on the page, and no name."""

    ref: str
    at: datetime
    viewer: str
    roles: str
    report: str
    whom: str
    why: str
    words: str
    since: datetime | None
    until: datetime | None
    allowed: bool
    refused: str
    emergency: bool
    by_alert: bool
    two: bool
    answered_by: str
    answered_at: datetime | None
    right: bool | None
    answer: str


@dataclass(frozen=True, slots=True)
class Looked:
    """``made``, ``refused`` and ``emergencies`` count this year; ``waiting`` are emergencies nobody looked into."""

    rows: tuple[LookTold, ...]
    made: int
    refused: int
    emergencies: int
    waiting: int


def looked(school: School, *, which: str = "all") -> Looked:
    """The looks of this academic year, the latest 200 first. ``which``: all, emergency or refused."""
    year = ActivityLook.objects.for_school(school).filter(at__date__gte=f"{academic_year_of(today(school))}-09-01")
    chosen = {"emergency": year.filter(emergency=True), "refused": year.filter(allowed=False)}.get(which, year)
    emergencies = year.filter(emergency=True)
    return Looked(
        _told(school, chosen.select_related("viewer", "subject").order_by("-at")[:MOST]),
        year.filter(allowed=True).count(),
        year.filter(allowed=False).count(),
        emergencies.count(),
        emergencies.filter(answered_at=None).count(),
    )


def one_look(school: School, ref: str) -> LookTold:
    """Raises ``NotFoundError``."""
    rows = ActivityLook.objects.for_school(school).filter(ref=ref).select_related("viewer", "subject")
    if not rows:
        raise NotFoundError("the look", "there is none such.", "Look at the list.")
    return _told(school, rows)[0]


@dataclass(frozen=True, slots=True)
class SecondTold:
    """One look that waits for a second person, or was answered; of a class or a device where it is ``several``.
    ``mine`` to answer."""

    ref: str
    viewer: str
    adult: bool
    several: bool
    why: str
    words: str
    asked_at: datetime
    state: str
    until: datetime | None
    mine: bool


def _is_of_adult(row: SecondAgreement) -> bool:
    if row.report != "alerts" or row.subject is None:
        return bool(row.report == "adult")
    return "pupils" not in roles_of_subject(row.subject, today(row.school))


def seconds(school: School, *, viewer: Person) -> tuple[list[SecondTold], list[SecondTold]]:
    """Those that wait and that the viewer is asked or asked for; and those answered in the last quarter of a year."""
    since = timezone.now() - timedelta(days=90)
    rows = SecondAgreement.objects.for_school(school).filter(asked_at__gt=since)
    cover = Cover.of(school)
    told = []
    for row in rows.select_related("viewer", "subject", "school").order_by("-asked_at"):
        mine = viewer.ref in able(row)
        if mine or row.viewer == viewer or row.by == viewer.ref:
            waits = row.state == SecondAgreement.State.WAITING
            told.append(
                SecondTold(
                    row.ref,
                    row.viewer.name,
                    _is_of_adult(row),
                    bool(row.about),
                    REASONS.get(row.why, ""),
                    cover.covered(row.words).words,
                    row.asked_at,
                    row.state,
                    row.until,
                    mine and waits,
                )
            )
    return [one for one in told if one.state == "waiting"], [one for one in told if one.state != "waiting"]


def _told(school: School, rows: Iterable[ActivityLook]) -> tuple[LookTold, ...]:
    some = list(rows)
    cover = Cover.of(school)
    numbers = _numbers(school)
    answered = names(school, {row.answered_by for row in some if row.answered_by})
    return tuple(
        LookTold(
            row.ref,
            row.at,
            row.viewer.name,
            ", ".join(POSTS.get(role, role) for role in row.roles.split()),
            REPORTS[row.report].words,
            _whom(row, numbers),
            REASONS.get(row.why, ""),
            cover.covered(row.words).words,
            row.since,
            row.until,
            row.allowed,
            RULES.get(row.rule, row.rule) if not row.allowed else "",
            row.emergency,
            bool(row.alert),
            bool(row.second),
            answered.get(row.answered_by, ""),
            row.answered_at,
            row.right,
            cover.covered(row.answer).words,
        )
        for row in some
    )


def _numbers(school: School) -> dict[int, int]:
    """By the key of whoever was looked at, a number in the order in which they first were."""
    rows = ActivityLook.objects.for_school(school).exclude(subject=None).order_by("pk")
    return {key: n for n, key in enumerate(dict.fromkeys(rows.values_list("subject", flat=True)), 1)}


def _whom(row: ActivityLook, numbers: dict[int, int]) -> str:
    if row.subject is None:
        return "A shared device or class" if row.about else "Nobody"
    return f"{'Adult' if row.adult else 'Pupil'} {numbers[row.subject.pk]}"
