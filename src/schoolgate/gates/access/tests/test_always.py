"""What holds of the access gate whatever is known of somebody."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.access.deciding import AccessGate, Answer
from schoolgate.gates.access.inputs import Signed, Someone
from schoolgate.gates.access.rules import Rules
from schoolgate.gates.access.tests.some_people import KINDS, RULES, TODAY, people, signatures


def answers(*some: Someone, rules: Rules = RULES) -> list[Answer]:
    return list(AccessGate(rules, TODAY).answers(some))


@given(people)
def test_it_is_closed_unless_something_opens_it(one: Someone) -> None:
    bare = one._replace(signed=frozenset(), rulings=frozenset())

    assert not any(answer.is_open for answer in answers(bare))
    assert not any(answer.is_open for answer in answers(bare, rules=Rules(())))


@given(people, signatures)
def test_another_signature_never_closes(one: Someone, more: Signed) -> None:
    before = answers(one)
    after = answers(one._replace(signed=one.signed | {more}))

    assert all(then.is_open for was, then in zip(before, after, strict=True) if was.is_open)


@given(people)
def test_nothing_that_is_over_opens(one: Someone) -> None:
    live = one._replace(
        signed=frozenset(each for each in one.signed if each.holds(TODAY)),
        rulings=frozenset(each for each in one.rulings if each.holds(TODAY)),
    )

    assert [answer.state for answer in answers(live)] == [answer.state for answer in answers(one)]


@given(people)
def test_a_check_of_understanding_of_more_than_a_year_ago_opens_nothing(one: Someone) -> None:
    old = TODAY - timedelta(days=366)
    signed = frozenset(each for each in one.signed if each.kind != "sharing-rights") | {Signed("sharing-rights", old)}
    sharing = [each for each in answers(one._replace(signed=signed, rulings=frozenset())) if "sharing" in each.thing]

    assert not any(answer.is_open for answer in sharing)


@given(people)
def test_every_answer_has_a_reason_that_is_a_sentence(one: Someone) -> None:
    for answer in answers(one):
        assert answer.reasons
        assert all(reason.words.endswith(".") for reason in answer.reasons)


@given(people)
def test_leave_to_use_pictures_changes_nothing(one: Someone) -> None:
    signed = frozenset(each for each in one.signed if each.kind != "photo-video")
    photo = Signed("photo-video", TODAY)

    assert answers(one._replace(signed=signed)) == answers(one._replace(signed=signed | {photo}))


@given(people)
def test_whoever_left_is_shut_out_whatever_they_signed(one: Someone) -> None:
    gone = answers(one._replace(left_on=TODAY - timedelta(days=1)), one._replace(roles=frozenset()))

    assert all(answer.shut for answer in gone)


@given(people)
def test_that_it_is_switched_on_changes_no_answer(one: Someone) -> None:
    on, off = answers(one._replace(acts=True)), answers(one._replace(acts=False))

    assert [answer[:4] for answer in on] == [answer[:4] for answer in off]


@given(st.lists(people, max_size=6), people)
def test_nobody_s_answer_hangs_on_who_was_asked_about_before(others: list[Someone], one: Someone) -> None:
    assert answers(*others, one)[-6:] == answers(one)


def test_the_kinds_here_are_those_the_examples_use() -> None:
    assert {each.key for each in RULES.needed} | {"photo-video"} == set(KINDS)
