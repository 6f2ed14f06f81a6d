"""Who acts for a role, and who signs second: first as a school would tell it, then whatever the staffing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.people.acting import (
    Acting,
    Held,
    How,
    Passed,
    Somebody,
    Staffing,
    second_signature,
    signatures,
    who_acts,
)

SEPTEMBER = date(2026, 9, 1)
BACK = date(2026, 12, 5)
WREN, LARK, DOVE, ROOK = (
    Somebody(name.lower(), name, f"account {name.lower()}") for name in ("Wren", "Lark", "Dove", "Rook")
)


def staffing(*held: tuple[Somebody, str], away: tuple[Somebody, ...] = (), passed: tuple[Passed, ...] = ()) -> Staffing:
    """``held`` are persons and roles; ``deputy head`` is the role of head, as a deputy."""
    rows = tuple(
        Held(who.ref, role.removeprefix("deputy of "), SEPTEMBER, deputy=role.startswith("deputy of "))
        for who, role in held
    )
    return Staffing({who.ref: who for who in (WREN, LARK, DOVE, ROOK)}, rows, passed, {who.ref: BACK for who in away})


def told(acting: Acting) -> tuple[str, How, str]:
    return acting.name, acting.how, acting.because


def test_it_works() -> None:
    school = staffing((WREN, "dsl"), (LARK, "deputy-dsl"))
    assert told(who_acts(school, "dsl")) == ("Wren", How.HOLDER, "Safeguarding lead.")


def test_a_deputy_acts_while_the_holder_is_away_and_the_next_where_the_deputy_is_too() -> None:
    held = ((WREN, "computing-lead"), (LARK, "deputy of computing-lead"), (DOVE, "head"))
    away = "since Wren is away until 5 December 2026"
    assert told(who_acts(staffing(*held, away=(WREN,)), "computing-lead")) == ("Lark", How.DEPUTY, f"Deputy, {away}.")
    both = who_acts(staffing(*held, away=(WREN, LARK)), "computing-lead")
    assert (both.name, both.how, both.covered) == ("Dove", How.MUST, False)
    assert both.because.startswith(f"Headteacher, {away} and Lark is away until 5 December 2026. They must act")


def test_the_deputy_safeguarding_lead_acts_for_the_safeguarding_lead() -> None:
    school = staffing((WREN, "dsl"), (LARK, "deputy-dsl"), away=(WREN,))
    because = "Deputy safeguarding lead, since Wren is away until 5 December 2026."
    assert told(who_acts(school, "dsl")) == ("Lark", How.DEPUTY, because)


def test_a_role_nobody_holds_falls_to_the_head_then_the_chair_and_says_so() -> None:
    held = ((DOVE, "head"), (ROOK, "chair"))
    assert who_acts(staffing(*held), "dpo").name == "Dove"
    must = who_acts(staffing(*held, away=(DOVE,)), "dpo")
    assert must.because.startswith("Chair of governors, since nobody holds the role of data protection officer. They")
    assert who_acts(staffing(*held), "online-safety-governor").name == "Rook"  # governors' work stays with them


def test_with_nobody_at_all_the_answer_says_what_to_do() -> None:
    nobody = who_acts(staffing((WREN, "dsl"), away=(WREN,)), "dsl")
    assert (nobody.person, nobody.how) == ("", How.NOBODY)
    assert "Give one of these roles to somebody on the People page" in nobody.because


def test_what_was_passed_on_goes_to_the_delegate_and_one_area_of_it_to_hers() -> None:
    whole, part = Passed("wren", "lark", "dsl", BACK), Passed("wren", "rook", "dsl", BACK, "training-staff")
    school = staffing((WREN, "dsl"), (LARK, "deputy-dsl"), passed=(whole, part))
    because = "Wren passed this to them until 5 December 2026."
    assert told(who_acts(school, "dsl")) == ("Lark", How.DELEGATE, because)
    assert who_acts(school, "dsl", "training-staff").name == "Rook"
    ended = staffing((LARK, "deputy-dsl"), passed=(whole,))
    assert who_acts(ended, "dsl").how is How.DEPUTY  # it ends with the giver's own role


def test_two_who_hold_a_role_both_act_the_longer_serving_first() -> None:
    school = staffing((WREN, "teachers"), (DOVE, "teachers"))
    assert (who_acts(school, "teachers").name, who_acts(school, "teachers").also) == ("Dove", ("wren",))


def test_where_one_person_holds_both_roles_the_second_is_the_deputy_lead_then_the_chair() -> None:
    held = ((WREN, "head"), (WREN, "dsl"), (LARK, "deputy-dsl"), (ROOK, "chair"))
    assert [one.name for one in signatures(staffing(*held), ("head", "dsl"))] == ["Wren", "Lark"]
    assert [one.name for one in signatures(staffing(*held, away=(LARK,)), ("head", "dsl"))] == ["Wren", "Rook"]
    alone = signatures(staffing((WREN, "head"), (WREN, "dsl")), ("head", "dsl"))
    assert [one.name for one in alone] == ["Wren", ""]
    assert alone[1].because.startswith("Nobody may sign as safeguarding lead beside Wren: two different people")


def test_two_people_are_found_where_there_are_two() -> None:
    held = ((WREN, "head"), (WREN, "dsl"), (DOVE, "head"))
    assert [one.name for one in signatures(staffing(*held), ("head", "dsl"))] == ["Dove", "Wren"]


def test_nobody_signs_twice_through_a_second_record_or_through_what_was_passed_on() -> None:
    twin = Somebody("wren-2", "Wren", WREN.human)
    held = (Held("wren", "head", SEPTEMBER), Held("wren-2", "dsl", SEPTEMBER), Held("lark", "deputy-dsl", SEPTEMBER))
    school = Staffing({who.ref: who for who in (WREN, twin, LARK)}, held)
    assert second_signature(school, "dsl", first=["wren"]).name == "Lark"
    back = staffing((WREN, "head"), (DOVE, "dsl"), (ROOK, "chair"), passed=(Passed("dove", "wren", "dsl", BACK),))
    assert second_signature(back, "dsl", first=["wren"]).name == "Dove"
    hers = staffing((WREN, "head"), (WREN, "dsl"), (ROOK, "chair"), passed=(Passed("wren", "dove", "dsl", BACK),))
    assert second_signature(hers, "dsl", first=["wren"]).name == "Rook"  # whom she chose is no second opinion


def test_whom_an_allegation_is_about_never_signs() -> None:
    school = staffing((WREN, "head"), (DOVE, "dsl"), (LARK, "deputy-dsl"), (ROOK, "chair"))
    first, second = signatures(school, ("head", "dsl"), excluded=["dove"])
    assert (first.name, second.name) == ("Wren", "Lark")


ROLES = st.sampled_from(["head", "dsl", "deputy-dsl", "chair", "dpo", "governors", "computing-lead"])
REFS = st.sampled_from([f"p{n}" for n in range(6)])


@st.composite
def any_staffing(draw: st.DrawFn) -> Staffing:
    """Six persons of at most six humans, holding, passing on and away in any way."""
    humans = draw(st.lists(st.sampled_from("abcdef"), min_size=6, max_size=6))
    persons = {f"p{n}": Somebody(f"p{n}", f"Person {n}", human) for n, human in enumerate(humans)}
    days = st.dates(date(2025, 9, 1), date(2026, 7, 1))
    held = draw(st.lists(st.builds(Held, REFS, ROLES, days, st.booleans()), max_size=10))
    passed = draw(st.lists(st.builds(Passed, REFS, REFS, ROLES, st.just(BACK)), max_size=4))
    return Staffing(persons, tuple(held), tuple(passed), draw(st.dictionaries(REFS, st.just(BACK), max_size=4)))


@given(any_staffing(), ROLES, ROLES, st.lists(REFS, max_size=3))
def test_two_signatures_are_never_one_humans_nor_the_excluded(
    school: Staffing, one: str, other: str, excluded: list[str]
) -> None:
    pair = signatures(school, (one, other), excluded)
    humans = [school.persons[signer.person].human for signer in pair if signer.person]
    assert len(humans) == len(set(humans))
    assert not set(humans) & {school.persons[ref].human for ref in excluded}
    assert not any(school.back(signer.person) for signer in pair if signer.person)
    assert pair == signatures(school, (one, other), excluded)
    assert all(signer.because.endswith(".") for signer in pair)


@given(any_staffing(), ROLES, st.lists(REFS, min_size=1, max_size=3))
def test_a_second_signature_owes_nothing_to_the_first(school: Staffing, role: str, first: list[str]) -> None:
    second = second_signature(school, role, first=first)
    humans = {school.persons[ref].human for ref in first}
    if second.person:
        assert school.persons[second.person].human not in humans
    if second.how is How.DELEGATE:
        givers = {
            school.persons[row.giver].human for row in school.passed if (row.to, row.role) == (second.person, role)
        }
        assert givers - humans


@given(any_staffing(), ROLES)
def test_somebody_acts_wherever_a_head_or_chair_is_here(school: Staffing, role: str) -> None:
    answer = who_acts(school, role)
    can = [row.person for row in school.held if row.role in ("head", "chair") and school.back(row.person) is None]
    assert bool(answer.person) or not can
    assert not answer.person or school.back(answer.person) is None


@pytest.mark.parametrize("order", [1, -1])
def test_the_answer_does_not_hang_on_the_order_of_the_rows(order: int) -> None:
    held = [(WREN, "dsl"), (LARK, "dsl"), (DOVE, "head")][::order]
    assert who_acts(staffing(*held), "dsl").name == "Lark"
