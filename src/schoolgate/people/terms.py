"""The school's year as people plan by it: its terms, given or assumed, and when one ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from schoolgate.frame.actor import Actor
from schoolgate.kernel.clocks.terms import Term, academic_year_of
from schoolgate.people import actions, queries
from schoolgate.people.models import School
from schoolgate.people.term_lines import Said


@dataclass(frozen=True, slots=True)
class Year:
    """One academic year from 1 September. ``assumed`` are its terms that nobody at the school has given."""

    begins: int
    terms: tuple[tuple[Term, bool], ...]
    days: tuple[queries.CalendarRow, ...]

    @property
    def name(self) -> str:
        return f"{self.begins} to {self.begins + 1}"

    @property
    def assumed(self) -> bool:
        return all(assumed for _, assumed in self.terms)


def year(school: School, begins: int) -> Year:
    """Terms with whether each is assumed, and the training days and closures that are given."""
    calendar = queries.calendar(school)
    period = calendar.year_period(begins)
    rows = [row for row in queries.calendar_rows(school) if row.kind in ("inset", "closure")]
    return Year(
        begins,
        tuple((term, term not in calendar.terms) for term in calendar.terms_of(begins)),
        tuple(row for row in rows if period.starts <= row.first <= period.ends),
    )


def end_of_term(school: School, on: date) -> tuple[date, bool]:
    """The last day of the term that ``on`` is in, or of the next, and whether it is assumed."""
    calendar = queries.calendar(school)
    for ahead in range(120):  # the longest holiday is far shorter
        term = calendar.term_on(on + timedelta(days=ahead))
        if term is not None and term.ends > on:
            return term.ends, term not in calendar.terms
    return on + timedelta(days=120), True


def as_given(school: School, said: Iterable[Said]) -> dict[int, list[Said]]:
    """By academic year, what the calendar is to be: what is given of a kind (terms, half-term holidays, training days,
    closures) replaces what was known of that kind that year, and the rest stays.
    """
    given: dict[int, list[Said]] = {}
    for one in said:
        given.setdefault(academic_year_of(one.last), []).append(one)
    for begins, new in given.items():
        kinds = {one.kind for one in new}
        new += [one for one in _known(school, begins) if one.kind not in kinds]
        new.sort()
    return given


def keep(school: School, said: Iterable[Said], *, actor: Actor) -> list[int]:
    """Keep the dates given; the academic years they lie in. Raises ``BadInputError`` for terms that overlap."""
    years = as_given(school, said)
    with transaction.atomic():
        for begins, periods in sorted(years.items()):
            touched = [*periods, *_known(school, begins)]
            actions.set_calendar(
                school,
                [actions.Period(one.kind, one.name, one.first, one.last) for one in periods],
                first=min(one.first for one in touched),
                last=max(one.last for one in touched),
                actor=actor,
            )
    return sorted(years)


def _known(school: School, begins: int) -> list[Said]:
    rows = queries.calendar_rows(school)
    return [Said(row.first, row.last, row.kind, row.name) for row in rows if academic_year_of(row.last) == begins]
