"""Pushing who may use what to a directory by a file: planned, applied, undone, and where it differs."""

import pytest

from schoolgate.estate import actions
from schoolgate.estate.pushing.contract import Way
from schoolgate.estate.pushing.registry import WAYS
from schoolgate.estate.queries import drift, planned, pushes
from schoolgate.estate.tests.conftest import OPERATOR
from schoolgate.estate.tests.robin_hill import SINCE, RobinHill
from schoolgate.frame.actor import person
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import Label, school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions as people
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

GAM = WAYS.get("gam")
DECIDED = ("access-gate", "today")


@pytest.fixture
def hill(school: School) -> RobinHill:
    let_act(school)
    return RobinHill(school)


def let_act(school: School, way: Way = GAM) -> None:
    """The headteacher lets a way act."""
    head = people.add_person(school, "Amara Whitlock", actor=OPERATOR)
    people.give_role(head, "head", actor=OPERATOR, valid_from=SINCE)
    actions.let_act(school, way, actor=person(head.ref))


def may(person: Person, **levels: str) -> None:
    for what, level in levels.items():
        actions.entitle(person, what, level, decided=DECIDED, actor=OPERATOR, valid_from=SINCE)


def push(hill: RobinHill) -> actions.Pushed:
    return actions.push(hill.school, GAM, planned(hill.school, GAM, today(hill.school)), actor=OPERATOR)


def test_what_was_decided_becomes_membership_and_a_second_push_changes_nothing(hill: RobinHill) -> None:
    hill.account("priya@robinhill.example", hill.office)
    assert push(hill).changes == ()
    may(hill.office, internet="staff", email="none")

    done = push(hill)

    assert done.text == (
        "gam update group schoolgate-internet-staff@robinhill.example add member user priya@robinhill.example\n"
    )
    assert push(hill).ref == ""
    may(hill.office, internet="none")
    assert [change.add for change in push(hill).changes] == [False]


def test_the_latest_push_is_undone_first_and_the_plan_is_as_before(hill: RobinHill) -> None:
    hill.account("priya@robinhill.example", hill.office)
    may(hill.office, internet="staff")
    first = push(hill)
    may(hill.office, email="everywhere")
    second = push(hill)

    with pytest.raises(BadInputError, match="a later one"):
        actions.undo_push(hill.school, first.ref, GAM, actor=OPERATOR)
    back = actions.undo_push(hill.school, second.ref, GAM, actor=OPERATOR)

    assert back.text == (
        "gam update group schoolgate-email-everywhere@robinhill.example remove user priya@robinhill.example\n"
    )
    assert planned(hill.school, GAM, today(hill.school)) == second.changes
    with pytest.raises(NotFoundError):
        actions.undo_push(hill.school, second.ref, GAM, actor=OPERATOR)
    assert [row.undone_at is None for row in pushes(hill.school)] == [False, True]


def test_each_push_is_entered_in_counts_and_no_address_is(hill: RobinHill) -> None:
    hill.account("priya@robinhill.example", hill.office)
    may(hill.office, internet="staff")
    push(hill)

    (entry,) = lines(school_chain(hill.school.ref), labels=[Label.SCHOOL], kind="estate.pushed")

    assert entry.details == {"way": "gam", "added": 1, "taken_out": 0, "refused": 0}


def test_where_it_differs_is_told_in_three_ways(hill: RobinHill) -> None:
    hill.account("priya@robinhill.example", hill.office)
    actions.add_account(hill.school, "google", "old@robinhill.example", "person", actor=OPERATOR)
    other = people.add_person(hill.school, "Kit Sparrow", actor=OPERATOR)
    may(hill.office, internet="none", email="none")
    may(other, internet="guest")

    found = drift(hill.school, GAM, today(hill.school))

    assert found.active_while_closed == ("priya@robinhill.example",)
    assert found.without_account == (other.ref,)
    assert found.of_nobody == ("old@robinhill.example",)


def test_what_a_class_shares_is_no_account_of_a_child(hill: RobinHill) -> None:
    hill.account("wrens@robinhill.example", hill.wrens)
    actions.entitle(hill.wrens, "internet", "infant", decided=DECIDED, actor=OPERATOR, valid_from=SINCE)

    assert push(hill).changes == ()
