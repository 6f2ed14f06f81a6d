"""A person's word lapses, silence is never safety, and no count gets better by getting worse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.controls.answers import asked, counted, share, speaks_of
from schoolgate.controls.contract import Ask, Control, Rhythm
from schoolgate.controls.registry import CONTROLS
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import FACTS, Confirmed, Counted, PromiseFacts, Share

DAY = date(2026, 11, 2)
ASK = Ask("Go round the server", "it-lead", "technical.physical_round", 15)
WORD = Confirmed("Sam Reed", "it-lead", DAY, DAY + timedelta(days=46))
BEST_FIRST = (Standing.KEPT, Standing.DECLARED, Standing.NOT_KNOWN, Standing.BROKEN)


def answer(given: Confirmed | None, on: date = DAY, rhythm: Rhythm = "termly") -> Finding:
    return asked(given, ASK, rhythm, on)


def of_devices(given: Counted | None, on: date = DAY) -> Finding | None:
    return counted(given, on, things="devices", good="updated this week")


def test_a_persons_word_is_a_confirmation_until_the_next_is_due() -> None:
    finding = answer(replace(WORD, attached=2))
    assert (finding.standing, finding.by, finding.until) == (Standing.DECLARED, "Sam Reed", WORD.until)
    assert finding.because == "Sam Reed confirmed it on 2 November 2026, with 2 files attached."


def test_nothing_to_report_is_an_answer_and_silence_is_not() -> None:
    assert answer(replace(WORD, nothing=True)).because.endswith("had nothing to report.")
    assert answer(None) == Finding(Standing.NOT_KNOWN, "IT support would answer it; they are asked each term.")


def test_a_word_lapses_and_a_no_stays() -> None:
    after = WORD.until + timedelta(days=1)
    assert (answer(WORD, after).standing, answer(WORD, after).stale) == (Standing.NOT_KNOWN, True)
    no = answer(replace(WORD, so=False), after)
    assert (no.standing, no.stale) == (Standing.BROKEN, True)


def test_a_word_of_tomorrow_says_nothing_of_today() -> None:
    assert answer(WORD, DAY - timedelta(days=1)).standing is Standing.NOT_KNOWN
    assert of_devices(Counted(3, 3, 0, 0, DAY), DAY - timedelta(days=1)) is None


def test_a_count_says_how_many_are_late_and_how_many_nobody_has_heard_from() -> None:
    finding = of_devices(Counted(31, 27, 2, 2, DAY))
    assert finding is not None
    assert finding.because == "27 of 31 devices updated this week; 2 late; 2 not heard from."
    assert finding.standing is Standing.BROKEN


def test_a_count_lapses_when_its_giver_said_or_when_the_first_of_the_good_ends() -> None:
    month = DAY + timedelta(days=30)
    count = Counted(3, 3, 0, 0, DAY, until=month, soonest=DAY + timedelta(days=5))
    assert [found.standing for day in (5, 6) if (found := of_devices(count, DAY + timedelta(days=day)))] == [
        Standing.KEPT,
        Standing.NOT_KNOWN,
    ]
    late = of_devices(replace(count, good=2, late=1), month)
    assert late is not None
    assert (late.standing, late.stale) == (Standing.BROKEN, True)


def test_a_count_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="are not 31"):
        Counted(31, 27, 2, 1, DAY)


def of_sites(given: Share | None, on: date = DAY) -> Finding | None:
    return share(given, on, things="sites", good="opened", late="were blocked")


def test_a_share_may_have_one_in_twenty_otherwise() -> None:
    found = [of_sites(Share(1_000, good, 1_000 - good, DAY)) for good in (1_000, 950, 949)]
    assert [one.standing for one in found if one] == [Standing.KEPT, Standing.KEPT, Standing.BROKEN]
    assert found[1] is not None
    assert found[1].because == "950 of 1,000 sites opened; 50 were blocked."


def test_a_share_of_which_too_little_is_known_proves_nothing() -> None:
    found = of_sites(Share(20, 18, 0, DAY))
    assert found is not None
    assert (found.standing, found.because) == (Standing.NOT_KNOWN, "18 of 20 sites opened; 2 could not be tried.")
    assert of_sites(None) is None
    none = of_sites(Share(0, 0, 0, DAY))
    assert none is not None
    assert none.standing is Standing.NOT_KNOWN


def test_a_share_lapses_after_a_fortnight_or_when_its_giver_said() -> None:
    week = Share(20, 20, 0, DAY, until=DAY + timedelta(days=7))
    days = [of_sites(week, DAY + timedelta(days=on)) for on in (-1, 7, 8)]
    assert [one and one.standing for one in days] == [None, Standing.KEPT, Standing.NOT_KNOWN]


@given(good=st.integers(0, 60), late=st.integers(0, 9), untold=st.integers(0, 9))
def test_worsening_a_share_never_improves_how_it_stands(good: int, late: int, untold: int) -> None:
    before = of_sites(Share(good + late + untold + 1, good + 1, late, DAY))
    for worse in (
        Share(good + late + untold + 1, good, late + 1, DAY),
        Share(good + late + untold + 1, good, late, DAY),
    ):
        after = of_sites(worse)
        assert before is not None
        assert after is not None
        assert BEST_FIRST.index(after.standing) >= BEST_FIRST.index(before.standing)


def test_a_share_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 3"):
        Share(3, 2, 2, DAY)


def test_a_promise_is_looked_at_by_its_own_words() -> None:
    promise = PromiseFacts("The governor meets the lead.", (), ("governor-reporting.governor-role",), ())
    assert speaks_of(promise, "meets")
    assert not speaks_of(promise, "publishes")


COUNTING = [
    pytest.param(control, key, id=control.key)
    for control in CONTROLS
    for key in control.facts
    if FACTS[key].shape is Counted
]


@pytest.mark.parametrize(("control", "key"), COUNTING)
@given(
    good=st.integers(1, 40), late=st.integers(0, 5), unknown=st.integers(0, 5), age=st.integers(0, 400), step=st.data()
)
def test_worsening_a_count_never_improves_how_it_stands(
    control: Control, key: str, good: int, late: int, unknown: int, age: int, step: st.DataObject
) -> None:
    """One that was good goes quiet or late, one that was quiet turns out late, or the same count is a day older."""
    count, today = Counted(good + late + unknown, good, late, unknown, DAY), DAY + timedelta(days=age)
    worse = [
        (replace(count, good=good - 1, late=late + 1), today),
        (replace(count, good=good - 1, unknown=unknown + 1), today),
        (count, today + timedelta(days=1)),
    ]
    worse += [(replace(count, unknown=unknown - 1, late=late + 1), today)] if unknown else []
    then, later = step.draw(st.sampled_from(worse))
    before, after = control.answer({key: count}, today), control.answer({key: then}, later)
    assert before is not None
    assert after is not None
    assert BEST_FIRST.index(after.standing) >= BEST_FIRST.index(before.standing)
    assert unknown + late == 0 or before.standing is not Standing.KEPT
