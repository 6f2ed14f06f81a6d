"""Two times: what was true when, and what we knew when. Tried on the roles people hold."""

import itertools
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.frame import bitemporal
from schoolgate.frame.actor import operator
from schoolgate.frame.bitemporal import BitemporalError, Withdrawn, put, put_many, withdraw
from schoolgate.people import actions
from schoolgate.people.models import Person, RoleAssignment, School

ACTOR = operator("test")
FIRST = date(2026, 9, 1)
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
DAYS = 14


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.fixture
def somebody(db: None) -> Person:
    school = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    return actions.add_person(school, "Zoë Ó Briain", actor=ACTOR)


def holds(person: Person, first: int, after: int | None, at: datetime) -> RoleAssignment:
    valid_to = None if after is None else day(after)
    row = RoleAssignment(
        school=person.school, person=person, role="dsl", valid_from=day(first), valid_to=valid_to, recorded_at=at
    )
    return put(row)


def days_held(school: School, known_at: datetime | None = None) -> set[int]:
    rows = RoleAssignment.objects.for_school(school)
    return {number for number in range(DAYS + 1) if rows.as_of(day(number), known_at).exists()}


def test_it_works(somebody: Person) -> None:
    later = NOON + timedelta(days=3)
    holds(somebody, 0, None, NOON)
    key = {"person": somebody, "role": "dsl", "deputy": False}
    withdraw(RoleAssignment, somebody.school, key, valid_from=day(5), valid_to=None, at=later)

    assert days_held(somebody.school) == {0, 1, 2, 3, 4}
    assert days_held(somebody.school, known_at=NOON) == set(range(DAYS + 1))  # as we thought on the first day
    assert days_held(somebody.school, known_at=NOON - timedelta(seconds=1)) == set()  # before anybody said so


def test_a_row_is_never_edited_or_deleted(somebody: Person) -> None:
    row = holds(somebody, 0, None, NOON)
    row.role = "head"
    with pytest.raises(BitemporalError):
        row.save()
    with pytest.raises(BitemporalError):
        row.delete()
    rows = RoleAssignment.objects.for_school(somebody.school)
    with pytest.raises(BitemporalError):
        rows.update(role="head")
    with pytest.raises(BitemporalError):
        rows.delete()


def test_the_database_refuses_a_period_that_ends_before_it_begins(somebody: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        holds(somebody, 5, 5, NOON)


def test_a_clock_that_went_back_does_not_lose_what_was_recorded(somebody: Person) -> None:
    holds(somebody, 0, None, NOON)
    corrected = holds(somebody, 3, None, NOON - timedelta(hours=1))
    assert corrected.recorded_at == NOON
    assert days_held(somebody.school) == set(range(DAYS + 1))


PERIOD = st.tuples(st.integers(0, DAYS), st.integers(1, DAYS) | st.none())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), PERIOD), max_size=6))
def test_whatever_is_said_every_past_view_can_be_had_again(
    somebody: Person, said: list[tuple[bool, tuple[int, int | None]]]
) -> None:
    """Against the plainest model there is: a set of days for each moment at which something was said."""
    with transaction.atomic():
        held: set[int] = set()
        views: list[tuple[datetime, set[int]]] = []
        for number, (holding, (first, length)) in enumerate(said):
            at, after = NOON + timedelta(hours=number), None if length is None else first + length
            if holding:
                holds(somebody, first, after, at)
            else:
                key = {"person": somebody, "role": "dsl", "deputy": False}
                valid_to = None if after is None else day(after)
                withdraw(RoleAssignment, somebody.school, key, valid_from=day(first), valid_to=valid_to, at=at)
            touched = set(range(first, DAYS + 1 if after is None else after)) & set(range(DAYS + 1))
            held = held | touched if holding else held - touched
            views.append((at, held))
        for at, expected in views:
            assert days_held(somebody.school, known_at=at) == expected
            known = RoleAssignment.objects.for_school(somebody.school).known(at).order_by("valid_from")
            spans = [(row.valid_from, row.valid_to or date.max) for row in known]
            assert all(earlier[1] <= later[0] for earlier, later in itertools.pairwise(spans))
        transaction.set_rollback(True)


def at_once(school: School, said: list[RoleAssignment | Withdrawn], at: datetime) -> None:
    put_many(RoleAssignment, school, said, at=at)


def one_by_one(school: School, said: list[RoleAssignment | Withdrawn], at: datetime) -> None:
    for one in said:
        if isinstance(one, Withdrawn):
            withdraw(RoleAssignment, school, one.key, valid_from=one.valid_from, valid_to=one.valid_to, at=at)
        else:
            one.recorded_at = at
            put(one)


SAID = st.tuples(st.booleans(), st.integers(0, 1), st.sampled_from(["dsl", "head"]), PERIOD)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(SAID, max_size=6), max_size=4), size=st.integers(1, 4))
def test_many_put_at_once_say_what_one_by_one_would(
    db: None, batches: list[list[tuple[bool, int, str, tuple[int, int | None]]]], size: int
) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(bitemporal, "AT_ONCE", size)
        views: list[list[set[tuple[int, str, bool, date, date | None]]]] = []
        for way in (at_once, one_by_one):
            school = actions.add_school(name=f"Robin Hill Infant School {uuid4()}", actor=ACTOR)
            people = [actions.add_person(school, name, actor=ACTOR) for name in ("Zoë Ó Briain", "Sam Rook")]
            for number, batch in enumerate(batches):
                way(school, [_said(people, *one) for one in batch], NOON + timedelta(hours=number))
            rows = RoleAssignment.objects.for_school(school).select_related("person")
            views.append([
                {
                    (people.index(row.person), row.role, row.deputy, row.valid_from, row.valid_to)
                    for row in rows.known(NOON + timedelta(hours=number))
                }
                for number in range(len(batches))
            ])  # fmt: skip
        assert views[0] == views[1]
        transaction.set_rollback(True)


def _said(
    people: list[Person], holding: bool, who: int, role: str, period: tuple[int, int | None]
) -> RoleAssignment | Withdrawn:
    first, length = period
    valid_to = None if length is None else day(first + length)
    key = {"person": people[who], "role": role, "deputy": False}
    if not holding:
        return Withdrawn(key, day(first), valid_to)
    return RoleAssignment(school=people[who].school, **key, valid_from=day(first), valid_to=valid_to)


def test_many_that_meet_a_clock_gone_back_lose_nothing(somebody: Person) -> None:
    holds(somebody, 0, None, NOON)
    key = {"person": somebody, "role": "dsl", "deputy": False}
    said = [Withdrawn(key, day(3), day(5))]
    assert put_many(RoleAssignment, somebody.school, said, at=NOON - timedelta(hours=1)) == NOON
    assert days_held(somebody.school) == set(range(DAYS + 1)) - {3, 4}
