"""The sites that were checked for lessons, by lesson, with who found them suitable and what has changed since."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from schoolgate.filtering.models import CheckedSite, SiteCheck, SiteRequest
from schoolgate.filtering.queries.asking import level_words
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import Group, Person, School

SHOWN_AFTER: Final = timedelta(days=14)  # a check that is over stays on the page for so long


@dataclass(frozen=True, slots=True)
class Site:
    """``mark`` is one of open, closed, never, unread, suitable, waiting, changed, ended: what the page shows by it."""

    ref: str
    address: str
    host: str
    title: str
    mark: str
    because: str
    trouble: str
    suitable_by: str
    suitable_at: datetime | None
    changes: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``over``: its time is over. ``unmarked`` are those that one press would find suitable: what nobody could
    look at is not among them, and is pressed by itself by whoever looked."""

    ref: str
    lesson: str
    whom: str
    by: str
    made_at: datetime
    until: datetime
    over: bool
    mine: bool
    sites: tuple[Site, ...]

    @property
    def unmarked(self) -> tuple[Site, ...]:
        return tuple(site for site in self.sites if site.mark in ("open", "closed") and not site.trouble)

    @property
    def last(self) -> datetime:
        """A moment of the last day: the end is that day's midnight."""
        return self.until - timedelta(minutes=1)


def checks(school: School, now: datetime, *, of: Person | None = None) -> list[Checked]:
    """The checks of lessons, the newest first: of one person, or everybody's."""
    rows = SiteCheck.objects.for_school(school).filter(until__gt=now - SHOWN_AFTER).select_related("by")
    if of is not None:
        rows = rows.filter(by=of)
    called = dict(Group.objects.for_school(school).values_list("ref", "name"))
    words = level_words(school)
    answers = dict(SiteRequest.objects.for_school(school).values_list("ref", "state"))
    lines: dict[int, list[Site]] = {}
    for row in (
        CheckedSite.objects.for_school(school).filter(check_of__in=rows).select_related("suitable_by").order_by("pk")
    ):
        lines.setdefault(row.check_of_id, []).append(_site(row, answers))
    return [
        Checked(
            row.ref,
            row.lesson,
            called.get(row.group, "") or words.get(row.level, row.level),
            row.by.name,
            row.made_at,
            row.until,
            row.until <= now,
            of is not None,
            tuple(lines.get(row.pk, ())),
        )
        for row in rows.order_by("-made_at")
    ]


def whom(school: School, here: Person, day: Any, *, all_classes: bool) -> list[tuple[str, str]]:
    """For whom a lesson can be: one's own classes first (or all, for those who see all), then each level."""
    mine = classes(school, day, taught_by=None if all_classes else here)
    return [(one.ref, one.name) for one in mine] + [
        (f"level:{key}", words[:1].upper() + words[1:]) for key, words in level_words(school).items()
    ]


def _site(row: CheckedSite, answers: dict[str, str]) -> Site:
    by = row.suitable_by.name if row.suitable_by else ""
    return Site(
        row.ref,
        row.address,
        row.final_host,
        row.title,
        _mark(row, answers),
        row.because,
        row.trouble,
        by,
        row.suitable_at,
        row.changes,
    )


def _mark(row: CheckedSite, answers: dict[str, str]) -> str:
    if row.state in ("changed", "ended"):
        return str(row.state)
    if row.state == "suitable":
        return {"open": "waiting", "no": "refused", "lapsed": "refused"}.get(answers.get(row.asked, ""), "suitable")
    if not row.final_host:
        return "unread"
    known = CATEGORIES.get(row.category)
    if row.closed and (not row.askable or (known is not None and known.locked)):
        return "never"
    return "closed" if row.closed else "open"
