"""Guardians into families: one person each, nothing twice, nothing of the office's own undone, all of it taken back."""

import re
from datetime import timedelta

import pytest

from schoolgate.intake.loads.rolls.tests.families import (
    USERS,
    export,
    loaded,
    person,
    planned,
    reached,
    taken_back,
    ties,
    without,
)
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, ON, told, verbs
from schoolgate.people import actions
from schoolgate.people.access import roles_of
from schoolgate.people.actions.families import Tie
from schoolgate.people.families.queries import carers_of, household
from schoolgate.people.models import Person, School


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)


TIED = {
    ("Ann Marlow", "Zoë Ó Briain", "guardian", "not-known"),
    ("Peter Ó Briain", "Zoë Ó Briain", "parent", "not-known"),
    ("Mo O'Hara", "Tam O'Hara", "parent", "not-known"),
    ("Mo O'Hara", "Tess O'Hara", "parent", "not-known"),
    ("Sam Rook", "Bea Rook", "other", "not-known"),
}


def test_it_works(school: School) -> None:
    plan = loaded(school, export())
    assert verbs(plan) == {"joiners": 6, "families": 4}
    assert (plan.rejects, plan.stop) == ((), "")
    assert ties(school) == TIED
    assert {name for name, *_ in reached(school)} == {"Ann Marlow", "Peter Ó Briain", "Mo O'Hara"}
    words = {one.who: one.words for one in plan.changes if one.verb == "families"}
    assert words["Sam Rook"].endswith("works here too, and stays one person.")
    assert words["Mo O'Hara"].startswith(
        "Would care for Tam O'Hara (Parent, parental responsibility not known); would "
    )


def test_the_same_again_changes_nothing(school: School) -> None:
    loaded(school, export())
    again = planned(school, export())
    assert (again.changes, again.rejects, again.stop, again.unchanged) == ((), (), "", 10)


def test_a_carer_who_teaches_is_one_person_with_two_roles(school: School) -> None:
    loaded(school, export())
    sam = person(school, "Sam Rook")
    assert {"teachers", "parents"} <= roles_of(sam, ON)
    assert [one.staff for one in carers_of(school, person(school, "Bea Rook").ref, ON)] == [True]


def test_two_carers_on_one_address_stay_two_and_siblings_are_found(school: School) -> None:
    loaded(school, export())
    ann, peter = carers_of(school, person(school, "Zoë Ó Briain").ref, ON)
    assert (ann.name, ann.order, peter.order) == ("Ann Marlow", 1, 2)
    assert ann.shares_with == (peter.ref,)
    assert [one.name for one in household(school, person(school, "Tam O'Hara").ref, ON).siblings] == ["Tess O'Hara"]


def test_taking_it_back_takes_families_back_too(school: School) -> None:
    loaded(school, export())
    before, ways, known = ties(school), reached(school), told(school)
    changed = without(USERS, "g2").replace("Mo,O'Hara,mo@", "Mo,O'Hara-Lane,new@").replace("g1,g2", "g1")
    plan = loaded(school, export(users=changed), "load-2")
    assert verbs(plan) == {"families": 2}
    assert {one.words for one in plan.changes} == {
        "Cares for Zoë Ó Briain no more.",
        "Is called Mo O'Hara-Lane; with a new e-mail address.",
    }
    assert len(ties(school)) == 4
    taken_back(school, "load-2")
    assert (ties(school), reached(school), told(school)) == (before, ways, known)


def test_taken_back_and_loaded_again_makes_nobody_twice(school: School) -> None:
    loaded(school, export())
    taken_back(school)
    assert (ties(school), reached(school), told(school)) == (set(), set(), set())
    loaded(school, export(), "load-2")
    assert ties(school) == TIED
    assert Person.objects.for_school(school).count() == 9


def test_what_somebody_said_by_hand_is_not_changed_and_does_not_end(school: School) -> None:
    loaded(school, export())
    zoe, ann, peter = (person(school, name) for name in ("Zoë Ó Briain", "Ann Marlow", "Peter Ó Briain"))
    actions.set_carer(zoe, peter, Tie("father", "no", 2), actor=ACTOR, valid_from=ON)
    actions.set_reach(ann, "email", "own@home.example", actor=ACTOR, valid_from=ON)
    assert planned(school, export()).changes == ()
    assert planned(school, export(users=USERS.replace("g1,g2", "g1"))).changes == ()


