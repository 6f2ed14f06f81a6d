"""What several carers' answers come to: examples first, then what holds of any answers whatever."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.gates.consent import GATE
from schoolgate.gates.consent.answers import WORDS, Answer, Reason, Ruling, Said, resolve
from schoolgate.gates.registry import GATES
from schoolgate.kernel.verdicts import Verdict

YES, NO = Answer.GRANTED, Answer.REFUSED
SEPTEMBER, AUGUST, DAY = date(2026, 9, 1), date(2027, 8, 31), date(2026, 11, 20)
_START = datetime(2026, 9, 1, 8, tzinfo=UTC)


def at(hours: int) -> datetime:
    return _START + timedelta(hours=hours)


def says(carer: str, answer: Answer, hour: int = 0, *, responsibility: str = "yes") -> Said:
    return Said(carer, answer, SEPTEMBER, AUGUST, at(hour), responsibility)


def rules(answer: Answer, hour: int) -> Ruling:
    return Ruling(answer, SEPTEMBER, AUGUST, at(hour))


def test_it_works() -> None:
    found = resolve([says("ann", YES), says("ben", NO)], DAY)
    assert (found.verdict, found.reason, found.waits) == (Verdict.BLOCK, Reason.DISAGREE, True)
    assert found.words == "The carers do not agree, so it is a no until the headteacher decides."


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([], Reason.SILENCE),
        ([says("ann", YES)], Reason.GRANTED),
        ([says("ann", NO)], Reason.REFUSED),
        ([says("ann", YES), says("ben", YES)], Reason.GRANTED),
        ([says("liv", YES, responsibility="no")], Reason.NOT_THEIRS),
        ([says("ann", YES), says("liv", NO, responsibility="no")], Reason.DISAGREE),
        ([says("ann", YES), says("ann", NO, 1)], Reason.REFUSED),
        ([says("ann", NO), says("ann", YES, 1)], Reason.GRANTED),
        ([says("ann", YES), says("ann", NO)], Reason.REFUSED),
        ([says("", YES), says("ann", NO, 1)], Reason.REFUSED),
        ([says("", NO), says("ann", YES, 1)], Reason.GRANTED),
        ([says("", NO, 1), says("ann", YES)], Reason.DISAGREE),
        ([Said("ann", YES, SEPTEMBER, DAY - timedelta(days=1), at(0))], Reason.LAPSED),
        ([Said("ann", YES, DAY, None, at(0), "yes")], Reason.GRANTED),
    ],
)
def test_answers(said: list[Said], reason: Reason) -> None:
    found = resolve(said, DAY)
    assert found.reason is reason
    assert found.yes == (reason is Reason.GRANTED)


@pytest.mark.parametrize(
    ("ruling", "reason"),
    [
        (rules(YES, 2), Reason.RULED_YES),
        (rules(NO, 2), Reason.RULED_NO),
        (rules(YES, 0), Reason.NO_SINCE),
        (Ruling(YES, SEPTEMBER, DAY - timedelta(days=1), at(2)), Reason.DISAGREE),
    ],
)
def test_the_head_decides_between_carers(ruling: Ruling, reason: Reason) -> None:
    assert resolve([says("ann", YES), says("ben", NO, 1)], DAY, rulings=[ruling]).reason is reason


def test_of_two_decisions_the_later_counts() -> None:
    found = resolve([says("ann", YES), says("ben", NO)], DAY, rulings=[rules(YES, 2), rules(NO, 1)])
    assert found.reason is Reason.RULED_YES


def test_where_something_protects_the_child_the_head_decides_first_and_nothing_says_why() -> None:
    found = resolve([says("ann", YES)], DAY, protected=at(5))
    assert (found.reason, found.waits, found.words) == (Reason.HEAD_FIRST, True, "Ask the headteacher first.")
    assert resolve([says("ann", YES)], DAY, rulings=[rules(YES, 4)], protected=at(5)).reason is Reason.HEAD_FIRST
    assert resolve([says("ann", YES)], DAY, rulings=[rules(YES, 6)], protected=at(5)).yes


def test_a_yes_says_what_to_check() -> None:
    found = resolve([says("ann", YES, responsibility="not-known")], DAY)
    assert found.words == f"The family said yes. {WORDS[Reason.CHECK_RESPONSIBILITY]}"
    assert not resolve([says("ann", YES), says("ben", YES, responsibility="not-known")], DAY).notes


def test_it_is_a_gate_and_stays_shut_when_it_cannot_decide() -> None:
    assert GATES.get("consent") is GATE
    assert GATE.cannot_decide is Verdict.BLOCK
    assert set(WORDS) == set(Reason)


days = st.dates(date(2026, 8, 1), date(2027, 10, 1))
moments = st.integers(0, 48).map(at)
answers = st.sampled_from(Answer)
said = st.builds(
    Said,
    st.sampled_from(["", "ann", "ben", "liv"]),
    answers,
    days,
    st.none() | days,
    moments,
    st.sampled_from(["yes", "no", "not-known"]),
)
rulings = st.lists(st.builds(Ruling, answers, days, st.none() | days, moments), max_size=3)
protections = st.none() | moments


@given(said=st.lists(said, max_size=5), rulings=rulings, on=days, protected=protections)
def test_silence_is_a_no_whatever_the_head_decided(
    said: list[Said], rulings: list[Ruling], on: date, protected: datetime | None
) -> None:
    """There is no yes without a carer's own yes that holds that day, by somebody who may give it."""
    if resolve(said, on, rulings=rulings, protected=protected).yes:
        assert any(one.answer is YES and one.holds(on) and one.responsibility != "no" for one in said)


