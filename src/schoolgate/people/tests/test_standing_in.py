"""Passing work on for a time, being away, and who acts then."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from schoolgate.frame.actor import operator
from schoolgate.frame.actor import person as acting_as
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, queries
from schoolgate.people.access import roles_of
from schoolgate.people.models import Delegation, Person, School

ACTOR = operator("test")
SEPTEMBER = date(2026, 9, 1)
DECEMBER = date(2026, 12, 1)
BACK = date(2026, 12, 5)
DAYS: dict[str, Any] = {"valid_from": DECEMBER, "valid_to": BACK}


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


def somebody(school: School, name: str, *roles: str) -> Person:
    person = actions.add_person(school, name, actor=ACTOR)
    for role in roles:
        actions.give_role(person, role, actor=ACTOR, valid_from=SEPTEMBER)
    return person


def test_it_works(school: School) -> None:
    wren, lark = somebody(school, "Wren Hill", "dsl"), somebody(school, "Lark Dale", "deputy-dsl")
    actions.go_away(wren, actor=acting_as(wren.ref), valid_from=DECEMBER, back=BACK)
    during = queries.acting(school, "dsl", DECEMBER)
    assert (during.person, during.because) == (
        lark.ref,
        "Deputy safeguarding lead, since Wren Hill is away until 5 December 2026.",
    )
    assert queries.acting(school, "dsl", BACK).person == wren.ref
    actions.come_back(wren, actor=acting_as(wren.ref), on=DECEMBER + timedelta(days=1))
    assert queries.acting(school, "dsl", DECEMBER).person == lark.ref
    assert queries.acting(school, "dsl", DECEMBER + timedelta(days=1)).person == wren.ref
    kinds = [line.kind for line in lines(school_chain(school.ref), labels=["school"])]
    assert kinds[:2] == ["person.back", "person.away"]


def test_only_oneself_an_administrator_or_the_head_says_that_somebody_is_away(school: School) -> None:
    wren, lark = somebody(school, "Wren Hill", "teachers"), somebody(school, "Lark Dale", "dsl")
    head = somebody(school, "Robin Fell", "head")
    with pytest.raises(DeniedError):
        actions.go_away(wren, actor=acting_as(lark.ref), valid_from=DECEMBER, back=BACK)
    actions.go_away(wren, actor=acting_as(head.ref), valid_from=DECEMBER, back=BACK)
    with pytest.raises(BadInputError, match="is not after"):
        actions.go_away(wren, actor=ACTOR, valid_from=BACK, back=BACK)


def test_a_whole_role_passed_on_is_held_for_those_days_and_lapses_by_itself(school: School) -> None:
    head, slt = somebody(school, "Robin Fell", "head"), somebody(school, "Lark Dale", "slt")
    given = actions.delegate(head, slt, "head", actor=acting_as(head.ref), **DAYS)
    assert roles_of(slt, DECEMBER) == {"head", "slt"}
    assert roles_of(slt, BACK) == {"slt"}
    knew = timezone.now()
    actions.end_delegation(school, given.ref, actor=ACTOR, valid_to=DECEMBER + timedelta(days=1))
    assert roles_of(slt, DECEMBER + timedelta(days=1)) == {"slt"}
    assert roles_of(slt, DECEMBER + timedelta(days=1), known_at=knew) == {"head", "slt"}
    with pytest.raises(NotFoundError):
        actions.end_delegation(school, given.ref, actor=ACTOR, valid_to=BACK)
    told = lines(school_chain(school.ref), labels=["school"])[:2]
    assert [line.kind for line in told] == ["person.delegation-ended", "person.delegated"]


def test_one_area_of_a_role_passes_the_work_and_no_sight(school: School) -> None:
    head, office = somebody(school, "Robin Fell", "head"), somebody(school, "Lark Dale", "office")
    actions.delegate(head, office, "head", area="website-publishing", actor=ACTOR, **DAYS)
    assert roles_of(office, DECEMBER) == {"office"}
    assert queries.acting(school, "head", DECEMBER, area="website-publishing").person == office.ref
    assert queries.acting(school, "head", DECEMBER).person == head.ref


def test_what_was_passed_on_ends_with_the_givers_role_and_goes_no_further(school: School) -> None:
    head, slt = somebody(school, "Robin Fell", "head"), somebody(school, "Lark Dale", "slt")
    wren = somebody(school, "Wren Hill", "teachers")
    actions.delegate(head, slt, "head", actor=ACTOR, **DAYS)
    with pytest.raises(BadInputError, match="does not hold it"):
        actions.delegate(slt, wren, "head", actor=ACTOR, **DAYS)
    actions.end_role(head, "head", actor=ACTOR, valid_to=DECEMBER)
    assert roles_of(slt, DECEMBER) == {"slt"}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"role": "chair"}, "does not hold it"),
        ({"role": "administrator"}, "given, not passed on"),
        ({"role": "dsl"}, "trained as a deputy"),
        ({"role": "head", "area": "gardening"}, "no such area"),
        ({"role": "head", "valid_to": DECEMBER}, "is not after"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_delegation_that_cannot_be_is_refused(school: School, wrong: dict[str, str], why: str) -> None:
    head, wren = somebody(school, "Robin Fell", "head", "dsl"), somebody(school, "Wren Hill", "teachers")
    with pytest.raises(BadInputError, match=why):
        actions.delegate(head, wren, actor=ACTOR, **(DAYS | wrong))
    with pytest.raises(BadInputError, match="back to the same person"):
        actions.delegate(head, head, "head", actor=ACTOR, **DAYS)


def test_no_delegation_without_an_end_gets_into_the_database(school: School) -> None:
    head, wren = somebody(school, "Robin Fell", "head"), somebody(school, "Wren Hill", "teachers")
    row = Delegation(school=school, giver=head, to=wren, role="head", valid_from=DECEMBER, recorded_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_second_signature_is_asked_of_the_school_as_it_is_that_day(school: School) -> None:
    head = somebody(school, "Robin Fell", "head", "dsl")
    chair = somebody(school, "Wren Hill", "chair")
    pair = queries.signatures(school, ("head", "dsl"), DECEMBER)
    assert [one.person for one in pair] == [head.ref, chair.ref]
    lark = somebody(school, "Lark Dale", "deputy-dsl")
    assert queries.second_signature(school, "dsl", DECEMBER, first=[head.ref]).person == lark.ref
    assert queries.second_signature(school, "dsl", DECEMBER, first=[head.ref], excluded=[lark.ref]).person == chair.ref
