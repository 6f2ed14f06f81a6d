"""Schools, persons, roles and calendars: what may be said of them, and what the record keeps of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from schoolgate.frame.actor import operator
from schoolgate.kernel.errors import BadInputError, DeniedError, NotFoundError
from schoolgate.ledger.actions import school_chain
from schoolgate.ledger.queries import lines
from schoolgate.people import actions, opening, queries
from schoolgate.people.access import require, roles_of
from schoolgate.people.actions import Period
from schoolgate.people.models import Person, School

ACTOR = operator("test")
SEPTEMBER = date(2026, 9, 1)
YEAR = {"first": SEPTEMBER, "last": date(2027, 8, 31)}
AUTUMN = Period("term", "Autumn term", date(2026, 9, 2), date(2026, 12, 18))
HALF = Period("half-term", "Autumn half-term", date(2026, 10, 26), date(2026, 10, 30))
INSET = Period("inset", "Training day", date(2026, 11, 2), date(2026, 11, 2))


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", urn="123456", actor=ACTOR)


@pytest.fixture
def zoe(school: School) -> Person:
    return actions.add_person(school, "  Zoë   Ó Briain-D’Arcy ", actor=ACTOR)


def kinds(school: School) -> list[str]:
    return [line.kind for line in lines(school_chain(school.ref), labels=["school"])]


def test_it_works(school: School, zoe: Person) -> None:
    actions.give_role(zoe, "dsl", actor=ACTOR, valid_from=SEPTEMBER)
    (holder,) = queries.holders(school, "dsl", on=SEPTEMBER)
    assert (holder.name, holder.ref, holder.deputy) == ("Zoë Ó Briain-D’Arcy", zoe.ref, False)
    assert kinds(school) == ["person.role-given", "person.added", "school.added"]


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"name": "Wren " * 50}, {"urn": "12"}, {"urn": "12345x"}, {"urn": "123456"}, {"nation": "france"}],
    ids=lambda wrong: "-".join(f"{key}={value[:8]}" for key, value in wrong.items()),
)
def test_a_school_that_cannot_be_is_refused_and_nothing_kept(school: School, wrong: dict[str, str]) -> None:
    with pytest.raises(BadInputError):
        actions.add_school(
            name=wrong.get("name", "Wren Lane"),
            urn=wrong.get("urn", ""),
            nation=wrong.get("nation", "england"),
            actor=ACTOR,
        )
    assert queries.schools() == [school]


def test_which_school_is_meant_is_asked_when_there_are_two(school: School) -> None:
    assert queries.school() == school
    other = actions.add_school(name="Wren Lane Primary School", actor=ACTOR)
    with pytest.raises(BadInputError, match="more than one"):
        queries.school()
    assert queries.school(other.ref) == other
    with pytest.raises(NotFoundError):
        queries.school("sch_nowhere")


def test_a_change_is_recorded_by_the_names_of_what_changed(school: School) -> None:
    actions.change_school(school, age_from=4, age_to=7, name=school.name, actor=ACTOR)
    (line, *_) = lines(school_chain(school.ref), labels=["school"])
    assert line.details == {"fields": "age_from age_to"}
    actions.change_school(school, age_from=4, actor=ACTOR)
    assert len(kinds(school)) == 2  # nothing changed, so nothing was recorded
    with pytest.raises(BadInputError, match="time zone"):
        actions.change_school(school, time_zone="Europe/Atlantis", actor=ACTOR)


def test_a_role_begins_and_ends_and_what_we_knew_is_kept(zoe: Person) -> None:
    actions.give_role(zoe, "dsl", actor=ACTOR, valid_from=SEPTEMBER)
    knew = timezone.now()
    october = SEPTEMBER + timedelta(days=30)
    actions.end_role(zoe, "dsl", actor=ACTOR, valid_to=october)
    assert roles_of(zoe, october - timedelta(days=1)) == {"dsl"}
    assert roles_of(zoe, october) == frozenset()
    assert roles_of(zoe, october, known_at=knew) == {"dsl"}


def test_one_person_may_hold_two_roles_and_be_a_deputy_in_a_third(school: School, zoe: Person) -> None:
    for role, deputy in (("head", False), ("dsl", False), ("it-lead", True)):
        actions.give_role(zoe, role, actor=ACTOR, valid_from=SEPTEMBER, deputy=deputy)
    assert roles_of(zoe, SEPTEMBER) == {"head", "dsl", "it-lead"}
    sam = actions.add_person(school, "Sam Rook", actor=ACTOR)
    actions.give_role(sam, "dsl", actor=ACTOR, valid_from=SEPTEMBER, deputy=True)
    assert [holder.name for holder in queries.holders(school, "dsl", on=SEPTEMBER)] == [zoe.name, "Sam Rook"]


def test_a_role_that_is_not_there_or_ends_too_soon_is_refused(zoe: Person) -> None:
    with pytest.raises(BadInputError, match="no such role"):
        actions.give_role(zoe, "emperor", actor=ACTOR, valid_from=SEPTEMBER)
    with pytest.raises(BadInputError, match="is not after"):
        actions.give_role(zoe, "dsl", actor=ACTOR, valid_from=SEPTEMBER, valid_to=SEPTEMBER)
    with pytest.raises(BadInputError, match="do not hold it"):
        actions.end_role(zoe, "dsl", actor=ACTOR, valid_to=SEPTEMBER)


def test_the_record_knows_no_name(school: School, zoe: Person) -> None:
    actions.give_role(zoe, "dsl", actor=ACTOR, valid_from=SEPTEMBER)
    assert "Briain" not in str(lines(school_chain(school.ref), labels=["school"]))


def test_who_may_not_is_told_who_may() -> None:
    require(frozenset({"head"}), "head", "administrator")
    with pytest.raises(DeniedError, match="headteacher or administrator of schoolgate"):
        require(frozenset({"teachers"}), "head", "administrator")


def test_a_calendar_is_what_the_clocks_need(school: School) -> None:
    actions.set_calendar(school, [AUTUMN, HALF, INSET], **YEAR, actor=ACTOR)
    calendar = queries.calendar(school)
    assert calendar.is_school_day(date(2026, 9, 2))
    assert not calendar.is_school_day(date(2026, 10, 27))
    assert not calendar.is_school_day(date(2026, 11, 2))
    assert calendar.terms[0].half_term is not None


def test_the_calendar_as_it_was_known_can_be_had_again(school: School) -> None:
    actions.set_calendar(school, [AUTUMN, HALF, INSET], **YEAR, actor=ACTOR)
    knew = timezone.now()
    moved = Period("inset", "Training day", date(2026, 11, 6), date(2026, 11, 6))
    actions.set_calendar(school, [AUTUMN, HALF, moved], **YEAR, actor=ACTOR)
    assert queries.calendar(school).inset_days == {date(2026, 11, 6)}
    assert queries.calendar(school, known_at=knew).inset_days == {date(2026, 11, 2)}


@pytest.mark.parametrize(
    "wrong",
    [
        [Period("party", "Disco", SEPTEMBER, SEPTEMBER)],
        [Period("term", "Backwards", date(2026, 12, 1), SEPTEMBER)],
        [Period("term", "Too late", date(2027, 8, 1), date(2027, 9, 30))],
        [AUTUMN, Period("term", "Overlapping", date(2026, 12, 18), date(2027, 3, 1))],
    ],
    ids=lambda wrong: wrong[-1].name,
)
def test_a_calendar_that_cannot_be_is_refused_and_nothing_kept(school: School, wrong: list[Period]) -> None:
    with pytest.raises(BadInputError):
        actions.set_calendar(school, wrong, **YEAR, actor=ACTOR)
    assert queries.calendar_rows(school) == []


def test_a_sign_in_that_works_is_not_quietly_put_in_the_place_of(school: School, zoe: Person) -> None:
    first, other = (
        opening.add_account(f"{name}@robinhill.example", "three plain words here", actor=ACTOR)
        for name in ("zoe", "other")
    )
    zoe = actions.give_sign_in(zoe, first, actor=ACTOR)
    assert actions.give_sign_in(zoe, first, actor=ACTOR).account == first  # the same again is no other
    with pytest.raises(BadInputError, match="Close that one first"):
        actions.give_sign_in(zoe, other, actor=ACTOR)
    actions.close_account(first, actor=ACTOR)
    zoe.refresh_from_db()
    assert actions.give_sign_in(zoe, other, actor=ACTOR).account == other
