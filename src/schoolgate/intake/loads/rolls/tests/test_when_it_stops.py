"""When a roll is so unlike what is known that somebody must say yes first."""

from datetime import date

import pytest

from schoolgate.feeds.contract import Row
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, ON, load, pupil, roll, staff, verbs
from schoolgate.people import actions
from schoolgate.people.models import School

SEPTEMBER = date(2027, 9, 3)
WHOLE = Row(0, {"what": "whole"})


@pytest.fixture
def school(db: None) -> School:
    school = actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)
    load(school, roll(30))
    return school


def plan(school: School, rows: list[Row], on: date = ON) -> Plan:
    return LOAD.plan(school, rows, on=on)


def teachers(of: list[Row]) -> list[Row]:
    return [row for row in of if row.values["what"] == "staff"]


def test_it_works(school: School) -> None:
    assert plan(school, roll(30)).stop == ""


@pytest.mark.parametrize(("leave", "stops"), [(0, False), (1, False), (4, False), (5, True), (12, True), (30, False)])
def test_many_leavers_are_asked_about(school: School, leave: int, stops: bool) -> None:
    rows = [pupil(number) for number in range(leave, 30)] + teachers(roll())
    found = plan(school, rows)
    assert (f"{leave} of 30 pupils would leave" in found.stop) is stops
    # without one pupil it is a list of staff, by which no pupil leaves
    assert verbs(found).get("leavers", 0) == (leave if leave < 30 else 0)


def test_forty_in_a_hundred_stop_even_when_the_oldest_leave_in_september(school: School) -> None:
    oldest = {row.line for row in roll(30) if row.values.get("year") == "2"}
    assert len(oldest) == 15
    few = sorted(oldest)[:10]
    rows = [row for row in roll(30) if row.line not in few or row.part == "staff.csv"]
    assert plan(school, rows, SEPTEMBER).stop == ""  # ten who are done here
    assert "10 of 30 pupils would leave" in plan(school, rows).stop  # but not in November
    rows = [row for row in roll(30) if row.line not in sorted(oldest)[:12] or row.part == "staff.csv"]
    assert "12 of 30 pupils would leave" in plan(school, rows, SEPTEMBER).stop


def test_a_whole_export_without_staff_is_asked_about_and_a_list_of_pupils_is_not(school: School) -> None:
    pupils = [pupil(number) for number in range(30)]
    assert "no staff in the file" in plan(school, [WHOLE, *pupils]).stop
    alone = plan(school, pupils)
    assert (alone.stop, alone.changes) == ("", ())
    assert "nothing changes for those who are known" in alone.remarks[0]


def test_nobody_leaves_by_a_list_of_one_class(school: School) -> None:
    wren = [row for row in roll(30) if row.values["class"] == "Wren" and row.values["what"] == "pupil"]
    found = plan(school, wren[1:])
    assert (found.changes, found.stop) == ((), "")
    assert "of one class only, Wren" in found.remarks[0]


def test_half_the_classes_gone_is_asked_about_in_term(school: School) -> None:
    renamed = [Row(row.line, {**row.values, "class": f"New {row.values['class']}"}, row.part) for row in roll(30)]
    found = plan(school, renamed)
    assert "2 of 2 classes are not in the file: Robin, Wren." in found.stop
    assert "30 of 30 pupils would change class" in found.stop
    assert plan(school, renamed, SEPTEMBER).stop == ""  # when classes are made anew


def test_a_spoilt_row_that_may_be_anybodys_is_asked_about_when_somebody_would_leave(school: School) -> None:
    stray = Row(99, {"what": "unusable", "of": "pupil", "because": "It cannot be read.", "raw": "?"}, "pupils.csv")
    assert plan(school, [*roll(30), stray]).stop == ""
    found = plan(school, [*roll(30)[1:], stray])
    assert found.stop == "One row could not be read and one person would leave. Are they not the same?"


def of_school(name: str, number: str, key: str = "s1") -> Row:
    return Row(2, {"what": "school", "school": key, "name": name, "number": number}, "orgs.csv")


def in_school(rows: list[Row], key: str) -> list[Row]:
    return [Row(row.line, {**row.values, "school": key}, row.part) for row in rows]


def test_our_school_is_known_by_number_or_by_name(school: School) -> None:
    for name, number in (("Robin Hill", "123456"), ("ROBIN HILL INFANT SCHOOL", "local-7")):
        assert plan(school, [of_school(name, number), *in_school(roll(30), "s1")]).changes == ()


