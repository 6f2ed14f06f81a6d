"""Two people agree as two roles, whatever the staffing: never one person, and never a wait for somebody not there."""

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.people.acting import Signer, Staffing, signatures, who_may_sign
from schoolgate.people.tests.test_acting import DOVE, LARK, ROOK, WREN, any_staffing, staffing

TWO = ("head", "dsl")
# Who may sign as one of the two in some staffing: the roles themselves, and whoever signs second.
EVER = {"head", "dsl", "deputy-dsl", "chair"}


def told(school: Staffing, **signed: str) -> set[tuple[str, str]]:
    wills = {role: {f"account {name.lower()}"} for role, name in signed.items()}
    return {(one.role, one.name) for one in who_may_sign(school, TWO, wills)}


def test_it_works() -> None:
    school = staffing((WREN, "head"), (LARK, "dsl"), (DOVE, "deputy-dsl"))
    assert told(school) == {("head", "Wren"), ("dsl", "Lark")}
    assert told(school, dsl="Lark") == {("head", "Wren")}
    assert told(school, dsl="Lark", head="Wren") == set()


def test_where_one_person_is_both_it_is_the_deputy_and_then_the_chair() -> None:
    both = ((WREN, "head"), (WREN, "dsl"))
    assert told(staffing(*both, (LARK, "deputy-dsl"), (ROOK, "chair"))) == {("head", "Wren"), ("dsl", "Lark")}
    assert ("dsl", "Rook") in told(staffing(*both, (ROOK, "chair")), head="Wren")
    assert ("dsl", "Rook") in told(staffing(*both, (LARK, "deputy-dsl"), (ROOK, "chair"), away=(LARK,)), head="Wren")
    assert told(staffing(*both)) == set()  # nobody else is there: said, and not waited for


def test_those_who_share_a_post_may_each_sign() -> None:
    school = staffing((WREN, "head"), (DOVE, "head"), (LARK, "dsl"))
    assert told(school) == {("head", "Wren"), ("head", "Dove"), ("dsl", "Lark")}


def first_and_second(school: Staffing) -> list[tuple[Signer, tuple[Signer, ...]]]:
    """Everybody who may sign first, with those who may then sign second."""
    return [(one, who_may_sign(school, TWO, {one.role: one.humans})) for one in who_may_sign(school, TWO)]


@given(any_staffing())
def test_no_two_signatures_are_one_persons_or_rest_on_ones_will(school: Staffing) -> None:
    for one, others in first_and_second(school):
        for other in others:
            assert {one.role, other.role} == set(TWO)
            assert not one.humans & other.humans


@given(any_staffing())
def test_whoever_signs_first_always_leaves_somebody_to_sign_second(school: Staffing) -> None:
    for _, others in first_and_second(school):
        assert others


@given(any_staffing())
def test_nobody_may_sign_only_where_two_people_cannot_be_found(school: Staffing) -> None:
    pair = signatures(school, TWO)
    assert bool(who_may_sign(school, TWO)) == all(one.person for one in pair)


@given(any_staffing())
def test_nobody_signs_who_is_away_or_holds_nothing_that_signs(school: Staffing) -> None:
    passed_on = {row.to for row in school.passed if row.role in EVER}
    for one, others in first_and_second(school):
        for signer in (one, *others):
            assert school.back(signer.person) is None
            held = {row.role for row in school.held if row.person == signer.person}
            assert held & EVER or signer.person in passed_on


@given(any_staffing(), st.data())
def test_in_any_order_the_second_signature_ends_it(school: Staffing, data: st.DataObject) -> None:
    able = who_may_sign(school, TWO)
    if able:
        one = data.draw(st.sampled_from(able))
        other = data.draw(st.sampled_from(who_may_sign(school, TWO, {one.role: one.humans})))
        assert who_may_sign(school, TWO, {one.role: one.humans, other.role: other.humans}) == ()
