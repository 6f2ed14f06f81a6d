"""What holds of every roll: twice is once, order is nothing, back is back, and one spoilt row spoils nothing else."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from schoolgate.feeds.contract import Layout, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, AT, ON, load, pupil, staff, take_back, told, upn
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import actions
from schoolgate.people.models import School

MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)


@st.composite
def rolls(draw: st.DrawFn) -> list[Row]:
    """Some of a dozen pupils, in some classes and years, some renamed; some of three teachers."""
    rows = []
    for number in sorted(draw(st.sets(st.integers(0, 11), min_size=1))):
        other = {
            "class": draw(st.sampled_from(["Wren", "Robin", "Owl"])),
            "year": draw(st.sampled_from(["0", "1", "2"])),
        }
        if draw(st.booleans()):
            other["preferred_given_name"] = draw(st.sampled_from(["Zo", "Bee"]))
        rows.append(pupil(number, **other))
    for line, (code, name) in enumerate((("SR", "Sam Rook"), ("LF", "Lena Fôrd"), ("AM", "Ann Marlow"))):
        if draw(st.booleans()):
            rows.append(staff(code, name, line + 2, role=draw(st.sampled_from(["teachers", "support-staff"]))))
    return rows


@MANY
@given(first=rolls(), second=rolls(), days=st.integers(0, 3))
def test_two_are_taken_back_in_turn_the_later_first(
    school: School, first: list[Row], second: list[Row], days: int
) -> None:
    with transaction.atomic():
        before = told(school)
        load(school, first, "load-1")
        later = load(school, second, "load-2", on=ON + timedelta(days=days), at=AT + timedelta(days=days, minutes=1))
        if later.changes:
            with suppress(BadInputError), transaction.atomic():  # the earlier alone: done whole, or refused and said
                take_back(school, "load-1", after=timedelta(days=4))
                transaction.set_rollback(True)
            take_back(school, "load-2", after=timedelta(days=5))
        take_back(school, "load-1", after=timedelta(days=6))
        assert told(school) == before
        transaction.set_rollback(True)


@MANY
@given(first=rolls(), second=rolls(), days=st.integers(0, 3))
def test_taking_back_the_second_gives_what_was_known_after_the_first(
    school: School, first: list[Row], second: list[Row], days: int
) -> None:
    with transaction.atomic():
        on = ON + timedelta(days=days)
        load(school, first)
        before = told(school, on)
        load(school, second, "load-2", on, AT + timedelta(days=days))
        take_back(school, "load-2", timedelta(days=9))
        assert told(school, on) == before
        assert LOAD.plan(school, first, on=on).changes == ()
        transaction.set_rollback(True)


@MANY
@given(first=rolls(), second=rolls(), days=st.integers(0, 3))
def test_twice_is_once(school: School, first: list[Row], second: list[Row], days: int) -> None:
    with transaction.atomic():
        on = ON + timedelta(days=days)
        load(school, first)
        done = load(school, second, "load-2", on, AT + timedelta(days=days))
        # What was of one class of several may be, once it is done, of the only class there is: then it is asked anew.
        assume("nobody leaves by it" not in " ".join(done.remarks))
        again = LOAD.plan(school, second, on=on)
        assert (again.changes, again.unchanged, again.rejects) == ((), len(second), ())
        transaction.set_rollback(True)


@MANY
@given(first=rolls(), second=rolls(), seed=st.integers(0, 99))
def test_the_order_of_rows_is_nothing(school: School, first: list[Row], second: list[Row], seed: int) -> None:
    with transaction.atomic():
        load(school, first)
        mixed = list(second)
        random.Random(seed).shuffle(mixed)
        assert LOAD.plan(school, mixed, on=ON) == LOAD.plan(school, second, on=ON)
        transaction.set_rollback(True)


HEAD = "UPN,Forename,Surname,DOB,Year,Class"
SPOILERS: dict[str, Callable[[list[str]], list[str]]] = {
    "the check letter": lambda cells: [f"{'B' if cells[0][0] != 'B' else 'A'}{cells[0][1:]}", *cells[1:]],
    "the day": lambda cells: [*cells[:3], "31/02/2020", *cells[4:]],
    "the year": lambda cells: [*cells[:4], "Year of the hare", cells[5]],
    "the first name": lambda cells: [cells[0], "4711", *cells[2:]],
    "a cell too many": lambda cells: [*cells, "and more"],
    "a quotation mark": lambda cells: [*cells[:5], f'"{cells[5]}'],
}


@pytest.mark.parametrize("spoiler", SPOILERS.values(), ids=SPOILERS)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 11))
def test_one_spoilt_row_is_rejected_alone_and_nobody_leaves_for_it(
    school: School, spoiler: Callable[[list[str]], list[str]], place: int
) -> None:
    with transaction.atomic():
        lists = [_cells(pupil(number)) for number in range(12)]
        load(school, _read(lists))
        lists[place] = spoiler(lists[place])
        plan = LOAD.plan(school, _read(lists), on=ON + timedelta(days=1))
        assert [reject.line for reject in plan.rejects] == [place + 2]
        assert (plan.changes, plan.unchanged) == ((), 11)
        transaction.set_rollback(True)


def _cells(row: Row) -> list[str]:
    year, month, day = row.values["born"].split("-")
    named = [row.values[key] for key in ("upn", "given_name", "family_name")]
    return [*named, f"{day}/{month}/{year}", row.values["year"], row.values["class"]]


def _read(lists: list[list[str]]) -> list[Row]:
    text = "\n".join([HEAD, *(",".join(cells) for cells in lists)])
    items = FEEDS.get("people-csv").parse({"pupils.csv": text.encode()}, Layout())
    return [item for item in items if isinstance(item, Row)]


def test_it_works(school: School) -> None:
    assert upn(0) in _cells(pupil(0))
    assert len(load(school, _read([_cells(pupil(0)), _cells(pupil(1))])).changes) == 2
