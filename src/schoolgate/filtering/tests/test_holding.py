"""What was opened, closed or paused is kept while a hold lies on whoever decided it, or on whom it was for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schoolgate.caretaking import actions as caretaking
from schoolgate.filtering import actions
from schoolgate.filtering.models import FilterPause, SiteClosure, SiteOpening
from schoolgate.filtering.tests.conftest import ACTOR, LONG_AGO, Hires
from schoolgate.frame.actor import person as as_person
from schoolgate.gates.web.scopes import Scope
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

TABLES = (SiteOpening, SiteClosure, FilterPause)


@pytest.fixture
def child(hires: Hires) -> Person:
    return hires("Bilal Wren", "pupils")


@pytest.fixture
def scene(school: School, amara: Person, child: Person) -> School:
    """A site that the head opened for one child, one that she closed, and a pause for that child."""
    soon, theirs = timezone.now() + timedelta(seconds=1), Scope(persons=frozenset({child.ref}))
    by = as_person(amara.ref)
    actions.open_site(school, "a.example", theirs, soon + timedelta(hours=1), by=amara, why="A lesson.", actor=by)
    actions.close_at_once(school, "b.example", by=amara, why="A cruel film.", actor=by)
    actions.pause(school, soon, theirs, by=amara, why="Eyes on the board.", actor=by)
    return school


def left(school: School) -> list[int]:
    on = today(school) + timedelta(days=366 * 8)
    caretaking.erase_what_is_due(school, actor=ACTOR, on=on)
    return [table.objects.for_school(school).count() for table in TABLES]


def held(school: School, who: Person) -> None:
    caretaking.place_hold(school, who.ref, why="A court asked.", actor=ACTOR, valid_from=LONG_AGO)


def test_without_a_hold_it_goes_when_its_time_is_over(scene: School) -> None:
    assert left(scene) == [0, 0, 0]


def test_a_hold_on_whoever_decided_keeps_all_of_it(scene: School, amara: Person) -> None:
    held(scene, amara)
    assert left(scene) == [1, 1, 1]


def test_a_hold_on_a_child_keeps_what_was_for_that_child(scene: School, child: Person) -> None:
    held(scene, child)
    assert left(scene) == [1, 0, 1]
