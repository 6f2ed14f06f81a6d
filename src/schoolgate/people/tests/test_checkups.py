"""What the look over an installation says of people."""

import pytest

from schoolgate.frame import doctor
from schoolgate.frame.actor import operator
from schoolgate.kernel.clocks.assumed import assumed_terms
from schoolgate.kernel.clocks.terms import academic_year_of
from schoolgate.people import actions, opening, terms
from schoolgate.people.access import today
from schoolgate.people.models import School
from schoolgate.people.term_lines import Said

ACTOR = operator("test")


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def found(key: str) -> list[str]:
    (checkup,) = [one for one in doctor.everything() if one.key == key]
    return [finding.cause for finding in checkup.run()]


def test_it_works(school: School) -> None:
    assert found("people.managed") == ["No head or administrator of it can sign in."]
    opening.add_administrator(school, "Amara Whitlock", "a@robinhill.example", "three plain words here", actor=ACTOR)
    assert found("people.managed") == []


def test_assumed_term_dates_are_told_until_the_school_gives_its_own(school: School) -> None:
    assert "are assumed" in found("people.term-dates")[0]
    year = assumed_terms(academic_year_of(today(school)))
    terms.keep(school, [Said(term.starts, term.ends, "term", term.name) for term in year], actor=ACTOR)
    assert found("people.term-dates") == []
