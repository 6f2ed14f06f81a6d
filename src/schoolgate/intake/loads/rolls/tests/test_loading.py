"""A roll loaded: shown first, done once, and put back as it was."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from schoolgate.intake.loads.catalogue.roster import LOAD
from schoolgate.intake.loads.rolls.tests.robin_hill import (
    ACTOR,
    AT,
    ON,
    load,
    pupil,
    roll,
    staff,
    take_back,
    told,
    upn,
    verbs,
)
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions
from schoolgate.people.known import everybody
from schoolgate.people.models import Person, School


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)


def test_it_works(school: School) -> None:
    plan = load(school, roll())
    assert verbs(plan) == {"joiners": 8}
    assert (plan.stop, plan.rejects, plan.unchanged) == ("", (), 0)
    zoe = next(one for one in everybody(school, on=ON) if one.name == "Zoë Ó Briain")
    assert zoe.identifiers == {"upn": upn(0)}
    assert {(place.kind, place.name) for place in zoe.places.values()} == {("year", "Year 1"), ("class", "Wren")}
    assert list(zoe.roles) == ["pupils"]


def test_the_same_again_changes_nothing(school: School) -> None:
    load(school, roll())
    plan = LOAD.plan(school, roll(), on=ON + timedelta(days=1))
    assert (plan.changes, plan.unchanged, plan.stop) == ((), 8, "")


def test_a_preview_writes_nothing(school: School) -> None:
    LOAD.plan(school, roll(), on=ON)
    assert everybody(school, on=ON) == []


def test_joiners_movers_leavers_and_changes_are_told_apart(school: School) -> None:
    load(school, roll())
    rows = [*roll()[1:], pupil(6)]  # one is gone, one is new
    rows[0] = pupil(1, **{"class": "Robin"})
    rows[1] = pupil(2, family_name="McAdam Rook")
    plan = load(school, rows, "load-2", ON + timedelta(days=1), AT + timedelta(days=1))
    assert {(one.verb, one.who, one.words) for one in plan.changes} == {
        ("joiners", "Zoëb Ó Briain", "Joins Year 1, Wren."),
        ("movers", "Ada Nakamura-Lane", "Wren to Robin."),
        ("changes", "Idris McAdam Rook", "Surname McAdam Rook, was McAdam."),
        ("leavers", "Zoë Ó Briain", "Leaves Wren, Year 1."),
    }
    after = {one.name: one for one in everybody(school, on=ON + timedelta(days=1))}
    assert after["Zoë Ó Briain"].roles == {}  # nothing more from the day itself
    assert "Idris McAdam Rook" in after
    before = {one.name: one for one in everybody(school, on=ON)}
    assert {place.name for place in before["Zoë Ó Briain"].places.values()} == {"Wren", "Year 1"}  # a past day is kept


def test_how_long_a_child_is_kept_is_counted_from_the_last_day_on_the_roll(school: School) -> None:
    def last_days() -> set[date | None]:
        return {person.left_on for person in Person.objects.for_school(school) if person.name == "Zoë Ó Briain"}

    load(school, roll())
    assert last_days() == {None}
    load(school, roll()[1:], "load-2", ON + timedelta(days=1), AT + timedelta(days=1))
    assert last_days() == {ON}
    take_back(school, "load-2", timedelta(days=2))
    assert last_days() == {None}
    load(school, roll()[1:], "load-3", ON + timedelta(days=3), AT + timedelta(days=3))
    load(school, roll(), "load-4", ON + timedelta(days=9), AT + timedelta(days=9))
    assert last_days() == {None}
    assert Person.objects.for_school(school).filter(left_on__isnull=False).count() == 0


def test_a_child_who_comes_back_is_the_same_person(school: School) -> None:
    load(school, roll())
    load(school, roll()[1:], "load-2", ON + timedelta(days=1), AT + timedelta(days=1))
    plan = load(school, roll(), "load-3", ON + timedelta(days=9), AT + timedelta(days=9))
    assert verbs(plan) == {"joiners": 1}
    assert Person.objects.for_school(school).count() == 8


def test_taking_back_puts_back_what_was_known(school: School) -> None:
    load(school, roll())
    before = told(school)
    rows = [
        pupil(0, given_name="Zoe"),
        pupil(1, **{"class": "Owl"}),
        pupil(7),
        staff("SR", "Sam Rook", role="support-staff"),
    ]
    load(school, rows, "load-2", at=AT + timedelta(minutes=5))
    assert told(school) != before
    take_back(school, "load-2")
    assert told(school) == before
    with pytest.raises(NotFoundError):
        take_back(school, "load-2")


def test_after_taking_back_the_same_people_are_found_again(school: School) -> None:
    load(school, roll())
    take_back(school)
    assert told(school) == set()
    load(school, roll(), "load-2", at=AT + timedelta(hours=2))
    assert Person.objects.for_school(school).count() == 8


def test_taking_back_is_refused_where_something_changed_since(school: School) -> None:
    load(school, roll())
    load(school, [pupil(0, **{"class": "Owl"}), *roll()[1:]], "load-2", ON + timedelta(days=1), AT + timedelta(days=1))
    with pytest.raises(BadInputError, match="Zoë Ó Briain"):
        take_back(school, "load-1", timedelta(days=2))


def test_a_role_that_a_person_gave_is_never_ended_by_a_roll(school: School) -> None:
    load(school, roll())
    sam = Person.objects.for_school(school).get(
        ref=next(o.ref for o in everybody(school, on=ON) if o.name == "Sam Rook")
    )
    actions.give_role(sam, "dsl", actor=ACTOR, valid_from=ON)
    load(school, [row for row in roll() if row.values.get("staff-code") != "SR"], "load-2", ON + timedelta(days=1))
    after = next(one for one in everybody(school, on=ON + timedelta(days=1)) if one.ref == sam.ref)
    assert list(after.roles) == ["dsl"]


def test_somebody_known_by_hand_is_matched_by_their_sign_in_and_keeps_what_they_have(school: School) -> None:
    amara = actions.add_person(school, "Amara Whitlock", actor=ACTOR)
    actions.give_role(amara, "head", actor=ACTOR, valid_from=ON)
    actions.give_role(amara, "teachers", actor=ACTOR, valid_from=ON)
    from_file = staff("AW", "Amara Jane Whitlock", email="head@robinhill.example")
    plan = LOAD.plan(school, [from_file], on=ON)
    assert verbs(plan) == {"joiners": 1}  # another name and no number in common: nobody can know
    same_name = replace(from_file, values={**from_file.values, "family_name": "Whitlock"})
    (reject,) = LOAD.plan(school, [same_name], on=ON).rejects
    assert "is it the same person?" in reject.reason


def test_the_record_holds_one_entry_with_counts_and_no_name(school: School) -> None:
    load(school, roll())
    (entry, *_) = lines(school_chain(school.ref), labels=["school"])
    assert entry.kind == "school.roll-loaded"
    assert entry.details is not None
    counts = {key: entry.details[key] for key in ("joiners", "leavers", "leaves")}
    assert counts == {"joiners": 8, "leavers": 0, "leaves": 8}
    assert "Briain" not in str(entry)


def test_one_load_has_one_name(school: School) -> None:
    load(school, roll())
    with pytest.raises(BadInputError, match="loaded before"):
        load(school, roll())