@given(said=st.lists(said, max_size=5), rulings=rulings, on=days, protected=protections, data=st.data())
def test_the_order_in_which_they_are_told_is_nothing(
    said: list[Said], rulings: list[Ruling], on: date, protected: datetime | None, data: st.DataObject
) -> None:
    first = resolve(said, on, rulings=rulings, protected=protected)
    again = resolve(
        data.draw(st.permutations(said)), on, rulings=data.draw(st.permutations(rulings)), protected=protected
    )
    assert (first.verdict, first.reason) == (again.verdict, again.reason)


@given(said=st.lists(said, max_size=5), rulings=rulings, on=days, protected=protections, carer=st.sampled_from("ab"))
def test_a_no_given_last_is_a_no_at_once(
    said: list[Said], rulings: list[Ruling], on: date, protected: datetime | None, carer: str
) -> None:
    last = Said(carer, NO, on, None, at(49))
    assert not resolve([*said, last], on, rulings=rulings, protected=protected).yes


@given(said=st.lists(said, max_size=5), rulings=rulings, on=days, carer=st.sampled_from(["new", "other"]))
def test_who_has_no_responsibility_makes_no_yes(said: list[Said], rulings: list[Ruling], on: date, carer: str) -> None:
    """A yes of theirs, heard after all others, never opens what was closed."""
    named = [one for one in said if one.carer]  # an answer of nobody in particular gives way to any carer's
    more = [*named, Said(carer, YES, on, None, at(49), "no")]
    assert resolve(more, on, rulings=rulings).yes == resolve(named, on, rulings=rulings).yes


@given(said=st.lists(said, max_size=5), rulings=rulings, on=days, protected=moments)
def test_protection_only_closes(said: list[Said], rulings: list[Ruling], on: date, protected: datetime) -> None:
    if resolve(said, on, rulings=rulings, protected=protected).yes:
        assert resolve(said, on, rulings=rulings).yes


@given(said=st.lists(said, max_size=5), rulings=rulings, on=days)
def test_what_is_over_says_nothing(said: list[Said], rulings: list[Ruling], on: date) -> None:
    """Answers and decisions of other days change no verdict."""
    now = [one for one in said if one.holds(on)]
    assert resolve(said, on, rulings=rulings).yes == resolve(now, on, rulings=[r for r in rulings if r.holds(on)]).yes
