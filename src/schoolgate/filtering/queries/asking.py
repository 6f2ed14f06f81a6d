"""Sites that were asked for: those that wait, who may answer them and until when, and how long answers take."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from schoolgate.filtering.agreed.deciders import worth_offering
from schoolgate.filtering.models import SiteAsker, SiteRequest
from schoolgate.filtering.queries.agreed import setting_in_force
from schoolgate.filtering.queries.deciders import Deciding
from schoolgate.frame.blind import blind
from schoolgate.gates.web.categories import CATEGORIES
from schoolgate.gates.web.levels import SHIPPED
from schoolgate.gates.web.scopes import Scope
from schoolgate.gates.web.sites import Site
from schoolgate.people.access import Visit
from schoolgate.people.models import Group, School
from schoolgate.people.queries import calendar, names

LOOKED_BACK: Final = timedelta(days=90)
ENOUGH: Final = 3  # answers, before one says how long they take


@dataclass(frozen=True, slots=True)
class Span:
    """One button: its key, and the moment it ends (None: until it is taken back)."""

    key: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A site that waits for an answer. ``level`` and ``words`` (of the list) are as pages say them, ``classes`` are
    named; ``spans`` is what whoever looks may answer with."""

    ref: str
    host: str
    level: str
    words: str
    classes: tuple[str, ...]
    everyone: bool
    askers: int
    asked_at: datetime
    minutes: int
    whys: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One that was answered. ``by`` is a name; ``open_now`` where it was opened and its time is not over."""

    ref: str
    host: str
    level: str
    state: str
    by: str
    answered_at: datetime | None
    until: datetime | None
    open_now: bool
    askers: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How long answers took lately: the middle one in minutes, of how many, and how many nobody answered."""

    minutes: int
    answers: int
    lapsed: int


def digest(school: School, host: str, level: str) -> str:
    """What finds a request again."""
    return blind(f"{school.ref}\x1f{host}\x1f{level}", "filtering.siterequest.digest")


def waiting(here: Visit, deciding: Deciding, now: datetime) -> list[Waiting]:
    """What waits for an answer that this visitor may give, longest first."""
    rows = list(SiteRequest.objects.for_school(here.school).filter(state="open").order_by("asked_at"))
    called = dict(Group.objects.for_school(here.school).values_list("ref", "name")) if rows else {}
    days, words = calendar(here.school), level_words(here.school)
    found = []
    for row in rows:
        may = may_answer(here, row, deciding)
        if not may:
            continue
        known = CATEGORIES.get(row.category)
        found.append(
            Waiting(
                row.ref,
                row.host,
                words.get(row.level, row.level),
                known.words if known else "",
                tuple(sorted(called.get(ref, "") for ref in row.groups if ref in called)),
                row.everyone,
                row.askers,
                row.asked_at,
                _minutes(now - row.asked_at),
                whys(row),
                tuple(Span(key, ends) for key, ends in worth_offering(may, now, days)),
            )
        )
    return found


def may_answer(here: Visit, row: SiteRequest, deciding: Deciding) -> tuple[str, ...]:
    """For how long this visitor may open it; nothing where they may not."""
    return deciding.spans(here.person, here.roles, Site(row.host), scope_of(row), {row.category})


def scope_of(row: SiteRequest) -> Scope:
    """For whom it is opened: the classes it was asked from, at their level; the whole level where no class is known."""
    groups = frozenset() if row.everyone else frozenset(row.groups)
    return Scope(levels=frozenset({row.level}), groups=groups)


def answered(here: Visit, deciding: Deciding, now: datetime, at_most: int = 20) -> list[Answered]:
    """What was answered lately, newest first, of what this visitor might have answered."""
    rows = SiteRequest.objects.for_school(here.school).exclude(state="open").order_by("-answered_at")[:at_most]
    mine = [row for row in rows if may_answer(here, row, deciding)]
    called = names(here.school, {row.answered_by for row in mine})
    return [
        Answered(
            row.ref,
            row.host,
            row.level,
            row.state,
            called.get(row.answered_by, ""),
            row.answered_at,
            row.until,
            is_open(row, now),
            row.askers,
        )
        for row in mine
    ]


def is_open(row: SiteRequest, now: datetime) -> bool:
    """Whether it was opened and its time is not over."""
    return bool(row.state == SiteRequest.State.YES and (row.until is None or row.until > now))


def refused_today(row: SiteRequest, now: datetime) -> bool:
    """Whether the answer was no, on the day it is at the school."""
    zone = ZoneInfo(row.school.time_zone)
    answered = row.answered_at if row.state == SiteRequest.State.NO else None
    return answered is not None and answered.astimezone(zone).date() == now.astimezone(zone).date()


def latest(school: School, host: str, level: str) -> SiteRequest | None:
    """The newest request for a site at a level, whoever asked."""
    rows = SiteRequest.objects.for_school(school).filter(digest=digest(school, host, level))
    found: SiteRequest | None = rows.order_by("-asked_at").first()
    return found


def pace(school: School, now: datetime) -> Pace | None:
    """How long answers took in the last ninety days; None where too few were given to say."""
    rows = SiteRequest.objects.for_school(school).filter(asked_at__gte=now - LOOKED_BACK)
    took = [
        _minutes(done - asked)
        for state, asked, done in rows.exclude(state="open").values_list("state", "asked_at", "answered_at")
        if state != "lapsed" and done
    ]
    if len(took) < ENOUGH:
        return None
    return Pace(max(1, round(median(took))), len(took), rows.filter(state="lapsed").count())


def _minutes(took: timedelta) -> int:
    return max(0, round(took.total_seconds() / 60))


def level_words(school: School) -> dict[str, str]:
    """What the levels in force are called, by their keys."""
    found = setting_in_force(school)
    return {level.key: level.words for level in (found.setting.levels if found is not None else SHIPPED)}


def whys(row: SiteRequest) -> tuple[str, ...]:
    """What those who asked said it is for, in order."""
    rows = SiteAsker.objects.for_school(row.school).filter(request=row).order_by("at")
    return tuple(dict.fromkeys(one.why for one in rows if one.why))


def asked_from(row: SiteRequest, by: str) -> bool:
    """Whether it was asked from this device already."""
    return bool(SiteAsker.objects.for_school(row.school).filter(request=row, by=by).exists())


def hosts_asked_for(school: School) -> tuple[str, ...]:
    """Every host that somebody asked for in the last year, each once and in order."""
    return tuple(sorted({row.host for row in SiteRequest.objects.for_school(school)}))
