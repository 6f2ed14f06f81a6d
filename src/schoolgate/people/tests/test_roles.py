"""Who may hold which role, who may give it, and that the school is never shut out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from schoolgate.frame.actor import Actor, operator
from schoolgate.frame.actor import person as acting_as
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import roles_of, today
from schoolgate.people.models import Person, RoleAssignment, School
from schoolgate.vocabulary.roles import INSTITUTIONS, MEMBERS, POSTS, ROLES

ACTOR = operator("test")
SEPTEMBER = date(2026, 9, 1)
OCTOBER = date(2026, 10, 1)
PASSWORD = "three plain words here"


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def amara(school: School) -> Person:
    """The administrator, who signs in."""
    return opening.add_administrator(school, "Amara Whitlock", "amara@robinhill.example", PASSWORD, actor=ACTOR)


def somebody(school: School, name: str, *roles: str, email: str = "") -> Person:
    person = actions.add_person(school, name, actor=ACTOR)
    if email:
        actions.give_sign_in(person, opening.add_account(email, PASSWORD, actor=ACTOR), actor=ACTOR)
    for role in roles:
        actions.give_role(person, role, actor=ACTOR, valid_from=SEPTEMBER)
    return person


def me(person: Person) -> Actor:
    return acting_as(person.ref)


def test_it_works(school: School, amara: Person) -> None:
    kit = actions.add_person(school, "Kit Sparrow", actor=me(amara))
    actions.give_role(kit, "governors", actor=me(amara), valid_from=SEPTEMBER)
    actions.give_role(kit, "parents", actor=me(amara), valid_from=SEPTEMBER)
    actions.give_role(kit, "support-staff", actor=me(amara), valid_from=SEPTEMBER)  # the midday helper
    assert roles_of(kit, SEPTEMBER) == {"governors", "parents", "support-staff"}


def test_every_word_of_a_policy_is_a_persons_a_groups_or_an_institutions() -> None:
    assert set(ROLES) == (set(POSTS) - {"administrator"}) | set(MEMBERS) - {"governors"} | set(INSTITUTIONS)
    assert {role for roles in MEMBERS.values() for role in roles} <= set(POSTS)


@pytest.mark.parametrize(
    ("role", "why"), [("users", "group"), ("school", "no person holds it"), ("emperor", "no such")]
)
def test_a_group_or_an_institution_is_nobodys_role(school: School, role: str, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        somebody(school, "Kit Sparrow", role)


def test_a_technician_from_outside_has_a_company_and_an_end(school: School) -> None:
    kit = somebody(school, "Kit Sparrow")
    with pytest.raises(BadInputError, match="contract's end"):
        actions.give_role(kit, "it-lead", actor=ACTOR, valid_from=SEPTEMBER, company="Fieldfare Networks")
    actions.give_role(kit, "it-lead", actor=ACTOR, valid_from=SEPTEMBER, valid_to=OCTOBER, company="Fieldfare Networks")
    row = RoleAssignment.objects.for_school(school).known().get(person=kit)
    assert (row.company, row.valid_to) == ("Fieldfare Networks", OCTOBER)
    assert roles_of(kit, OCTOBER) == frozenset()


def test_a_wrong_date_is_put_right_and_what_was_known_is_kept(school: School) -> None:
    kit = somebody(school, "Kit Sparrow", "dsl")
    knew = timezone.now()
    actions.correct_role(kit, "dsl", actor=ACTOR, was_from=SEPTEMBER, valid_from=OCTOBER, valid_to=None)
    assert [sorted(roles_of(kit, day)) for day in (SEPTEMBER, OCTOBER)] == [[], ["dsl"]]
    assert roles_of(kit, SEPTEMBER, known_at=knew) == {"dsl"}
    assert lines(school_chain(school.ref), labels=["school"])[0].kind == "person.role-corrected"
    with pytest.raises(NotFoundError):
        actions.correct_role(kit, "dsl", actor=ACTOR, was_from=SEPTEMBER, valid_from=OCTOBER, valid_to=None)


def test_only_a_head_or_an_administrator_gives_or_ends_a_role(school: School, amara: Person) -> None:
    kit = somebody(school, "Kit Sparrow", "dsl")
    with pytest.raises(DeniedError):
        actions.give_role(amara, "teachers", actor=me(kit), valid_from=SEPTEMBER)
    with pytest.raises(DeniedError):
        actions.end_role(amara, "administrator", actor=me(kit), valid_to=OCTOBER)
    assert roles_of(amara, today(school)) == {"administrator"}


def test_an_administrator_asks_the_head_for_a_role_that_sees_children(school: School, amara: Person) -> None:
    head = somebody(school, "Robin Fell", "head", email="head@robinhill.example")
    with pytest.raises(DeniedError, match="Ask the headteacher"):
        actions.give_role(amara, "dsl", actor=me(amara), valid_from=SEPTEMBER)
    actions.give_role(amara, "dsl", actor=me(head), valid_from=SEPTEMBER)
    actions.give_role(amara, "it-lead", actor=me(amara), valid_from=SEPTEMBER)  # sees machines, and may
    assert roles_of(amara, today(school)) == {"administrator", "dsl", "it-lead"}


def test_no_administrator_comes_to_see_children_by_another_way(school: School, amara: Person) -> None:
    head = somebody(school, "Robin Fell", "head", email="head@robinhill.example")
    day = today(school)
    actions.give_role(amara, "dsl", actor=ACTOR, valid_from=day - timedelta(days=90), valid_to=day - timedelta(days=30))
    was: dict[str, Any] = {"was_from": day - timedelta(days=90), "valid_from": day - timedelta(days=90)}
    with pytest.raises(DeniedError, match="Ask the headteacher"):  # a role that is over is not over any more
        actions.correct_role(amara, "dsl", actor=me(amara), valid_to=None, **was)
    with pytest.raises(DeniedError, match="another’s work"):
        actions.delegate(head, amara, "head", actor=me(amara), valid_from=day, valid_to=day + timedelta(days=9))
    assert roles_of(amara, day) == {"administrator"}
    actions.correct_role(amara, "dsl", actor=me(amara), valid_to=day - timedelta(days=40), **was)  # less is no gain
    assert roles_of(amara, day) == {"administrator"}


def test_a_role_somebody_gave_themselves_waits_for_another_leader(school: School, amara: Person) -> None:
    actions.give_role(amara, "head", actor=me(amara), valid_from=SEPTEMBER)  # nobody else is there on the first day
    assert lines(school_chain(school.ref), labels=["school"])[0].details == {
        "role": "head",
        "valid_from": "2026-09-01",
        "valid_to": None,
        "deputy": False,
        "themselves": True,
    }
    chair = somebody(school, "Robin Fell", "chair")
    with pytest.raises(DeniedError, match="second person"):
        actions.agree_to_role(amara, "head", actor=me(amara))
    actions.agree_to_role(amara, "head", actor=me(chair))
    row = RoleAssignment.objects.for_school(school).known().get(person=amara, role="head")
    assert (row.given_by, row.agreed_by, row.valid_from) == (amara.ref, chair.ref, SEPTEMBER)
    with pytest.raises(NotFoundError):
        actions.agree_to_role(amara, "head", actor=me(chair))


def test_the_last_who_looks_after_schoolgate_cannot_be_ended(school: School, amara: Person) -> None:
    day = today(school)
    stuck = "nobody would be left"
    with pytest.raises(BadInputError, match=stuck):
        actions.end_role(amara, "administrator", actor=ACTOR, valid_to=day)
    with pytest.raises(BadInputError, match=stuck):
        actions.leave(amara, actor=ACTOR, last_day=day)
    with pytest.raises(BadInputError, match=stuck):
        actions.take_sign_in(amara, actor=ACTOR)
    end = day + timedelta(days=9)
    with pytest.raises(BadInputError, match=stuck):
        actions.correct_role(amara, "administrator", actor=ACTOR, was_from=day, valid_from=day, valid_to=end)
    somebody(school, "Robin Fell", "head")  # who cannot sign in, and so does not count
    with pytest.raises(BadInputError, match=stuck):
        actions.end_role(amara, "administrator", actor=ACTOR, valid_to=day)
    somebody(school, "Kit Sparrow", "head", email="kit@robinhill.example")
    actions.end_role(amara, "administrator", actor=ACTOR, valid_to=day)
    assert [holder.role for holder in queries.holders(school, "administrator", on=day)] == []
