"""Rolls of changes: nobody leaves whom they do not mention, ids of before are known, and order does no harm."""

import pytest

from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.rolls.tests.families import (
    GOOD,
    MANIFEST,
    USERS,
    export,
    loaded,
    person,
    planned,
    reached,
    taken_back,
    ties,
)
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, ON, told, verbs
from schoolgate.people import actions
from schoolgate.people.models import Membership, School

HEAD = USERS.splitlines(keepends=True)[0]
ENROLLED_HEAD = GOOD["enrollments.csv"].splitlines(keepends=True)[0].replace("status", "status,dateLastModified")
NEW = "p5,active,2026-11-05,true,sch1,student,id,Idris,McAdam,,,g5,02,\n"
CARER = "g5,active,2026-11-05,true,sch1,guardian,li,Lila,McAdam,lila@home.example,,,,\n"


@pytest.fixture
def school(db: None) -> School:
    school = actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)
    loaded(school, export())
    return school


def changes(users: str = "", enrolled: str = "", **more: str) -> dict[str, bytes]:
    """An export of changes of some rows."""
    files = {"users": users and HEAD + users, "enrollments": enrolled and ENROLLED_HEAD + enrolled}
    kept = {"classes": "", "demographics": "", "manifest": MANIFEST.replace("bulk", "delta")}
    return export(**{**kept, **files, **more})


def classes(school: School, name: str) -> set[str]:
    rows = Membership.objects.for_school(school).as_of(ON).filter(person=person(school, name), group__kind="class")
    return {row.group.name for row in rows.select_related("group")}


def leavers(plan: Plan) -> list[str]:
    return [one.who for one in plan.changes if one.verb == "leavers"]


def test_it_works(school: School) -> None:
    plan = loaded(school, changes(NEW + CARER, "e9,active,2026-11-05,c1,sch1,p5,student\n"), "load-2")
    assert (verbs(plan), plan.rejects, plan.stop) == ({"joiners": 1, "families": 1}, (), "")
    assert classes(school, "Idris McAdam") == {"Wren"}  # a class that only the whole export named
    assert ("Lila McAdam", "Idris McAdam", "guardian", "not-known") in ties(school)


def test_twice_is_once_and_back_is_back(school: School) -> None:
    before = told(school), ties(school), reached(school)
    files = changes(NEW + CARER, "e9,active,2026-11-05,c1,sch1,p5,student\n")
    loaded(school, files, "load-2")
    assert planned(school, files).changes == ()
    taken_back(school, "load-2")
    assert (told(school), ties(school), reached(school)) == before


def test_a_move_is_told_by_enrolments_alone(school: School) -> None:
    moved = "e1,tobedeleted,2026-11-05,c1,sch1,p1,student\ne9,active,2026-11-05,c2,sch1,p1,student\n"
    plan = loaded(school, changes(enrolled=moved), "load-2")
    assert [(one.verb, one.who, one.words) for one in plan.changes] == [("movers", "Zoë Ó Briain", "Wren to Robin.")]
    assert classes(school, "Zoë Ó Briain") == {"Robin"}
    assert classes(school, "Tam O'Hara") == {"Robin"}


def test_who_is_to_be_deleted_leaves_and_nobody_else(school: School) -> None:
    gone = "p1,tobedeleted,2026-11-05,true,sch1,student,zo,Zoë,Ó Briain,,,,,\n"
    plan = loaded(school, changes(gone), "load-2")
    assert leavers(plan) == ["Zoë Ó Briain"]
    assert {child for _, child, *_ in ties(school)} == {"Tam O'Hara", "Tess O'Hara", "Bea Rook"}


def test_a_carer_who_is_deleted_cares_for_nobody_more(school: School) -> None:
    gone = "g2,tobedeleted,2026-11-05,true,sch1,parent,pe,Peter,Ó Briain,,,,,\n"
    plan = loaded(school, changes(gone), "load-2")
    assert [(one.who, one.words) for one in plan.changes] == [("Peter Ó Briain", "Cares for Zoë Ó Briain no more.")]


def test_a_row_older_than_what_is_known_is_kept_back_and_others_are_used(school: School) -> None:
    later = "p1,active,2026-11-06,true,sch1,student,zo,Zoë,Lane,,,,01,\n"
    loaded(school, changes(later), "load-2")
    plan = planned(school, changes(NEW + later.replace("11-06", "11-05").replace("Lane", "Marlow")))
    assert verbs(plan) == {"joiners": 1}
    (reject,) = plan.rejects
    assert "05/11/2026" in reject.reason
    assert "06/11/2026" in reject.reason
    assert "whole export" in reject.reason


def test_older_than_the_whole_export_is_kept_back_and_taking_it_back_forgets_its_moment(school: School) -> None:
    old = "p1,active,2026-10-01,true,sch1,student,zo,Zoë,Lane,,,,01,\n"
    assert verbs(planned(school, changes(old))) == {}
    newer = "p1,active,2026-11-06,true,sch1,student,zo,Zoë,Lane,,,,01,\n"
    loaded(school, changes(newer), "load-2")
    taken_back(school, "load-2")
    assert verbs(planned(school, changes(newer.replace("11-06", "11-05")))) == {"changes": 1}


def test_an_older_whole_export_is_asked_about(school: School) -> None:
    older = USERS.replace("2026-11-01", "2026-10-01").replace("Ó Briain,,", "Lane,,")
    assert "Is it the newest?" in planned(school, export(users=older)).stop


@pytest.mark.parametrize(
    ("enrolled", "because"),
    [
        ("e9,active,2026-11-05,c9,sch1,p1,student\n", "class “c9”"),
        ("e9,active,2026-11-05,c1,sch1,p9,student\n", "user “p9”"),
    ],
)
def test_of_whom_or_what_nothing_is_known_is_rejected(school: School, enrolled: str, because: str) -> None:
    plan = planned(school, changes(enrolled=enrolled))
    assert plan.changes == ()
    (reject,) = plan.rejects
    assert because in reject.reason
    assert (reject.part, reject.line) == ("enrollments.csv", 2)


def test_a_moment_that_is_not_yet_shuts_nobody_out(school: School) -> None:
    loaded(school, changes(NEW.replace("2026-11-05", "2099-01-01")), "load-2")
    assert verbs(planned(school, changes("p1,active,2026-11-06,true,sch1,student,zo,Zoë,Lane,,,,01,\n"))) == {
        "changes": 1
    }


def test_a_carer_whom_a_childs_row_names_no_more_stays_and_is_asked_about(school: School) -> None:
    row = USERS.splitlines(keepends=True)[1].replace("2026-11-01", "2026-11-05")
    plan = loaded(school, changes(row.replace('"g1,g2"', "g1")), "load-2")
    assert plan.changes == ()
    assert any("Peter Ó Briain for Zoë Ó Briain" in words and "They stay" in words for words in plan.remarks)
    for row_of in (row, row.replace('"g1,g2"', "")):  # all of them, or an empty cell, which says nothing
        assert not any("They stay" in words for words in planned(school, changes(row_of)).remarks)
