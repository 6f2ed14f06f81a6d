"""Who an entry is: by number, then by name and day of birth together, never by a name alone; a doubt waits."""

import pytest

from schoolgate.feeds.contract import Row
from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.contract import Plan
from schoolgate.intake.loads.rolls.tests.robin_hill import ACTOR, ON, PUPILS, load, pupil, roll, staff, upn, verbs
from schoolgate.kernel.names import folded, same_number
from schoolgate.people import actions
from schoolgate.people.models import School


@pytest.fixture
def school(db: None) -> School:
    school = actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)
    load(school, roll())
    return school


def with_this(school: School, place: int, **changed: str) -> Plan:
    """The plan of the same roll with one pupil's row changed; an empty value is not said."""
    row = pupil(place, **changed)
    row = Row(row.line, {key: value for key, value in row.values.items() if value}, row.part)
    return LOAD.plan(school, [row if number == place else one for number, one in enumerate(roll())], on=ON)


def doubts(plan: Plan) -> list[str]:
    assert not any(one.verb in ("joiners", "leavers") for one in plan.changes)  # and whoever it is stays as they are
    return [reject.reason for reject in plan.rejects]


def test_it_works(school: School) -> None:
    assert with_this(school, 0).changes == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"given_name": "Zoe", "family_name": "O'BRIAIN"},
        {"family_name": "Lane"},
        {"born": "2020-01-15"},
        {"given_name": "Róisín", "family_name": "Lane"},
    ],
    ids=["spelt otherwise", "another surname", "a date put right", "both names"],
)
def test_a_number_is_believed_while_something_else_agrees(school: School, changed: dict[str, str]) -> None:
    assert verbs(with_this(school, 0, **changed)) == {"changes": 1}


def test_a_number_with_nothing_else_alike_is_in_doubt(school: School) -> None:
    (doubt,) = doubts(with_this(school, 0, given_name="Ann", family_name="Marlow", born="2021-03-03"))
    assert doubt == "Its UPN is Zoë Ó Briain's, and neither name nor date of birth is."


def test_without_a_number_name_and_day_of_birth_do(school: School) -> None:
    assert with_this(school, 0, upn="").changes == ()
    assert with_this(school, 3, upn="").changes == ()  # one of twins: the first name tells


def test_a_name_alone_never_does(school: School) -> None:
    (doubt,) = doubts(with_this(school, 0, upn="", born="2020-02-14"))
    assert "is it the same child?" in doubt
    (reason,) = doubts(with_this(school, 0, upn="", born=""))
    assert "a name alone" in reason


def test_another_child_of_the_same_name_joins(school: School) -> None:
    namesake = pupil(0, 40, upn=upn(77), born="2019-12-12")
    plan = LOAD.plan(school, [*roll(), namesake], on=ON)
    assert (verbs(plan), plan.unchanged) == ({"joiners": 1}, 8)


def test_the_same_name_and_day_with_another_upn_is_in_doubt_unless_one_is_temporary(school: School) -> None:
    (doubt,) = doubts(with_this(school, 0, upn=upn(88)))
    assert "another UPN" in doubt


def test_numbers_of_two_people_are_in_doubt(school: School) -> None:
    numbered = [pupil(0, **{"mis-id": "0041"}), *roll()[1:]]
    load(school, numbered, "load-2")
    rows = [*numbered[:1], pupil(1, **{"mis-id": "41"}), *numbered[2:]]
    reasons = {reject.reason for reject in LOAD.plan(school, rows, on=ON).rejects}
    assert any("two UPNs" in reason for reason in reasons)


def test_noughts_eaten_by_a_spreadsheet_change_nothing(school: School) -> None:
    load(school, [pupil(0, **{"mis-id": "0041"}), *roll()[1:]], "load-2")
    assert with_this(school, 0, **{"mis-id": "41"}).changes == ()


def test_two_rows_of_one_person_that_disagree_are_both_put_aside(school: School) -> None:
    plan = LOAD.plan(school, [*roll(), pupil(0, 40, born="2020-01-15")], on=ON)
    assert [reject.line for reject in plan.rejects] == [2, 40]
    assert "two days of birth" in plan.rejects[0].reason
    assert plan.changes == ()


def test_two_rows_of_one_person_in_two_classes_are_one_person_in_both(school: School) -> None:
    plan = LOAD.plan(school, [*roll(), pupil(0, 40, **{"class": "Owl"})], on=ON)
    assert [(one.verb, one.words) for one in plan.changes] == [("movers", "Into Owl.")]


def test_staff_without_a_code_or_an_address_are_put_aside(school: School) -> None:
    nameless = staff("", "Ann Marlow", 9)
    (reject,) = LOAD.plan(school, [*roll(), nameless], on=ON).rejects
    assert "staff code or e-mail" in reject.reason


def test_somebody_who_signs_in_is_known_by_their_address(school: School) -> None:
    plan = LOAD.plan(school, [*roll(), staff("LF", "Lena Fôrd", 9, email="lena@robinhill.example")], on=ON)
    assert [(one.verb, one.words) for one in plan.changes] == [("changes", "Has another number.")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("O'Hara", "OHARA", True),
        ("O’Hara", "O Hara", True),
        ("Nakamura-Lane", "Nakamura Lane", True),
        ("Zoë", "Zoe", True),
        ("McAdam", "Mcadam", True),
        ("McAdam", "MacAdam", False),
        ("Ó Briain", "Briain", False),
    ],
)
def test_spellings_of_a_name(one: str, other: str, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


def test_numbers_are_compared_without_what_spreadsheets_do() -> None:
    assert same_number("000417") == same_number("417")
    assert same_number("SR") == same_number("sr")
    assert same_number("0") == "0"
    assert len({family for _, family, *_ in PUPILS}) < len(PUPILS)  # there are twins among them
