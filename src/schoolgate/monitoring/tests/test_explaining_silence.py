"""Why is nothing seen of Robin class? Explained, or flagged; counted in school hours, so a holiday alarms nobody."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.monitoring.coverage.explaining import (
    LESSON,
    NOTED,
    WORDS,
    Heard,
    Hours,
    Note,
    Piece,
    State,
    explain,
    silent,
)

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def school(day: int) -> tuple[datetime, datetime]:
    return MONDAY + timedelta(days=day), MONDAY + timedelta(days=day, hours=6)


# A week of school, a weekend, half a week; then two weeks of holiday.
HOURS = Hours(tuple(school(day) for day in (0, 1, 2, 3, 4, 7, 8, 9)))
NOW = MONDAY + timedelta(days=8, hours=3)
SQUID = Heard("squid", "The web filter", NOW - timedelta(minutes=1))
ROBIN = Piece("grp_robin", "class", "Robin class", people=28, devices=4, last=NOW - timedelta(minutes=5))


def why(piece: Piece, *sources: Heard, now: datetime = NOW) -> tuple[str, str]:
    found = explain(piece, HOURS, sources or (SQUID,), now)
    return found.state.value, found.reason


def days_ago(school_days: int) -> datetime:
    """At the end of so many school days before today."""
    return HOURS.spans[6 - school_days][1]


def test_what_was_seen_this_lesson_is_seen() -> None:
    assert why(ROBIN) == ("seen", "seen")


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        (replace(ROBIN, last=NOW - timedelta(hours=2)), ("seen", "recent")),
        (replace(ROBIN, people=0, devices=0, last=None), ("explained", "empty")),
        (replace(ROBIN, last=days_ago(2)), ("explained", "switched-off")),
        (replace(ROBIN, last=days_ago(6)), ("flagged", "off-long")),
        (replace(ROBIN, last=days_ago(2), on_network=NOW), ("flagged", "bypass")),
        (replace(ROBIN, last=None, on_network=NOW), ("flagged", "never")),
        (replace(ROBIN, last=None), ("flagged", "unknown")),
        (
            replace(ROBIN, last=days_ago(2), note=Note("absent", "Ada", NOW + timedelta(days=1))),
            ("explained", "absent"),
        ),
        (replace(ROBIN, last=days_ago(2), note=Note("absent", "Ada", days_ago(1))), ("explained", "switched-off")),
    ],
)
def test_each_silence_has_its_reason(piece: Piece, told: tuple[str, str]) -> None:
    assert why(piece) == told


def test_a_weekend_and_a_holiday_are_no_silence() -> None:
    friday = replace(ROBIN, last=MONDAY + timedelta(days=4, hours=6))
    assert why(friday, now=MONDAY + timedelta(days=6)) == ("seen", "seen")
    assert why(replace(friday, last=HOURS.spans[-1][1]), now=NOW + timedelta(days=14)) == ("seen", "seen")
    never_yet = replace(ROBIN, last=None)
    assert explain(never_yet, Hours(()), (), NOW).reason == "closed"


def test_a_dead_source_explains_every_class_it_carried_and_hides_them() -> None:
    dead = replace(SQUID, last=days_ago(1))
    quiet = replace(ROBIN, last=days_ago(1))
    found = explain(quiet, HOURS, (dead,), NOW)
    assert (found.state, found.reason, found.source, found.hidden) == (
        State.EXPLAINED,
        "feed-dead",
        "The web filter",
        True,
    )
    # Another source speaks: the class is usually seen by the dead one, or by either.
    dns = Heard("dns", "The name server", NOW)
    assert why(replace(quiet, sources=frozenset({"squid"})), dead, dns) == ("explained", "feed-dead")
    assert why(replace(quiet, last=days_ago(2)), dead, dns) == ("explained", "switched-off")


def test_a_source_is_silent_within_a_lesson_and_never_for_a_weekend() -> None:
    assert not silent(replace(SQUID, last=NOW - timedelta(minutes=59)), HOURS, NOW)
    assert silent(replace(SQUID, last=NOW - LESSON), HOURS, NOW)
    assert not silent(replace(SQUID, last=HOURS.spans[4][1]), HOURS, MONDAY + timedelta(days=6, hours=20))


SOME_MOMENTS = st.integers(-60, 15 * 24).map(lambda n: MONDAY + timedelta(hours=n))
MOMENTS = st.one_of(st.none(), SOME_MOMENTS)
PIECES = st.builds(
    Piece,
    st.just("key"),
    st.just("class"),
    st.just("Robin class"),
    people=st.integers(0, 30),
    devices=st.integers(0, 5),
    last=MOMENTS,
    on_network=MOMENTS,
    note=st.one_of(st.none(), st.builds(Note, st.sampled_from([*NOTED]), st.just("Ada"), SOME_MOMENTS)),
)
SOURCES = st.lists(st.builds(Heard, st.just("squid"), st.just("The web filter"), MOMENTS), max_size=2)


@given(PIECES, SOURCES, st.integers(0, 15 * 24).map(lambda n: MONDAY + timedelta(hours=n)))
def test_nothing_is_silent_without_a_word(piece: Piece, sources: list[Heard], now: datetime) -> None:
    found = explain(piece, HOURS, sources, now)
    assert found.reason in WORDS
    if found.state is State.SEEN:  # a row came within a day of school: nothing else makes a thing seen
        assert piece.last is not None
        assert found.quiet < timedelta(hours=6)
    if found.hidden:
        assert found.quiet >= LESSON or piece.last is None


@given(SOME_MOMENTS, SOME_MOMENTS, SOME_MOMENTS)
def test_school_hours_add_up(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    assert HOURS.between(first, middle) + HOURS.between(middle, last) == HOURS.between(first, last)
