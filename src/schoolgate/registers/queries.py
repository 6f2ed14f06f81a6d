"""Readers of the registers: what there is on a day, worst or oldest first, in plain frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from schoolgate.frame.scoped import scope
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.months import add_months
from schoolgate.people.models import Person, School
from schoolgate.people.queries import calendar, names
from schoolgate.registers.models import Agency, AgencyCheck, Contact, HorizonItem, Risk
from schoolgate.vocabulary.roles import ROLES, post

SCORE_HOLDS_MONTHS: Final = 12  # a score nobody looked at for a year says nothing of today
HIGH: Final = 15  # likelihood times impact, from which on it is told as high
MIDDLE: Final = 8


@dataclass(frozen=True, slots=True)
class RiskKnown:
    """``score`` is likelihood times impact, 1 to 25. ``way`` is how much it went up since the look before."""

    ref: str
    words: str
    mitigation: str
    owner: str
    owner_name: str
    likelihood: int
    impact: int
    scored_on: date
    review_on: date
    opened_on: date
    promises: tuple[str, ...]  # refs
    late: bool
    way: int

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> str:
        return "high" if self.score >= HIGH else "middle" if self.score >= MIDDLE else "low"

    @property
    def mitigated(self) -> bool:
        return bool(self.promises or self.mitigation)


@dataclass(frozen=True, slots=True)
class AgencyKnown:
    """``state`` is "right" (checked this term), "due" (last term) or "old" (longer ago, or never)."""

    ref: str
    kind: str
    kind_words: str
    name: str
    telephone: str
    email: str
    hours: str
    checked_on: date | None
    checked_by: str
    state: str


@dataclass(frozen=True, slots=True)
class ContactKnown:
    ref: str
    kind_words: str
    agency_name: str
    at: datetime
    about: str
    words: str
    by_name: str


@dataclass(frozen=True, slots=True)
class ItemKnown:
    ref: str
    week: date
    nothing: bool
    source: str
    words: str
    read_on: date
    by_name: str
    passed: tuple[str, ...]  # roles, in words


def risks(school: School, *, on: date) -> tuple[RiskKnown, ...]:
    """Those that are open on ``on``, highest score first."""
    rows = Risk.objects.for_school(school).filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)
    rows = rows.select_related("owner").prefetch_related("scores", "promises__promise")
    with scope(school):
        found = [_risk(row, on) for row in rows]
    return tuple(sorted(found, key=lambda risk: (-risk.score, risk.review_on)))


def risk(school: School, ref: str, *, on: date) -> RiskKnown | None:
    return next((known for known in risks(school, on=on) if known.ref == ref), None)


def _risk(row: Risk, on: date) -> RiskKnown:
    scores = sorted(row.scores.all(), key=lambda score: (score.on, score.pk))
    scores = [score for score in scores if score.on <= on] or scores[:1]
    last, before = scores[-1], scores[-2] if len(scores) > 1 else scores[-1]
    return RiskKnown(
        ref=row.ref,
        words=row.words,
        mitigation=row.mitigation,
        owner=row.owner.ref if row.owner else "",
        owner_name=row.owner.name if row.owner else "",
        likelihood=last.likelihood,
        impact=last.impact,
        scored_on=last.on,
        review_on=row.review_on,
        opened_on=row.opened_on,
        promises=tuple(joined.promise.ref for joined in row.promises.all()),
        late=row.review_on < on or add_months(last.on, SCORE_HOLDS_MONTHS) < on,
        way=last.likelihood * last.impact - before.likelihood * before.impact,
    )


def agencies(school: School, *, on: date) -> tuple[AgencyKnown, ...]:
    """Those on the list on ``on``: what is out of date first, then by kind and name."""
    rows = Agency.objects.for_school(school).filter(Q(ended_on=None) | Q(ended_on__gt=on), added_on__lte=on)
    with scope(school):
        kept = [(row, _last_check(row, on)) for row in rows.prefetch_related("checks")]
    told = names(school, {check.by for _, check in kept if check is not None})
    this, last = term_starts(calendar(school), on)
    order, found = ("old", "due", "right"), []
    for row, check in kept:
        checked = check.on if check else None
        state = "old" if checked is None or checked < last else "due" if checked < this else "right"
        words = str(Agency.Kind(row.kind).label)
        by = told.get(check.by, "") if check else ""
        found.append(
            AgencyKnown(row.ref, row.kind, words, row.name, row.telephone, row.email, row.hours, checked, by, state)
        )
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.kind_words, one.name.casefold())))


def _last_check(row: Agency, on: date) -> AgencyCheck | None:
    done = [check for check in row.checks.all() if check.on <= on]
    return max(done, key=lambda check: (check.on, check.pk), default=None)


def term_starts(school_calendar: SchoolCalendar, on: date) -> tuple[date, date]:
    """The first day of the term that ``on`` is in (in the holidays: of the one before), and of the one before that."""
    year = school_calendar.academic_year(on)
    terms = {term.starts for near in (year - 1, year, year + 1) for term in school_calendar.terms_of(near)}
    begun = sorted(start for start in terms if start <= on)
    if len(begun) < 2:  # a calendar with one long term
        return (begun[-1] if begun else on), on - timedelta(days=120)
    return begun[-1], begun[-2]


def contacts(school: School, *, at_most: int = 100) -> tuple[ContactKnown, ...]:
    """The latest first."""
    rows = Contact.objects.for_school(school).select_related("agency", "by").order_by("-at", "-pk")[:at_most]
    return tuple(
        ContactKnown(
            row.ref,
            str(Agency.Kind(row.kind).label),
            row.agency.name if row.agency else "",
            row.at,
            row.about,
            row.words,
            row.by.name if row.by else "",
        )
        for row in rows
    )


def horizon(school: School, *, since: date) -> tuple[ItemKnown, ...]:
    """What was read from ``since`` on, the latest first."""
    rows = HorizonItem.objects.for_school(school).filter(read_on__gte=since).prefetch_related("passed")
    with scope(school):
        listed = list(rows.order_by("-read_on", "-pk"))
    told = names(school, {row.by for row in listed})
    return tuple(
        ItemKnown(
            row.ref,
            row.week,
            row.nothing,
            row.source,
            row.words,
            row.read_on,
            told.get(row.by, ""),
            tuple(sorted(ROLES.get(to.role) or post(to.role) for to in row.passed.all())),
        )
        for row in listed
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def owners(school: School) -> list[Person]:
    """Who may look after a risk: everybody who has not left, for the page's list."""
    return list(Person.objects.for_school(school).filter(left_on=None))
