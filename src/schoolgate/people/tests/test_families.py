"""Families: two homes, one carer of three, one address for two, a carer who teaches here, and what few may know."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines, verify
from schoolgate.people import actions
from schoolgate.people.access import today
from schoolgate.people.actions import Tie
from schoolgate.people.families import queries
from schoolgate.people.models import Flag, Person, School
from schoolgate.people.queries import roles_held

ACTOR = operator("test")
SINCE = date(2025, 9, 1)
_DAY = timedelta(days=1)


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def somebody(school: School, name: str, *roles: str) -> Person:
    person = actions.add_person(school, name, actor=ACTOR)
    for role in roles:
        actions.give_role(person, role, actor=ACTOR, valid_from=SINCE)
    return person


@pytest.fixture
def tess(school: School) -> Person:
    return somebody(school, "Tess O’Hara", "pupils")


@pytest.fixture
def ann(school: School, tess: Person) -> Person:
    """Tess’s mother."""
    carer = somebody(school, "Ann O’Hara")
    actions.set_carer(tess, carer, Tie("mother", "yes"), actor=ACTOR, valid_from=SINCE)
    return carer


def names(carers: tuple[queries.Carer, ...]) -> list[str]:
    return [one.name for one in carers]


def test_it_works(school: School, tess: Person, ann: Person) -> None:
    """Two homes: the mother’s, and the father’s with his wife, who signs nothing."""
    dad, liv = somebody(school, "Ben Teal"), somebody(school, "Liv Teal")
    actions.set_carer(tess, dad, Tie("father", "not-known", home=2, order=2), actor=ACTOR, valid_from=SINCE)
    actions.set_carer(tess, liv, Tie("step-parent", "no", home=2, order=3), actor=ACTOR, valid_from=SINCE)
    family = queries.household(school, tess.ref, today(school))
    assert [names(home) for home in family.homes] == [["Ann O’Hara"], ["Ben Teal", "Liv Teal"]]
    assert names(queries.who_may_sign(school, tess.ref, today(school))) == ["Ann O’Hara", "Ben Teal"]
    assert all(verdict.whole for verdict in verify())


def test_one_carer_of_three_children(school: School, tess: Person, ann: Person) -> None:
    others = [somebody(school, name, "pupils") for name in ("Tam O’Hara", "Ada O’Hara")]
    for child in others:
        actions.set_carer(child, ann, Tie("mother", "yes"), actor=ACTOR, valid_from=SINCE)
    found = queries.children_of(school, ann.ref, today(school))
    assert [child.name for child in found] == ["Ada O’Hara", "Tam O’Hara", "Tess O’Hara"]
    siblings = queries.household(school, tess.ref, today(school)).siblings
    assert [child.name for child in siblings] == ["Ada O’Hara", "Tam O’Hara"]


def test_two_carers_on_one_address_are_two_people(school: School, tess: Person, ann: Person) -> None:
    dad = somebody(school, "Ben Teal")
    actions.set_carer(tess, dad, Tie("father", "yes", order=2), actor=ACTOR, valid_from=SINCE)
    for carer, address in ((ann, "home@teal.example"), (dad, " Home@Teal.example ")):
        actions.set_reach(carer, "email", address, actor=ACTOR, valid_from=SINCE)
    actions.set_reach(dad, "phone", "(01632) 960 001", actor=ACTOR, valid_from=SINCE)
    mother, father = queries.carers_of(school, tess.ref, today(school))
    assert (mother.shares_with, father.shares_with) == ((dad.ref,), (ann.ref,))
    assert father.reached_by == ("email", "phone")
    assert queries.reach_of(school, [dad.ref, tess.ref], "phone", today(school)) == {dad.ref: "01632960001"}


def test_a_carer_who_teaches_here_is_one_person(school: School, tess: Person, ann: Person) -> None:
    actions.give_role(ann, "teachers", actor=ACTOR, valid_from=SINCE)
    (carer,) = queries.carers_of(school, tess.ref, today(school))
    assert carer.staff
    assert set(roles_held(school, on=today(school))[ann.ref]) == {"parents", "teachers"}
    actions.end_carer(tess, ann, actor=ACTOR, valid_to=today(school))
    assert roles_held(school, on=today(school))[ann.ref] == ["teachers"], "and stays staff"


def test_the_family_of_who_leaves_is_over_the_same_day(school: School, tess: Person, ann: Person) -> None:
    actions.set_reach(ann, "email", "ann@ohara.example", actor=ACTOR, valid_from=SINCE)
    actions.leave(tess, actor=ACTOR, last_day=today(school))
    after = today(school) + _DAY
    assert names(queries.carers_of(school, tess.ref, today(school))) == ["Ann O’Hara"]
    assert queries.carers_of(school, tess.ref, after) == ()
    assert ann.ref not in roles_held(school, on=after)
    assert queries.reach_of(school, [ann.ref], "email", after) == {}
    ann.refresh_from_db()
    assert ann.left_on == today(school)


def test_a_parent_stays_one_while_another_child_is_here(school: School, tess: Person, ann: Person) -> None:
    tam = somebody(school, "Tam O’Hara", "pupils")
    actions.set_carer(tam, ann, Tie("mother", "yes"), actor=ACTOR, valid_from=SINCE)
    actions.leave(tess, actor=ACTOR, last_day=today(school))
    assert roles_held(school, on=today(school) + _DAY)[ann.ref] == ["parents"]
    with pytest.raises(NotFoundError, match="do not care for this child"):
        actions.end_carer(tess, ann, actor=ACTOR, valid_to=today(school) + _DAY)


def test_what_was_true_is_asked_of_its_day(school: School, tess: Person, ann: Person) -> None:
    changed = date(2026, 3, 1)
    actions.set_carer(tess, ann, Tie("mother", "no", home=None), actor=ACTOR, valid_from=changed)
    assert names(queries.who_may_sign(school, tess.ref, changed - _DAY)) == ["Ann O’Hara"]
    assert queries.who_may_sign(school, tess.ref, changed) == ()
    assert queries.bonds(school, changed)[tess.ref] == (queries.Bond(ann.ref, "no"),)


def test_few_know_what_protects_a_child(school: School, tess: Person) -> None:
    head, office = somebody(school, "Amara Whitlock", "head"), somebody(school, "Pat Lane", "office")
    actions.set_flag(tess, "court-order", "No contact.", actor=acting(head.ref), valid_from=SINCE)
    day = today(school)
    (one,) = queries.flags_of(school, tess.ref, day, roles={"dsl"})
    assert (one.kind, one.words) == ("court-order", "No contact.")
    for actor in (acting(office.ref), ACTOR):
        with pytest.raises(DeniedError):
            actions.set_flag(tess, "looked-after", "", actor=actor, valid_from=SINCE)
    with pytest.raises(DeniedError):
        queries.flags_of(school, tess.ref, day, roles={"office", "teachers"})
    assert set(queries.protected(school, day)) == {tess.ref}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Flag._meta.db_table}")
        assert not any("court" in str(cell) or "contact" in str(cell) for row in cursor.fetchall() for cell in row)
    assert lines(school_chain(school.ref), labels=["school"], kind="person.flag-set") == []
    (entry,) = lines(school_chain(school.ref), labels=["safeguarding"], kind="person.flag-set")
    assert set(entry.details or {}) == {"valid_from"}


def test_a_note_ends_and_its_time_is_still_known(school: School, tess: Person) -> None:
    head = acting(somebody(school, "Amara Whitlock", "head").ref)
    actions.set_flag(tess, "looked-after", "Since spring.", actor=head, valid_from=SINCE)
    actions.end_flag(tess, "looked-after", actor=head, valid_to=today(school))
    assert queries.protected(school, today(school)) == {}
    assert set(queries.protected(school, today(school) - _DAY)) == {tess.ref}
    with pytest.raises(NotFoundError, match="there is none by then"):
        actions.end_flag(tess, "looked-after", actor=head, valid_to=today(school))


@pytest.mark.parametrize(
    ("tie", "cause"),
    [
        (Tie("aunt-in-law"), "not known here"),
        (Tie("mother", "perhaps"), "not known here"),
        (Tie("mother", home=0), "one, two or three"),
    ],
)
def test_what_nobody_is_to_a_child_is_refused(school: School, tess: Person, tie: Tie, cause: str) -> None:
    with pytest.raises(BadInputError, match=cause):
        actions.set_carer(tess, somebody(school, "Jo Finch"), tie, actor=ACTOR, valid_from=SINCE)


def test_pupils_care_for_nobody_and_only_pupils_are_cared_for(school: School, tess: Person, ann: Person) -> None:
    for child, carer, cause in ((tess, tess, "cares for nobody"), (ann, tess, "no pupil here")):
        with pytest.raises(BadInputError, match=cause):
            actions.set_carer(child, carer, Tie("mother"), actor=ACTOR, valid_from=SINCE)
    teacher = somebody(school, "Kit Sparrow", "teachers")
    with pytest.raises(DeniedError):
        actions.set_carer(tess, teacher, Tie("other"), actor=acting(teacher.ref), valid_from=SINCE)
    with pytest.raises(BadInputError, match="that is no phone"):
        actions.set_reach(ann, "phone", "call me", actor=ACTOR, valid_from=SINCE)


def test_families_of_the_whole_school_cost_two_queries(school: School, tess: Person, ann: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert queries.bonds(school, today(school))[tess.ref][0].carer == ann.ref
    assert len(asked) <= 2
