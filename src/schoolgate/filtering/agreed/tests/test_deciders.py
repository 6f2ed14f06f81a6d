"""Who may open a site by themselves, and until when."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.filtering.agreed.deciders import SPANS, spans, until, worth_offering
from schoolgate.filtering.agreed.setting import Decider
from schoolgate.gates.web.categories import CATEGORIES, LOCKED
from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.terms import Term
from schoolgate.vocabulary.roles import POSTS

_TEACHERS = Decider("teachers", "lesson", frozenset({"games", ""}), frozenset({"junior"}))
_OFFICE = Decider("office", "day")


def test_it_works() -> None:
    """The safeguarding lead may open anything that can be opened; a teacher what was agreed, for their own class."""
    assert spans(["dsl"], (), levels={"junior"}, categories={"games"}, own_class=False) == SPANS
    assert spans(["teachers"], [_TEACHERS], levels={"junior"}, categories={"games"}, own_class=True) == ("lesson",)
    assert spans(["teachers"], (), levels={"junior"}, categories={"games"}, own_class=True) == ()


def test_a_teacher_decides_for_no_other_class_category_or_level() -> None:
    assert not spans(["teachers"], [_TEACHERS], levels={"junior"}, categories={"games"}, own_class=False)
    assert not spans(["teachers"], [_TEACHERS], levels={"junior"}, categories={"chat"}, own_class=True)
    assert not spans(["teachers"], [_TEACHERS], levels={"infant"}, categories={"games"}, own_class=True)


def test_of_two_agreements_the_longer_holds() -> None:
    both = [_TEACHERS, _OFFICE]
    assert spans(["teachers", "office"], both, levels={"junior"}, categories={"games"}, own_class=True) == (
        "lesson",
        "day",
    )


@given(
    st.lists(st.sampled_from(sorted(POSTS))),
    st.lists(st.builds(Decider, st.sampled_from(sorted(POSTS)), st.sampled_from(SPANS))),
    st.sampled_from([each.key for each in LOCKED]),
    st.booleans(),
)
def test_what_is_locked_nobody_opens_whatever_was_agreed(
    roles: list[str], agreed: list[Decider], locked: str, own: bool
) -> None:
    assert spans(roles, agreed, levels={"staff"}, categories={locked}, own_class=own) == ()


@given(
    st.lists(st.sampled_from(sorted(POSTS))),
    st.lists(st.builds(Decider, st.sampled_from(sorted(POSTS)), st.sampled_from(SPANS))),
    st.sampled_from(sorted(CATEGORIES)),
    st.booleans(),
)
def test_whoever_may_for_long_may_for_less(roles: list[str], agreed: list[Decider], category: str, own: bool) -> None:
    may = spans(roles, agreed, levels={"staff"}, categories={category}, own_class=own)
    assert may == SPANS[: len(may)]


_NOW = datetime(2026, 7, 6, 9, 2, 31, tzinfo=UTC)  # two past ten on the wall
_DAYS = SchoolCalendar(terms=(Term(date(2026, 4, 13), date(2026, 7, 21), "Summer"),))


def test_each_length_of_time_ends_at_a_moment() -> None:
    """A lesson is an hour from the answer, to the next five minutes; a day and a term end at midnight on the wall."""
    ends = worth_offering(SPANS, _NOW, _DAYS)
    assert [(span, end and end.astimezone(UTC).isoformat()) for span, end in ends] == [
        ("lesson", "2026-07-06T10:05:00+00:00"),
        ("day", "2026-07-06T23:00:00+00:00"),
        ("term", "2026-07-21T23:00:00+00:00"),
        ("always", None),
    ]
    with pytest.raises(ValueError, match="no such length"):
        until("fortnight", _NOW, _DAYS)


def test_between_terms_there_is_no_this_term_and_a_lesson_ends_by_midnight() -> None:
    august = datetime(2026, 8, 6, 22, 30, tzinfo=UTC)  # half past eleven at night
    assert [span for span, _ in worth_offering(SPANS, august, _DAYS)] == ["lesson", "day", "always"]
    assert until("lesson", august, _DAYS) == datetime(2026, 8, 6, 23, tzinfo=UTC)
