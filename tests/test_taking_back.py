"""Taking back what was said at one moment: what was known before is known again, and nothing said since is lost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.frame.actor import operator
from schoolgate.frame.bitemporal import Withdrawn, put_many
from schoolgate.frame.undoing import changed_since, moment_of_its_own, take_back
from schoolgate.people import actions
from schoolgate.people.models import Person, RoleAssignment, School

ACTOR = operator("test")
FIRST = date(2026, 9, 1)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)
type Days = tuple[str, date, date | None]


@pytest.fixture
def somebody(db: None) -> Person:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    return actions.add_person(school, "Zoë Ó Briain", actor=ACTOR)


def say(person: Person, spans: list[tuple[bool, str, int, int | None]], at: datetime) -> datetime:
    """Whether they hold a role, which, from which day, for how many."""
    said: list[RoleAssignment | Withdrawn] = []
    for holding, role, first, length in spans:
        days = FIRST + timedelta(days=first), None if length is None else FIRST + timedelta(days=first + length)
        key = {"person": person, "role": role, "deputy": False}
        row = RoleAssignment(school=person.school, **key, valid_from=days[0], valid_to=days[1])
        said.append(row if holding else Withdrawn(key, *days))
    return put_many(RoleAssignment, person.school, said, at=at)


def known(school: School, at: datetime | None = None) -> set[Days]:
    rows = RoleAssignment.objects.for_school(school).known(at)
    return {(row.role, row.valid_from, row.valid_to) for row in rows}


def test_it_works(somebody: Person) -> None:
    school = somebody.school
    say(somebody, [(True, "dsl", 0, None)], NOON)
    before = known(school)
    said_at = say(somebody, [(False, "dsl", 5, None), (True, "head", 0, None)], LATER)
    meanwhile = known(school)

    assert changed_since(RoleAssignment, school, said_at) == []
    assert take_back(RoleAssignment, school, said_at, at=LATER + timedelta(hours=1)) == 2
    assert known(school) == before
    assert known(school, said_at) == meanwhile  # what was thought meanwhile is still told of that time


def test_what_was_said_since_stands_in_the_way(somebody: Person) -> None:
    say(somebody, [(True, "dsl", 0, None)], NOON)
    said_at = say(somebody, [(False, "dsl", 5, None)], LATER)
    say(somebody, [(True, "dsl", 20, 5)], LATER + timedelta(hours=1))  # over days that would be said again
    assert [row.valid_from for row in changed_since(RoleAssignment, somebody.school, said_at)] == [
        FIRST + timedelta(days=20)
    ]


def test_a_moment_of_its_own_is_after_all_that_is_known(somebody: Person) -> None:
    say(somebody, [(True, "dsl", 0, None)], LATER)
    assert moment_of_its_own(somebody.school, [RoleAssignment], NOON) == LATER + timedelta(microseconds=1)
    assert moment_of_its_own(somebody.school, [RoleAssignment], LATER + timedelta(1)) == LATER + timedelta(1)


SPANS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["dsl", "head"]), st.integers(0, 9), st.integers(1, 9) | st.none()),
    max_size=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=SPANS, said=SPANS)
def test_whatever_was_said_taking_it_back_gives_what_was_known_before(
    somebody: Person, before: list[tuple[bool, str, int, int | None]], said: list[tuple[bool, str, int, int | None]]
) -> None:
    with transaction.atomic():
        school = somebody.school
        say(somebody, before, NOON)
        expected = known(school)
        at = say(somebody, said, moment_of_its_own(school, [RoleAssignment], LATER))
        assert changed_since(RoleAssignment, school, at) == []
        take_back(RoleAssignment, school, at, at=moment_of_its_own(school, [RoleAssignment], LATER))
        assert known(school) == expected
        transaction.set_rollback(True)