def test_a_file_of_another_school_is_asked_about_unless_its_people_are_ours(school: School) -> None:
    other = of_school("Wren Lane Primary School", "654321")
    strangers = in_school([pupil(number) for number in range(60, 90)], "s1")
    assert (
        "The file is of “Wren Lane Primary School”. Is that Robin Hill Infant School?"
        in plan(school, [other, *strangers]).stop
    )
    assert plan(school, [other, *in_school(roll(30), "s1")]).stop == ""


def test_the_first_roll_of_the_only_school_here_is_asked_about_in_passing(db: None) -> None:
    """A school is called one thing in its office system and another on its gate, and no other roll can be meant."""
    only = School.objects.create(name="Robin Hill Infant School")
    rows = [of_school("Robin Hill CE (VA) Infants", "8202001x"), *in_school([pupil(1), pupil(2)], "s1")]
    found = plan(only, rows)
    assert (found.stop, len(found.changes)) == ("", 2)
    assert found.remarks[0] == "The file is of “Robin Hill CE (VA) Infants”. Is that Robin Hill Infant School?"
    only.urn = "123456"
    assert plan(only, [of_school("Wren Lane", "654321"), *rows[1:]]).stop, "its number in the register is another"
    School.objects.create(name="Wren Lane Primary School")
    assert plan(only, rows).stop == found.remarks[0], "of two schools, it may be the other's"


def test_of_several_schools_only_ours_is_taken(school: School) -> None:
    both = [of_school("Robin Hill", "123456"), of_school("Wren Lane", "654321", "s2")]
    others = in_school([pupil(number) for number in range(60, 70)], "s2")
    found = plan(school, [*both, *in_school(roll(30), "s1"), *others, staff("XY", "Ivy Marsh", 9, school="s2")])
    assert (found.changes, found.stop) == ((), "")
    assert found.remarks == ("11 people of other schools in the file were left out.",)


def test_of_several_schools_none_of_which_is_ours_nothing_is_taken(school: School) -> None:
    both = [of_school("Wren Lane", "654321"), of_school("Owl Green", "654322", "s2")]
    found = plan(school, [*both, *in_school(roll(30), "s1")])
    assert found.changes == ()
    assert found.stop == "None of the schools in the file is Robin Hill Infant School: “Owl Green”, “Wren Lane”."


def test_places_in_classes_cut_off_are_asked_about(school: School) -> None:
    named = [Row(2, {"what": "class", "class": "c1", "name": "Wren", "kind": "class"}, "classes.csv")]
    people = [pupil(number, **{"class": "", "sourced-id": f"p{number}"}) for number in range(30)]
    seats = [Row(n + 2, {"what": "member", "sourced-id": f"p{n}", "class": "c1"}, "places.csv") for n in range(30)]
    load(school, [WHOLE, *named, *people, *teachers(roll()), *seats], "load-2")
    for kept, stops in ((28, False), (26, False), (25, True), (14, True)):
        found = plan(school, [WHOLE, *named, *people, *teachers(roll()), *seats[:kept]])
        assert sum("Out of Wren" in one.words for one in found.changes) == 30 - kept
        assert (f"{30 - kept} of 30 pupils would be in no class any more" in found.stop) is stops


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"given_name": "family_name", "family_name": "given_name"}, "another name"),
        ({"born": ""}, "another date of birth"),
    ],
)
def test_columns_changed_over_are_asked_about(school: School, keys: dict[str, str], says: str) -> None:
    def over(row: Row) -> Row:
        values = {key: row.values[keys[key]] if keys.get(key) else "2020-06-06" for key in keys}
        return Row(row.line, {**row.values, **values}, row.part)

    pupils = [over(row) if row.values["what"] == "pupil" else row for row in roll(30)]
    assert f"30 of 30 pupils would have {says}" in plan(school, pupils).stop
    assert says not in plan(school, [*pupils[:4], *roll(30)[4:]]).stop  # a few are corrections


def test_no_child_becomes_one_of_the_staff_by_a_wrong_word(school: School) -> None:
    sam = pupil(0)
    spoilt = Row(2, {**sam.values, "what": "staff", "mis-id": "7", "role": "support-staff"}, "staff.csv")
    load(school, [Row(2, {**sam.values, "mis-id": "7"}, "pupils.csv"), *roll(30)[1:]], "load-2")
    found = plan(school, [spoilt, *roll(30)[1:]])
    assert found.changes == ()
    assert "is a pupil here" in found.rejects[0].reason
