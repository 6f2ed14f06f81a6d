"""A paper of a term: its days are those of the school's own calendar, and it tells what was so in it."""

from datetime import date, timedelta

import pytest

from schoolgate.evidence.queries import standing
from schoolgate.kernel.errors import NotFoundError
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.actions import Period
from schoolgate.people.models import School
from schoolgate.reports import actions, queries
from schoolgate.reports.paper import Points, Section, Table
from schoolgate.reports.registry import REPORTS
from schoolgate.reports.standings import day as spelt
from schoolgate.reports.terms import TermTold, section, term_of
from schoolgate.reports.tests.conftest import ACTOR

BEGAN, ENDED, BEGINS, ENDS = (timedelta(days=days) for days in (-90, -20, -10, 30))


@pytest.fixture
def dates(school: School) -> list[date]:
    """A term that is over and one that runs: the first and last day of each."""
    found = [today(school) + away for away in (BEGAN, ENDED, BEGINS, ENDS)]
    terms = [Period("term", "Autumn term", *found[:2]), Period("term", "Spring term", *found[2:])]
    people.set_calendar(school, terms, first=found[0], last=found[3], actor=ACTOR)
    return found


def told(school: School, asked: str, key: str = "inspector") -> Section:
    term = term_of(school, asked)
    paper = queries.written(school, REPORTS.get(key), term.day, term=term)
    assert paper is not None
    assert paper.title.endswith(term.title)
    return paper.sections[0]


def test_it_works(in_force: School, dates: list[date]) -> None:
    section = told(in_force, "spring")
    words = str(section.blocks)
    assert section.heading == f"Spring term {dates[2].year}"
    assert "It is not over: this paper tells how it stood on" in words
    assert "Promises, at" not in words


@pytest.mark.parametrize("asked", ["Autumn term", "autumn", "AUTUMN-{year}", "autumn term {year}", " autumn  term "])
def test_it_is_called_by_its_name_with_its_year_or_without(school: School, dates: list[date], asked: str) -> None:
    term = term_of(school, asked.format(year=dates[0].year))
    assert (term.starts, term.ends, term.day, term.running) == (dates[0], dates[1], dates[1], False)


def test_one_that_runs_is_told_as_of_today(school: School, dates: list[date]) -> None:
    term = term_of(school, "spring")
    assert (term.day, term.running) == (today(school), True)


def test_of_several_of_one_name_the_last_that_began_is_meant(school: School, dates: list[date]) -> None:
    first, last = dates[0] - timedelta(days=400), dates[0] - timedelta(days=330)
    people.set_calendar(school, [Period("term", "Autumn term", first, last)], first=first, last=last, actor=ACTOR)
    assert term_of(school, "autumn").starts == dates[0]
    assert term_of(school, f"autumn {first.year}").starts == first


def test_one_that_is_not_there_is_refused_with_those_that_are(school: School, dates: list[date]) -> None:
    with pytest.raises(NotFoundError) as refused:
        term_of(school, "michaelmas")
    assert f"“Autumn term {dates[0].year}”, “Spring term {dates[2].year}”" in str(refused.value)


def test_one_to_come_is_not_told_of_yet(school: School, dates: list[date]) -> None:
    first, last = dates[3] + timedelta(days=10), dates[3] + timedelta(days=60)
    people.set_calendar(school, [Period("term", "Summer term", first, last)], first=first, last=last, actor=ACTOR)
    with pytest.raises(NotFoundError, match="no term of that name has begun"):
        term_of(school, "summer")


def test_without_term_dates_it_says_how_to_give_them(school: School) -> None:
    with pytest.raises(NotFoundError, match="schoolgate school calendar set FILE"):
        term_of(school, "autumn")


def test_it_counts_how_the_promises_stood_when_it_began_and_on_its_day(in_force: School, dates: list[date]) -> None:
    term = TermTold("Autumn term", today(in_force) - timedelta(days=9), today(in_force), today(in_force))
    found = standing(in_force, on=term.day)
    assert found is not None
    _, table, points = section(in_force, term, standings=True).blocks
    assert isinstance(table, Table)
    assert isinstance(points, Points)
    assert sum(int(last) for _, _, last in table.rows) == len(found.promises)
    assert {first for _, first, _ in table.rows} == {"—"}  # no policy was in force when it began
    assert points.items[0] == f"Version 1 of the policy came into force on {spelt(term.day)}."
    assert points.items[1:] == ("No job of the policy’s fell due.",)


def test_a_term_in_which_nothing_became_of_the_policy_says_so(in_force: School) -> None:
    term = TermTold("Autumn term", today(in_force), today(in_force) + ENDS, today(in_force))
    later = TermTold("Spring term", term.day + timedelta(days=1), term.ends, term.day + timedelta(days=2))
    words = str(section(in_force, later, standings=True).blocks)
    assert "The policy stayed as it was, and was not reviewed." in words
    assert "came into force" not in words


def test_a_paper_that_tells_of_no_promise_has_the_days_of_the_term_and_no_more(
    in_force: School, dates: list[date]
) -> None:
    assert len(told(in_force, "autumn", "processing").blocks) == 1


def test_the_paper_that_is_made_is_kept_as_of_the_terms_last_day(in_force: School, dates: list[date]) -> None:
    made = actions.make(
        in_force, REPORTS.get("processing"), term=term_of(in_force, "autumn"), actor=ACTOR, actor_name="Ada"
    )
    (known,) = queries.made(in_force)
    assert (known.ref, known.on) == (made.ref, dates[1])
