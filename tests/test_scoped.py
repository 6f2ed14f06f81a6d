"""Rows of one school: a query that does not say which school raises, and no row crosses over."""

import pytest

from schoolgate.frame.actor import operator
from schoolgate.frame.scoped import UnscopedError, scope, unscoped
from schoolgate.people import actions
from schoolgate.people.models import Person, RoleAssignment, School

ACTOR = operator("test")


@pytest.fixture
def robin_hill(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def wren_lane(db: None) -> School:
    return actions.add_school(name="Wren Lane Primary School", actor=ACTOR)


def test_it_works(robin_hill: School, wren_lane: School) -> None:
    actions.add_person(robin_hill, "Zoë Ó Briain", actor=ACTOR)
    actions.add_person(wren_lane, "Sam Rook", actor=ACTOR)
    with scope(robin_hill):
        assert [person.name for person in Person.objects.all()] == ["Zoë Ó Briain"]
    assert [person.name for person in Person.objects.for_school(wren_lane)] == ["Sam Rook"]


@pytest.mark.parametrize("ask", ["all", "count", "exists", "first", "delete", "update"])
def test_a_query_that_says_no_school_raises(robin_hill: School, ask: str) -> None:
    with pytest.raises(UnscopedError, match="says no school"):
        getattr(Person.objects, ask)() if ask not in ("delete", "update") else getattr(Person.objects.all(), ask)()


def test_looking_across_schools_must_say_why(robin_hill: School, wren_lane: School) -> None:
    with pytest.raises(ValueError, match="say why"), unscoped(""):
        pass
    with unscoped("a test counts everybody"):
        assert Person.objects.count() == 0


def test_one_school_cannot_be_asked_for_inside_the_scope_of_another(robin_hill: School, wren_lane: School) -> None:
    with scope(robin_hill), pytest.raises(UnscopedError, match="inside the scope of another"):
        Person.objects.for_school(wren_lane)


def test_a_row_of_another_school_cannot_be_saved_in_scope(robin_hill: School, wren_lane: School) -> None:
    with scope(robin_hill), pytest.raises(UnscopedError, match="written inside the scope"):
        Person(school=wren_lane, name="Sam Rook").save()
    with scope(robin_hill), pytest.raises(UnscopedError, match="written inside the scope"):
        Person.objects.bulk_create([Person(school=wren_lane, name="Sam Rook")])


@pytest.mark.parametrize("by", ["row", "key"])
def test_a_row_cannot_point_at_another_schools_row(robin_hill: School, wren_lane: School, by: str) -> None:
    person = actions.add_person(wren_lane, "Sam Rook", actor=ACTOR)
    pointing = {"person": person} if by == "row" else {"person_id": person.pk}
    role = RoleAssignment(school=robin_hill, role="dsl", **pointing)
    with pytest.raises(UnscopedError, match="points at a row of another school"):
        role.save()


def test_no_rows_need_no_school(db: None) -> None:
    assert list(Person.objects.none()) == []
