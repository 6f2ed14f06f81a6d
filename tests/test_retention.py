"""What has been kept long enough is erased; what is held is not; and every table says how it is."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schoolgate.caretaking import actions, queries
from schoolgate.caretaking.actions.keeping import _each_day
from schoolgate.caretaking.models import Hold
from schoolgate.frame import erasing, upkeep
from schoolgate.frame.actor import operator
from schoolgate.frame.checks import room_models
from schoolgate.frame.retention import Retention, days, for_ever
from schoolgate.kernel.clocks.months import add_months
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions as people
from schoolgate.people import opening
from schoolgate.people import queries as known
from schoolgate.people.models import Account, Identifier, Particulars, Person, RoleAssignment, School

ACTOR = operator("test")
ON = date(2026, 11, 20)
LONG_AGO = add_months(ON, -7 * 12)
_numbers: Iterator[int] = count(1)

# Tables whose rows are kept for a counted time and are erased in another way than by an eraser, and which way.
OTHERWISE = {
    "frame.OutboxEvent": "swept by the clock",
    "frame.Beat": "swept by the clock",
    "people.SetupLink": "swept by the clock",
    "people.TrustRole": "swept by the clock",
    "people.Look": "swept by the clock",
    "people.OpenSession": "swept by the clock",
    "notices.Notice": "swept by the clock",
    "estate.GivenAnswer": "swept by the clock",
    "people.Account": "swept by the clock, but for its ref",
    "people.ProviderIdentity": "taken out with the address of the sign-in it belongs to",
    "people.SecondStepSecret": "taken out with the second step it belongs to",
    "people.Group": "not yet: it has no day of its own; its members' places are erased",
    **dict.fromkeys(
        (
            "estate.DirectoryAccount",
            "estate.Place",
            "estate.Network",
            "estate.Device",
            "estate.Batch",
            "estate.Lease",
            "estate.SignIn",
        ),
        "not yet: bindings point at it, or its time is a number; the room has its own day to say",
    ),
    "intake.Mapping": "not yet: it holds headings and no person, and files that came in point at it",
}


@pytest.fixture
def school(db: None) -> School:
    return people.add_school(name="Robin Hill Infant School", actor=ACTOR)


def leaver(school: School, name: str, left_on: date | None) -> Person:
    """Somebody with particulars, a number and a role, who left on a day."""
    person = people.add_person(school, name, actor=ACTOR)
    now = timezone.now()
    row = Particulars(school=school, person=person, given_name=name, family_name="Whitlock", born="2012-03-04")
    row.valid_from, row.recorded_at = date(2010, 9, 1), now
    row.save()
    number = Identifier(school=school, person=person, scheme="mis-id", value="0042", digest="d" * 64)
    number.valid_from, number.recorded_at = row.valid_from, now
    number.save()
    people.give_role(person, "teachers", actor=ACTOR, valid_from=row.valid_from, valid_to=left_on)
    Person.objects.for_school(school).filter(pk=person.pk).update(left_on=left_on)
    return person


def is_erased(school: School, person: Person) -> bool:
    """Whether nothing says any more who it was; half-erased is neither."""
    row = Person.objects.for_school(school).get(pk=person.pk)
    told = Particulars.objects.for_school(school).filter(person=person)
    numbers = Identifier.objects.for_school(school).filter(person=person)
    words = [row.name, *(one.given_name + one.family_name + one.born for one in told)]
    words += [one.value + one.digest for one in numbers]
    assert all(words) or not any(words)
    return not any(words)


def test_it_works(school: School) -> None:
    gone = leaver(school, "Ash Tern", LONG_AGO)
    here = leaver(school, "Bea Finch", None)
    told = actions.erase_what_is_due(school, actor=ACTOR, on=ON)
    assert {one.key: (one.due, one.held) for one in told} == {"people.a-role": (1, 0), "people.person": (1, 0)}
    assert is_erased(school, gone)
    assert not is_erased(school, here)
    assert Person.objects.for_school(school).filter(ref=gone.ref).exists()  # what they did still has a who
    assert known.names(school, {gone.ref, here.ref}) == {here.ref: "Bea Finch"}
    entry = lines(school_chain(school.ref), labels=["school"], kind="retention.erased")[0]
    assert entry.details == {"what": "people.person", "count": 1, "rows": 3, "held": 0, "on": "2026-11-20"}
    assert all(verdict.whole for verdict in verify())
    assert actions.erase_what_is_due(school, actor=ACTOR, on=ON) == []  # nothing is left to erase


def test_nothing_of_them_lies_in_the_database(school: School) -> None:
    gone = leaver(school, "Ash Tern", LONG_AGO)
    actions.erase_what_is_due(school, actor=ACTOR, on=ON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_name, family_name, born FROM people_particulars WHERE person_id = %s", [gone.pk])
        assert cursor.fetchone() == ("", "", "")


@pytest.mark.parametrize("late", [0, 1])
def test_a_day_early_is_not_due(school: School, late: int) -> None:
    person = leaver(school, "Ash Tern", LONG_AGO + timedelta(days=1))
    actions.erase_what_is_due(school, actor=ACTOR, on=ON + timedelta(days=late))
    assert is_erased(school, person) is bool(late)


def test_a_hold_stops_it_until_it_is_released(school: School) -> None:
    person = leaver(school, "Ash Tern", LONG_AGO)
    actions.place_hold(school, person.ref, why="A court asked.", actor=ACTOR, valid_from=LONG_AGO)
    told = {one.key: one.held for one in actions.erase_what_is_due(school, actor=ACTOR, on=ON)}
    assert told == {"people.a-role": 1, "people.person": 1}
    assert not is_erased(school, person)
    assert RoleAssignment.objects.for_school(school).count() == 1
    assert [one.why for one in queries.holds(school, on=ON)] == ["A court asked."]
    actions.release_hold(school, person.ref, actor=ACTOR, valid_to=ON)
    actions.erase_what_is_due(school, actor=ACTOR, on=ON)
    assert is_erased(school, person)
    with pytest.raises(NotFoundError, match="there is none"):
        actions.release_hold(school, person.ref, actor=ACTOR, valid_to=ON)


def test_a_hold_says_why_and_the_reason_lies_locked(school: School) -> None:
    person = leaver(school, "Ash Tern", None)
    with pytest.raises(BadInputError, match="no reason"):
        actions.place_hold(school, person.ref, why=" ", actor=ACTOR, valid_from=ON)
    with pytest.raises(NotFoundError):
        actions.place_hold(school, "per_nobody", why="Asked.", actor=ACTOR, valid_from=ON)
    hold = actions.place_hold(school, person.ref, why="A court asked.", actor=ACTOR, valid_from=ON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT why FROM caretaking_hold WHERE id = %s", [hold.pk])
        assert cursor.fetchone()[0].startswith("v1.")


def test_a_hold_of_another_school_holds_nothing_here(school: School) -> None:
    person = leaver(school, "Ash Tern", LONG_AGO)
    other = people.add_school(name="Wren Lane Primary School", actor=ACTOR)
    Hold(school=other, subject=person.ref, why="x", by="test", valid_from=LONG_AGO, recorded_at=timezone.now()).save()
    actions.erase_what_is_due(other, actor=ACTOR, on=ON)
    assert not is_erased(school, person)  # and a run at one school erases nothing of another's
    actions.erase_what_is_due(school, actor=ACTOR, on=ON)
    assert is_erased(school, person)


PEOPLE = st.lists(
    st.tuples(st.none() | st.integers(-3, 3), st.none() | st.tuples(st.integers(-3, 3), st.none() | st.integers(1, 3))),
    max_size=5,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE)
def test_what_is_due_and_not_held_is_erased_and_nothing_else(
    db: None, drawn: list[tuple[int | None, tuple[int, int | None] | None]]
) -> None:
    """Days are counted from the day that makes a leaver due on ``ON``; a hold begins and may last some days."""
    school = people.add_school(name=f"School {next(_numbers)}", actor=ACTOR)
    expected = []
    for late, held in drawn:
        left = None if late is None else LONG_AGO + timedelta(days=late)
        person = leaver(school, "Ash Tern", left)
        holds = False
        if held is not None:
            first = ON + timedelta(days=held[0])
            last = first + timedelta(days=held[1]) if held[1] else None
            actions.place_hold(school, person.ref, why="Asked.", actor=ACTOR, valid_from=first, valid_to=last)
            holds = first <= ON and (last is None or last > ON)
        expected.append((person, late is not None and late <= 0 and not holds))
    dry = actions.erase_what_is_due(school, actor=ACTOR, on=ON, dry_run=True)
    assert not any(is_erased(school, person) for person, _ in expected)
    done = actions.erase_what_is_due(school, actor=ACTOR, on=ON)
    assert [(one.key, one.due, one.held, one.since) for one in dry] == [
        (one.key, one.due, one.held, one.since) for one in done
    ]
    assert [(person.ref, is_erased(school, person)) for person, _ in expected] == [
        (person.ref, gone) for person, gone in expected
    ]


def test_the_clock_does_it_once_a_day(school: School) -> None:
    person = leaver(school, "Ash Tern", date(2015, 7, 21))
    now = timezone.now()
    assert _each_day(now) > 0
    assert is_erased(school, person)
    leaver(school, "Bea Finch", date(2015, 7, 21))
    assert _each_day(now) == 0
    assert _each_day(now + timedelta(days=1)) > 0


def test_a_closed_sign_in_loses_its_address_after_a_month(school: School) -> None:
    account = opening.add_account("gone@robinhill.example", "three plain words here", actor=ACTOR)
    people.close_account(account, actor=ACTOR)
    now = timezone.now()
    assert upkeep.sweep(now + timedelta(days=29))["people.closed-sign-ins"] == 0
    assert upkeep.sweep(now + timedelta(days=31))["people.closed-sign-ins"] == 1
    account.refresh_from_db()
    assert account.email == f"{account.ref}@erased.invalid"
    assert upkeep.sweep(now + timedelta(days=32))["people.closed-sign-ins"] == 0


def test_the_page_counts_and_names_nobody(school: School) -> None:
    leaver(school, "Ash Tern", date(2015, 7, 21))
    opening.add_administrator(school, "Amara Whitlock", "head@robinhill.example", "three plain words here", actor=ACTOR)
    client = Client()
    client.force_login(Account.objects.get(email="head@robinhill.example"))
    page = client.get(f"/schools/{school.ref}/kept/").content.decode()
    assert "2 things have been kept long enough" in page
    assert "Ash Tern" not in page
    assert not re.search(r"\b(?:people|policy|estate|learning|evidence)\.[A-Z]", page)  # no table goes by its code name
    assert "<b>Sign-ins" in page or "<b>Who " in page


def test_what_is_never_due_has_no_day() -> None:
    assert erasing.over(days(30, "the day it was made", "Short."), ON) == ON + timedelta(days=30)
    with pytest.raises(ValueError, match="never due"):
        erasing.over(for_ever("The record names it."), ON)


def test_every_table_that_is_kept_for_a_time_is_erased_after_it() -> None:
    by = {line.what: line.erased_by for line in queries.schedule()}
    counted = {
        model._meta.label
        for model in room_models()
        if isinstance(kept := getattr(model, "retention", None), Retention) and kept.keep
    }
    assert sorted(label for label in counted if not by[label] and label not in OTHERWISE) == []
    assert sorted(label for label in OTHERWISE if label not in counted) == []
