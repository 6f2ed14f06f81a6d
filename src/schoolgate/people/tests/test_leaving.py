"""Leaving in one act, and that looking is recorded."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from schoolgate.frame import rounds, upkeep
from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting_as
from schoolgate.kernel.errors import NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import roles_of, today, visit_of
from schoolgate.people.models import Account, Look, Person, School

ACTOR = operator("test")
PASSWORD = "three plain words here"
LONG_AGO = date(2025, 9, 1)


@pytest.fixture
def school(db: None) -> School:
    here = actions.add_school(name="Robin Hill Infant School", actor=ACTOR)
    opening.add_administrator(here, "Amara Whitlock", "amara@robinhill.example", PASSWORD, actor=ACTOR)
    return here


@pytest.fixture
def kit(school: School) -> Person:
    """A teacher and safeguarding lead who signs in, passes her work on, and is somebody's delegate."""
    kit, lark = (actions.add_person(school, name, actor=ACTOR) for name in ("Kit Sparrow", "Lark Dale"))
    actions.give_sign_in(kit, opening.add_account("kit@robinhill.example", PASSWORD, actor=ACTOR), actor=ACTOR)
    for person, roles in ((kit, ("teachers", "dsl")), (lark, ("deputy-dsl", "head"))):
        for role in roles:
            actions.give_role(person, role, actor=ACTOR, valid_from=LONG_AGO)
    ends = today(school) + timedelta(days=30)
    actions.delegate(kit, lark, "dsl", actor=ACTOR, valid_from=today(school), valid_to=ends)
    actions.delegate(lark, kit, "head", actor=ACTOR, valid_from=today(school), valid_to=ends)
    actions.go_away(kit, actor=ACTOR, valid_from=today(school) + timedelta(days=20), back=ends)
    again: Person = Person.objects.for_school(school).get(pk=kit.pk)
    return again


def test_it_works(school: School, kit: Person) -> None:
    last = today(school)
    assert actions.leave(kit, actor=ACTOR, last_day=last) == 2
    assert roles_of(kit, last) == {"teachers", "dsl", "head"}  # all of her last day
    after = last + timedelta(days=1)
    assert roles_of(kit, after) == frozenset()
    account = Account.objects.get(email="kit@robinhill.example")
    with pytest.raises(NotFoundError):
        visit_of(account, school.ref, on=after)
    assert queries.acting(school, "dsl", after).name == "Lark Dale"
    assert lines(school_chain(school.ref), labels=["school"])[0].details == {"last_day": last.isoformat(), "roles": 2}


def test_after_the_last_day_the_sign_in_is_taken_and_closed_by_itself(school: School, kit: Person) -> None:
    actions.leave(kit, actor=ACTOR, last_day=today(school))
    assert rounds.go_round(timezone.now())["people.leavers"] == 0  # not on the last day itself
    assert rounds.go_round(timezone.now() + timedelta(days=2))["people.leavers"] == 1
    assert Person.objects.for_school(school).get(pk=kit.pk).account is None
    assert not Account.objects.get(email="kit@robinhill.example").is_active
    assert rounds.go_round(timezone.now() + timedelta(days=2))["people.leavers"] == 0


def test_who_comes_back_has_not_left_and_keeps_the_new_sign_in(school: School, kit: Person) -> None:
    left = today(school) - timedelta(days=3)
    actions.leave(kit, actor=ACTOR, last_day=left)
    actions.give_role(kit, "slt", actor=ACTOR, valid_from=LONG_AGO, valid_to=left)  # told late, of before
    assert Person.objects.for_school(school).get(pk=kit.pk).left_on == left
    actions.give_role(kit, "teachers", actor=ACTOR, valid_from=today(school))
    assert rounds.go_round(timezone.now())["people.leavers"] == 0
    back = Person.objects.for_school(school).get(pk=kit.pk)
    assert (back.left_on, back.account is None) == (None, False)


def test_who_works_at_another_school_too_signs_in_there_still(school: School, kit: Person) -> None:
    other = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    there = actions.add_person(other, "Kit Sparrow", actor=ACTOR)
    assert kit.account is not None
    actions.give_sign_in(there, kit.account, actor=ACTOR)
    actions.give_role(there, "governors", actor=ACTOR, valid_from=LONG_AGO)
    actions.take_sign_in(kit, actor=ACTOR)
    account = Account.objects.get(email="kit@robinhill.example")
    assert account.is_active
    assert visit_of(account, other.ref).person == there


def test_looking_is_one_entry_a_viewer_a_subject_and_a_day(school: School, kit: Person) -> None:
    viewer = acting_as(kit.ref)
    assert [actions.looked_at(school, "per_a", actor=viewer) for _ in range(3)] == [True, False, False]
    assert actions.looked_at(school, "per_b", actor=viewer)
    assert actions.looked_at(school, "per_a", actor=viewer, on=today(school) + timedelta(days=1))
    assert actions.looked_at(school, "per_a", actor=operator("clerk"))
    told = lines(school_chain(school.ref), labels=["safeguarding"], kind="person.looked-at")
    assert len(told) == 4
    assert lines(school_chain(school.ref), labels=["school"], kind="person.looked-at") == []


def test_what_combines_looks_goes_and_their_entries_stay(school: School, kit: Person) -> None:
    actions.looked_at(school, "per_a", actor=acting_as(kit.ref), on=LONG_AGO)
    actions.looked_at(school, "per_a", actor=acting_as(kit.ref))
    assert upkeep.sweep(timezone.now())["people.looks"] == 1
    assert Look.objects.for_school(school).count() == 1
    assert len(lines(school_chain(school.ref), labels=["safeguarding"], kind="person.looked-at")) == 2
