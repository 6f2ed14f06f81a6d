"""Standings: how they combine upwards, how they age, and what an unconfirmed reading may not say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.kernel.clocks.calendars import SchoolCalendar
from schoolgate.kernel.clocks.freshness import stale_after
from schoolgate.kernel.clocks.rules import Days
from schoolgate.kernel.standings import Finding, Standing, cap_unconfirmed, combine, worst

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STANDINGS = st.sampled_from(list(Standing))
FINDINGS = st.builds(
    Finding,
    STANDINGS,
    st.sampled_from(["Antivirus is current on 31 devices.", "Ms Reed says so.", "No file has come in."]),
    by=st.just("Ms Reed"),
    until=st.dates(NOON.date() - timedelta(days=2), NOON.date() + timedelta(days=2)),
    fresh_until=st.none() | st.sampled_from([NOON + timedelta(hours=n) for n in (-2, 0, 2)]),
)


def test_it_works() -> None:
    kept = Finding(Standing.KEPT, "All 31 devices are current.")
    broken = Finding(Standing.BROKEN, "Tablet 4 was last updated on 2 January 2026.")
    assert combine([kept, broken]) == broken
    assert combine([kept, kept]) == kept


@pytest.mark.parametrize(
    ("given_standings", "together"),
    [
        (["kept", "declared"], "declared"),
        (["declared", "not_known"], "not_known"),
        (["not_known", "broken"], "broken"),
        (["kept", "not_applicable"], "kept"),
        (["not_applicable", "not_applicable"], "not_applicable"),
        ([], "not_known"),
    ],
)
def test_what_decides(given_standings: list[str], together: str) -> None:
    assert worst(map(Standing, given_standings)) == together


@given(STANDINGS, STANDINGS, STANDINGS)
def test_grouping_order_and_repetition_make_no_difference(a: Standing, b: Standing, c: Standing) -> None:
    assert worst([a, b]) == worst([b, a])
    assert worst([worst([a, b]), c]) == worst([a, worst([b, c])]) == worst([a, b, c])
    assert worst([a, a]) == a


def test_the_reasons_are_those_of_what_decided_each_once() -> None:
    one = Finding(Standing.NOT_KNOWN, "No file has come in.")
    two = Finding(Standing.NOT_KNOWN, "Nobody has said.")
    kept = Finding(Standing.KEPT, "All is well.")
    assert combine([one, kept, two, one]).because == "No file has come in. Nobody has said."
    assert combine([]).because == "Nothing has been looked at yet."


def test_what_goes_stale_is_not_known_by_itself() -> None:
    kept = Finding(Standing.KEPT, "All 31 devices were current on 1 March 2026.", fresh_until=NOON)
    assert kept.at(NOON) is kept
    later = kept.at(NOON + timedelta(seconds=1))
    assert (later.standing, later.stale) == (Standing.NOT_KNOWN, True)
    assert later.because == "All 31 devices were current on 1 March 2026. That is out of date now."


def test_a_declaration_lapses_after_its_last_day() -> None:
    said = Finding(Standing.DECLARED, "Ms Reed says so.", by="Ms Reed", until=NOON.date())
    assert said.at(NOON.replace(hour=23)) is said
    assert said.at(NOON + timedelta(days=1)).standing is Standing.NOT_KNOWN
    with pytest.raises(ValueError, match="who declared it"):
        Finding(Standing.DECLARED, "Somebody says so.")


def test_silence_mends_nothing() -> None:
    broken = Finding(Standing.BROKEN, "Tablet 4 is behind.", fresh_until=NOON)
    later = broken.at(NOON + timedelta(days=1))
    assert (later.standing, later.stale) == (Standing.BROKEN, True)


@given(st.lists(FINDINGS, max_size=6), st.sampled_from([NOON + timedelta(hours=n) for n in (-30, -3, -1, 1, 3, 30)]))
def test_waiting_then_combining_says_the_same_as_combining_then_waiting(findings: list[Finding], now: datetime) -> None:
    assert combine(findings).at(now).standing == combine(finding.at(now) for finding in findings).standing


@given(FINDINGS, st.sampled_from([NOON + timedelta(hours=n) for n in (-3, 1, 3)]))
def test_ageing_twice_is_ageing_once_and_never_makes_anything_good(finding: Finding, now: datetime) -> None:
    aged = finding.at(now)
    assert aged.at(now) == aged
    assert aged.standing in (finding.standing, Standing.NOT_KNOWN)


@given(FINDINGS)
def test_an_unconfirmed_reading_is_never_broken(finding: Finding) -> None:
    capped = cap_unconfirmed(finding)
    assert capped.standing is not Standing.BROKEN
    assert finding.because in capped.because
    assert cap_unconfirmed(capped) == capped


def test_six_weeks_of_holiday_turn_nothing_grey() -> None:
    """A weekly feed last came in the last week of July; school opens in September."""
    calendar = SchoolCalendar()
    came = datetime(2026, 7, 20, 9, tzinfo=UTC)
    finding = Finding(Standing.KEPT, "All current.", fresh_until=stale_after(came, Days(7), calendar).at)
    assert finding.at(datetime(2026, 8, 25, 9, tzinfo=UTC)).standing is Standing.KEPT
    assert finding.at(datetime(2026, 9, 30, 9, tzinfo=UTC)).standing is Standing.NOT_KNOWN


def test_a_reason_is_a_sentence() -> None:
    with pytest.raises(ValueError, match="must be a sentence"):
        Finding(Standing.KEPT, "fine")
