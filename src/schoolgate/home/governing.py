"""What a governor is shown: how the policy stood at the end of each half-term, what was done in time, what to ask."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import ngettext

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PromiseStanding
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.kernel.small_counts import share, told
from schoolgate.kernel.standings import Standing
from schoolgate.people import queries as people
from schoolgate.people.models import School
from schoolgate.vocabulary.areas import AREAS

MOST_QUESTIONS: Final = 8

# Our own words, by area: what a governor may ask. The school's answer is how its promises there stand.
QUESTIONS: Final[dict[str, str]] = {
    "policy-review": "When did we last read this policy through, and what made us change it?",
    "web-filtering": "How do we know the filter works for every group of children, today?",
    "monitoring": "Who looks at alerts, how soon, and what happens when school is closed?",
    "filter-change": "Who may open a site, and who checks that somebody else agreed?",
    "incident-log": "Is what goes wrong online written down, and what did we learn from it?",
    "escalation-external": "Would two people here know whom to call tonight?",
    "allegation-staff": "Does everybody know what to do if a worry is about a member of staff?",
    "training-staff": "Who has not had this year’s training, and by when will they?",
    "training-governors": "Have all of us had ours?",
    "curriculum": "What do children learn about this at each age, and how do we know it stays?",
    "photo-consent": "How does whoever takes a picture know which child may be in it?",
    "access-rights": "On the day somebody leaves, what is closed, and who checks?",
    "patching": "How many devices are behind with their updates, and why?",
    "backup": "When did we last restore something to see that the backup works?",
    "passwords": "How are the passwords that open everything looked after?",
    "personal-data-transfer": "When personal data leaves the school, how is it protected?",
    "parent-communication": "What have families told us about their children online?",
    "governor-reporting": "What were we told last term, and what did we do about it?",
}


@dataclass(frozen=True, slots=True)
class HalfTerm:
    """One column: its name, and how many promises stood how at its end; None where nothing was recorded yet."""

    words: str
    last: date
    counts: dict[Standing, int] | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask, with the school's own answer: how many of its promises there stand how."""

    area: str
    words: str
    shown: tuple[str, ...]  # "2 kept", "1 needs putting right"


def half_terms(school: School, on: date) -> tuple[HalfTerm, ...]:
    """The half-terms of this academic year that have begun; the last of them as it stands today."""
    found = []
    for number, term in enumerate(people.calendar(school).terms_of(academic_year_of(on))):
        halves = [("", term.starts, term.ends)]
        if term.half_term:
            after = term.half_term.ends + timedelta(days=1)
            halves = [(" 1", term.starts, term.half_term.starts - timedelta(days=1)), (" 2", after, term.ends)]
        for half, first, last in halves:
            if first <= on:
                day = min(last, on)
                name = f"{(term.name or f'Term {number + 1}').removesuffix(' term').capitalize()}{half}"
                stood = evidence.stood(school, on=day)
                found.append(HalfTerm(name, day, dict(Counter(stood)) if stood else None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Theme:
    """What was due in one area this year: done in time, late or not at all. None is a number too small to tell."""

    words: str
    in_time: int | None
    late: int | None
    due: int | None
    share: int | None


def themes(school: School, promises: Iterable[PromiseStanding], on: date) -> tuple[Theme, ...]:
    """Jobs due this academic year by area of the promise they serve, with whether they were done in time."""
    area_of = {one.promise.ref: one.promise.clause.areas[0] for one in promises if one.promise.clause.areas}
    counted: dict[str, Counter[bool]] = {}
    since = date(academic_year_of(on), 9, 1)
    for refs, in_time in evidence.settled(school, since=since, until=on):
        for area in sorted({area_of[ref] for ref in refs if ref in area_of}):
            counted.setdefault(area, Counter())[in_time] += 1
    order = sorted(counted)
    table = told([(counted[area][True], counted[area][False]) for area in order])
    return tuple(
        Theme(AREAS.get(area, area), cells[0], cells[1], row, share(counted[area]))
        for area, cells, row in zip(order, table.cells, table.rows, strict=True)
    )


def questions(promises: Iterable[PromiseStanding]) -> tuple[Question, ...]:
    """What to ask first: the areas with most that needs putting right or that nobody can answer."""
    by_area: dict[str, Counter[Standing]] = {}
    for one in promises:
        for area in one.promise.clause.areas[:1]:
            by_area.setdefault(area, Counter())[one.standing] += 1
    order = sorted(
        (area for area in by_area if area in QUESTIONS),
        key=lambda area: (-by_area[area][Standing.BROKEN], -by_area[area][Standing.NOT_KNOWN], area),
    )
    return tuple(
        Question(
            AREAS.get(area, area),
            QUESTIONS[area],
            tuple(_shown(standing, by_area[area][standing]) for standing in Standing if by_area[area][standing]),
        )
        for area in order[:MOST_QUESTIONS]
    )


def _shown(standing: Standing, n: int) -> str:
    match standing:
        case Standing.KEPT:
            words = ngettext("%(n)s kept", "%(n)s kept", n)
        case Standing.DECLARED:
            words = ngettext("%(n)s confirmed", "%(n)s confirmed", n)
        case Standing.NOT_KNOWN:
            words = ngettext("%(n)s with no evidence yet", "%(n)s with no evidence yet", n)
        case Standing.BROKEN:
            words = ngettext("%(n)s that needs putting right", "%(n)s that need putting right", n)
        case _:
            words = ngettext("%(n)s that doesn’t apply here", "%(n)s that don’t apply here", n)
    return words % {"n": n}
