"""Whose class it is: the mark of OneRoster's enrolments, kept, changed, shown first and taken back."""

import pytest

from schoolgate.intake.loads.rolls.tests.families import ENROLLED, export, loaded, planned, taken_back
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, ON
from schoolgate.people import actions
from schoolgate.people.classes.queries import classes
from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)


def enrolled(**marks: str) -> dict[str, bytes]:
    """Both teachers are in Wren; ``sam`` and ``lena`` say whose it is. A pupil's mark means nothing."""
    lines = ["sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,primary"]
    lines += [f"{line},{'true' if line.startswith('e1') else ''}" for line in ENROLLED.splitlines()[1:5]]
    lines += [f"e5,active,c1,sch1,t1,teacher,{marks.get('sam', '')}"]
    lines += [f"e6,active,c1,sch1,t2,teacher,{marks.get('lena', '')}"]
    return export(enrollments="\n".join(lines) + "\n")


def wren(school: School) -> tuple[str, tuple[str, ...]]:
    row = next(row for row in classes(school, ON) if row.name == "Wren")
    return row.teacher, row.staff


def test_it_works(school: School) -> None:
    loaded(school, enrolled(sam="true", lena="false"))
    assert wren(school) == ("Sam Rook", ("Lena Fôrd", "Sam Rook"))
    assert planned(school, enrolled(sam="true", lena="false")).changes == (), "nothing twice"


def test_a_change_of_it_is_shown_done_and_taken_back(school: School) -> None:
    loaded(school, enrolled(sam="true"))
    plan = loaded(school, enrolled(lena="true"), "load-2")
    assert {(one.who, one.words) for one in plan.changes} == {
        ("Sam Rook", "Is no longer the class teacher of Wren."),
        ("Lena Fôrd", "Is now the class teacher of Wren."),
    }
    assert wren(school)[0] == "Lena Fôrd"
    taken_back(school, "load-2")
    assert wren(school)[0] == "Sam Rook"


def test_a_list_that_does_not_say_changes_nothing(school: School) -> None:
    loaded(school, enrolled(sam="true"))
    assert planned(school, enrolled()).changes == ()
    assert wren(school)[0] == "Sam Rook"


def test_nobody_is_guessed(school: School) -> None:
    loaded(school, enrolled())
    assert wren(school)[0] == ""