def test_whom_the_office_parted_is_asked_about_and_not_tied_again(school: School) -> None:
    loaded(school, export())
    zoe, peter = person(school, "Zoë Ó Briain"), person(school, "Peter Ó Briain")
    actions.end_carer(zoe, peter, actor=ACTOR, valid_to=ON)
    plan = planned(school, export())
    assert plan.changes == ()
    assert any("somebody here ended: Peter Ó Briain for Zoë Ó Briain." in words for words in plan.remarks)


def test_a_child_who_left_and_is_back_has_their_carers_again(school: School) -> None:
    loaded(school, export())
    actions.leave(person(school, "Zoë Ó Briain"), actor=ACTOR, last_day=ON)
    assert len(ties(school)) == 5
    back = planned(school, export(), ON + timedelta(days=7))
    assert verbs(back) == {"joiners": 1, "families": 2}
    assert not any("somebody here ended" in words for words in back.remarks)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (("g1,g2", "g1,g9"), "users.csv line 2: the agent “g9” is not in the file"),
        (("g1,g2", "g1,p1"), "users.csv line 2: the agent “p1” is the user themselves"),
        (("g1,g2", "g1,p2"), "users.csv line 2: the agent “p2” is a pupil"),
    ],
    ids=["dangling", "cyclic", "a pupil"],
)
def test_an_agent_who_is_nobodys_carer_ties_nobody_and_ends_nothing(
    school: School, changed: tuple[str, str], says: str
) -> None:
    loaded(school, export())
    plan = planned(school, export(users=USERS.replace(*changed)))
    assert plan.changes == ()
    assert any(says in words for words in plan.remarks)


def test_a_spoilt_row_of_a_carer_or_child_ends_no_tie(school: School) -> None:
    loaded(school, export())
    for one in ("g3,", "p2,", "g1,"):
        spoilt = "".join(
            line.replace("true,sch1,", "true,sch1,\0") if line.startswith(one) else line
            for line in USERS.splitlines(keepends=True)
        )
        plan = planned(school, export(users=spoilt))
        assert len(plan.rejects) >= 1
        assert [change for change in plan.changes if "no more" in change.words or change.verb == "leavers"] == []


def test_a_file_without_families_ends_none(school: School) -> None:
    loaded(school, export())
    users = without(USERS, "g").replace('"g1,g2"', "").replace(",g3,", ",,").replace(",t1,02", ",,02")
    assert planned(school, export(users=users)).changes == ()


def test_the_same_carer_under_two_ids_is_one_person(school: School) -> None:
    twice = USERS.replace(
        "p3,active,2026-11-01,true,sch1,student,te,Tess,O'Hara,,,g3", "p3,active,,true,sch1,student,te,Tess,O'Hara,,,g4"
    )
    twice = twice.replace('"p2,p3"', "") + "g4,active,,true,sch1,parent,mo,Mo,O'Hara,mo@home.example,,,,\n"
    plan = loaded(school, export(users=twice))
    assert ties(school) == TIED
    assert any("taken for one person" in words for words in plan.remarks)
    assert planned(school, export(users=twice)).changes == ()


def test_everybody_with_another_number_is_still_themselves(school: School) -> None:
    """An office that changes its system gives every user another number."""
    loaded(school, export())
    files = {name: re.sub(r"\b([pgt]\d)\b", r"new-\1", data.decode()) for name, data in export().items()}
    plan = planned(school, {name: text.encode() for name, text in files.items()})
    assert (plan.stop, verbs(plan).get("joiners", 0), verbs(plan).get("leavers", 0)) == ("", 0, 0)
    loaded(school, {name: text.encode() for name, text in files.items()}, "load-2")
    assert ties(school) == TIED


def test_two_are_taken_back_in_turn_families_too(school: School) -> None:
    loaded(school, export())
    other = USERS.replace('"g1,g2"', "g1").replace("Mo,O'Hara", "Maureen,O'Hara").replace("01,\n", "02,\n")
    assert loaded(school, export(users=other), "load-2").changes
    taken_back(school, "load-2")
    assert ties(school) == TIED
    taken_back(school, "load-1")
    assert (ties(school), told(school)) == (set(), set())
