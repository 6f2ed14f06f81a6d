"""The Friday five: at most five, the late first, never two for one sentence, and the same whenever it is asked."""

from datetime import date, timedelta

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.controls.registry import CONTROLS
from schoolgate.evidence.judging import PromiseStanding, foresee
from schoolgate.home.fridays import MOST, Kind, Thing, five, from_promises
from schoolgate.home.tests import a_document
from schoolgate.home.tests.asking import reading_address, words_of
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.people.models import School
from schoolgate.policy.models import Version

DAY = date(2026, 11, 6)
WEEK = timedelta(days=7)

things = st.lists(
    st.builds(
        Thing,
        what=st.sampled_from(("Ask", "Read", "Test", "Sign")),
        promises=st.lists(st.sampled_from("abcdefgh"), max_size=3, unique=True).map(tuple),
        kind=st.sampled_from(Kind),
        day=st.none() | st.dates(date(2026, 9, 1), date(2027, 1, 1)),
    ),
    max_size=20,
)


def test_five_things_each_with_its_sentence() -> None:
    late = Thing("Close four sign-ins", ("p1",), Kind.LATE, DAY - WEEK)
    soon = Thing("Read the report", ("p2",), Kind.DUE, DAY)
    assert [(one.thing, one.promise) for one in five([soon, late])] == [(late, "p1"), (soon, "p2")]


@given(things)
def test_at_most_five_and_all_that_there_are_up_to_that(given: list[Thing]) -> None:
    chosen = five(given)
    assert len(chosen) <= MOST
    if len(chosen) < MOST:  # then each that was left out has no sentence, or one that stands there already
        shown = {promise for one in chosen for promise in one.thing.promises}
        left = [thing for thing in given if thing not in [one.thing for one in chosen]]
        assert all(not thing.promises or shown & set(thing.promises) for thing in left)


@given(things)
def test_never_two_for_one_sentence_and_never_one_for_none(given: list[Thing]) -> None:
    sentences = [promise for one in five(given) for promise in one.thing.promises]
    assert len(sentences) == len(set(sentences))
    assert all(one.promise in one.thing.promises for one in five(given))


@given(things)
def test_the_late_come_first_and_the_soonest_before_the_later(given: list[Thing]) -> None:
    ranks = [(one.thing.kind, one.thing.day or date.max) for one in five(given)]
    assert ranks == sorted(ranks)


@given(things)
def test_what_was_chosen_is_chosen_again(given: list[Thing]) -> None:
    chosen = five(given)
    assert five([one.thing for one in chosen]) == chosen


@given(things)
def test_of_two_alike_the_one_given_first_comes_first(given: list[Thing]) -> None:
    alike = [Thing(str(number), (str(number),), Kind.DUE, DAY) for number, _ in enumerate(given)]
    assert [one.thing for one in five(alike)] == alike[:MOST]


def test_the_marks_ask_for_newer_evidence_and_for_what_is_about_to_lapse() -> None:
    stale = Finding(Standing.NOT_KNOWN, "The list is old.", stale=True)
    soon = Finding(Standing.DECLARED, "So it was said.", by="the head", until=DAY + WEEK)
    far = Finding(Standing.DECLARED, "So it was said.", by="the head", until=DAY + 30 * WEEK)
    first, second, third, *_ = foresee(a_document.reading(), CONTROLS, DAY)
    judged = [_as(first, stale), _as(second, soon), _as(third, far)]
    assert [(thing.kind, thing.promises) for thing in from_promises(judged, DAY)] == [
        (Kind.STALE, (first.promise.ref,)),
        (Kind.LAPSES, (second.promise.ref,)),
    ]


def _as(promise: PromiseStanding, finding: Finding) -> PromiseStanding:
    return PromiseStanding(promise.promise, finding, promise.checks, promise.would_answer)


def test_the_page_says_how_many_and_gives_each_its_sentence(client: Client, school: School, in_force: Version) -> None:
    client.post(reading_address(client, school, a_document.REVIEW), {"right": "yes"})
    text = words_of(client.get(f"/schools/{school.ref}/friday/"))
    assert "One thing to do this week." in text
    assert f"1. Say what we are doing about it “{a_document.REVIEW}” Our policy, 1 Needs putting right" in text


def test_a_week_with_nothing_in_it_says_so(client: Client, school: School, in_force: Version) -> None:
    text = words_of(client.get(f"/schools/{school.ref}/friday/"))
    assert "Nothing to do this week." in text
    assert "Nothing is late, nothing is out of date and nothing lapses soon." in text
