"""A child with two homes: neither carer ever sees, by any page, what the other answered, or that they did."""

import re
from datetime import timedelta

import pytest

from schoolgate.agreements import actions, queries
from schoolgate.agreements.tests.families import ACTOR, LONG_AGO, as_self
from schoolgate.agreements.tests.some_family import Okoros
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

PAGES = ("", "about/home-school/", "about/photo-video/", "family/")


def seen(okoros: Okoros, code: str) -> list[str]:
    """Every page, less what is new on each by itself: the number that lets its own script run."""
    return [re.sub(r'nonce="[^"]*"', "", okoros.get(code, rest).text) for rest in PAGES]


@pytest.fixture
def okoros(school: School, amara: Person) -> Okoros:
    return Okoros(school, amara)


@pytest.fixture
def dele(school: School, okoros: Okoros) -> Person:
    """Ben's father, who lives elsewhere."""
    father = people.add_person(school, "Dele Okoro", actor=ACTOR)
    okoros.cares(father, okoros.children[0], "father", home=2)
    people.set_reach(father, "email", "dele@elsewhere.example", actor=ACTOR, valid_from=LONG_AGO)
    return father


def test_it_works(school: School, okoros: Okoros, dele: Person) -> None:
    """What his pages show is the same before the mother has signed and after."""
    code = okoros.link(dele).code
    before = seen(okoros, code)
    okoros.signs(okoros.link().code)
    assert seen(okoros, code) == before
    assert all("Nadia" not in page and "Ida" not in page for page in before)
    assert "dele@elsewhere" not in "".join(before)
    okoros.answers(code, yes=())
    okoros.post(code, "check/", name="Dele Okoro", sure="yes")
    ben = okoros.children[0]
    found = queries.photo_answer(school, ben.ref, "website", today(school))
    assert (found.yes, found.reason) == (False, "disagree")
    hers = queries.family_of(okoros.nadia, today(school)).signed
    assert {one.answers.get("website") for one in hers if one.answers} == {"granted"}, "she sees her own yes"
    assert "disagree" not in okoros.get(okoros.link().code, "family/").text


def test_paper_that_names_nobody_tells_the_other_home_nothing(school: School, okoros: Okoros, dele: Person) -> None:
    """It counts for Ida, who has one home, and for Ben it is asked of both."""
    ben, ida, _tom = okoros.children
    day = today(school)
    actions.note_held(school, "home-school", [ben, ida], on=day - timedelta(days=1), actor=ACTOR)
    ask = queries.family_of(okoros.nadia, day).ask("home-school")
    assert ask is not None
    assert [child.called for child in ask.of] == ["Ben", "Tom"]
    his = queries.family_of(dele, day).ask("home-school")
    assert his is not None
    assert "paper" not in okoros.get(okoros.link(dele).code, "family/").text


def test_what_protects_a_child_shows_nowhere(school: School, amara: Person, okoros: Okoros) -> None:
    code = okoros.link().code
    okoros.signs(code)
    before = seen(okoros, code)
    ben = okoros.children[0]
    people.set_flag(ben, "court-order", "Details.", actor=as_self(amara), valid_from=today(school))
    assert seen(okoros, code) == before
