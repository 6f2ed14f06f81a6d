"""What each question answers, of a few rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from schoolgate.activity.questions.contract import Period
from schoolgate.activity.questions.tests.a_log import MONDAY, Log

TUESDAY = MONDAY + timedelta(days=1)
BLOCKED = {"verdict": "block", "category": "games", "site": "play.example"}


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def test_use_is_counted_by_level_and_category(log: Log) -> None:
    log.day({}, {}, {"level": "infant", "bytes": 50})
    log.day({}, day=TUESDAY)
    assert log.ask("use-by-level") == [("junior", "learning", 3, 300), ("infant", "learning", 1, 50)]
    assert log.ask("use-by-level", since=TUESDAY) == [("junior", "learning", 1, 100)]
    assert log.ask("use-by-level", until="2026-09-06") == []


def test_blocks_are_told_with_how_many_asked(log: Log) -> None:
    log.day({"category": "games"}, BLOCKED, BLOCKED, {}, {"verdict": "warn", "category": "news"})
    assert log.ask("blocked-by-category") == [("games", "junior", 2, 3)]


def test_searches_that_alarmed_are_counted_and_never_quoted(log: Log) -> None:
    noticed = {"terms": "c2VhbGVk", "alarm": "phrase", "severity": "high"}
    log.day(noticed, noticed | {"verdict": "block"}, {"terms": "c2VhbGVk"}, {"alarm": "burst"})
    log.day(noticed | {"shared": True}, day=TUESDAY)
    assert log.ask("searches-that-alarmed") == [
        ("phrase", "high", "junior", False, 2, 1, 1, MONDAY, MONDAY),
        ("phrase", "high", "junior", True, 1, 0, 1, TUESDAY, TUESDAY),
    ]


def test_a_persons_hour_holds_both_its_ends_and_nobody_else(log: Log) -> None:
    minutes = (569, 570, 600, 630, 631)
    log.day(*({"person": "ada", "minute": minute} for minute in minutes), {"person": "bo"})
    told = log.ask("persons-hour", person="ada", at=datetime(2026, 9, 7, 9, tzinfo=UTC))
    assert [row[0].astimezone(UTC).strftime("%H:%M") for row in told] == ["08:30", "09:00", "09:30"]


def test_a_persons_hour_goes_over_midnight_by_the_schools_clock(log: Log) -> None:
    """0:30 at school is still the day before by UTC, and stands in the part of the school's own day."""
    log.day({"person": "ada", "minute": 1430})
    log.day({"person": "ada", "minute": 10}, day=TUESDAY)
    told = log.ask("persons-hour", person="ada", at="2026-09-07T23:00:00Z")
    assert len(told) == 2


def test_hosts_are_told_apart_from_sites(log: Log) -> None:
    log.day({"host": "a.one.example", "site": "one.example"}, {"host": "b.one.example", "site": "one.example"}, BLOCKED)
    log.day({"host": "a.one.example", "site": "one.example"}, day=TUESDAY)
    assert log.ask("distinct-hosts") == [("junior", 3, 2, 1, 4)]


def test_a_site_blocked_in_many_classes_on_one_day_may_be_blocked_wrongly(log: Log) -> None:
    log.day(*(BLOCKED | {"groups": group} for group in ("wren robin", "heron", "heron")))
    log.day(*(BLOCKED | {"groups": group, "site": "rare.example"} for group in ("wren", "wren")))
    log.day(BLOCKED | {"groups": "kite", "site": "rare.example"}, day=TUESDAY)
    assert log.ask("over-block-candidates") == [("play.example", "games", 3, 3, 1, False)]


def test_a_blocked_site_that_somebody_asked_for_is_told_before_the_rest(log: Log) -> None:
    log.day(*(BLOCKED | {"groups": group} for group in ("wren", "heron")), BLOCKED | {"site": "atlas.example"})
    told = log.ask("over-block-candidates", classes=2, asked="atlas.example,open.example")
    assert told == [("atlas.example", "games", 0, 1, 1, True), ("play.example", "games", 2, 2, 1, False)]


def test_ways_round_are_told_with_what_was_let_through(log: Log) -> None:
    proxy = {"category": "proxies", "site": "round.example", "verdict": "block"}
    log.day(proxy, proxy | {"device": "other"}, proxy | {"verdict": "allow"}, {}, {"alarm": "bypass"})
    assert log.ask("bypass-attempts") == [
        ("proxies", "round.example", "junior", 3, 1, 2, 1, MONDAY),
        ("learning", "spelling.example", "junior", 1, 1, 1, 1, MONDAY),
    ]


@pytest.mark.parametrize(
    ("day", "minute", "when"),
    [(MONDAY, 419, "early"), (MONDAY, 1080, "late"), (date(2026, 9, 12), 600, "weekend"), (TUESDAY, 600, "closed")],
)
def test_out_of_hours_says_why_the_school_was_closed(log: Log, day: date, minute: int, when: str) -> None:
    log.day({"minute": 420}, {"minute": 1079})
    log.day({"minute": minute}, day=day)
    assert log.ask("out-of-hours", closed=(TUESDAY,)) == [("junior", when, minute // 60, 1, 0, 1)]


def test_the_class_that_went_quiet_stands_first(log: Log) -> None:
    log.day({"groups": "wren"}, {"groups": "wren", "minute": 700}, {"groups": "heron"}, {})
    log.day({"groups": "heron"}, day=TUESDAY)
    assert log.ask("coverage") == [("wren", 2, 1, 2, MONDAY, MONDAY), ("heron", 2, 2, 2, MONDAY, TUESDAY)]


def test_the_trend_goes_by_periods_in_the_order_they_were_given(log: Log) -> None:
    log.day({}, BLOCKED)
    log.day(BLOCKED, BLOCKED, day=TUESDAY)
    log.day({}, day=date(2026, 10, 1))
    periods = (Period("B", MONDAY, MONDAY), Period("A", TUESDAY, TUESDAY))
    assert log.ask("trend", periods=periods) == [(1, "B", "junior", 2, 1, 0, 1), (2, "A", "junior", 2, 2, 0, 1)]


def test_the_busiest_sites_are_ranked_in_each_level(log: Log) -> None:
    """A site is counted by itself only where five devices or more asked for it."""
    five: Callable[[str, int], list[dict[str, object]]] = lambda site, extra: [  # noqa: E731
        {"site": site, "device": f"d{each % 5}"} for each in range(5 + extra)
    ]
    log.day(*five("b.example", 0), *five("a.example", 2), {"site": "rare.example"}, *five("c.example", 0))
    assert log.ask("busiest-sites", most=2) == [
        ("junior", 1, "a.example", "learning", 7, 0),
        ("junior", 2, "b.example", "learning", 5, 0),
    ]


def test_what_was_done_ends_just_before_its_end_and_is_of_one_person_device_or_class(log: Log) -> None:
    log.day(*({"person": "ada", "minute": minute} for minute in (569, 570, 629, 630)), {"device": "other"})
    log.day({"groups": "wren heron", "minute": 600}, {"groups": "wrens", "minute": 600})
    hour = {"begins": "2026-09-07T08:30:00Z", "ends": "2026-09-07T09:30:00Z"}
    assert len(log.ask("what-was-done", person="ada", **hour)) == 2
    assert len(log.ask("what-was-done", device="other", **hour)) == 1
    assert len(log.ask("what-was-done", device="other", person="ada", **hour)) == 0
    assert len(log.ask("what-was-done", group="wren", **hour)) == 1
    assert log.ask("what-was-done", **hour) == []


def test_minutes_say_when_and_nothing_of_what_it_was(log: Log) -> None:
    log.day(*({"minute": minute, "site": "secret.example"} for minute in (540, 540, 541, 900)))
    said = {"begins": "2026-09-07T00:00:00Z", "before": datetime(2026, 9, 8, tzinfo=UTC), "first": 540, "last": 899}
    told = log.ask("minutes", **said)
    assert [(row[4:6], row[8]) for row in told] == [(("", ""), 540), (("", ""), 541)]


def test_what_was_seen_together_is_counted_until_a_moment(log: Log) -> None:
    log.day({"groups": "wren", "minute": 600}, {"groups": "wren", "minute": 660}, {"person": "ada", "minute": 630})
    told = log.ask("meetings", before=datetime(2026, 9, 7, 9, 30, tzinfo=UTC))
    assert [(*row[1:5], row[5].astimezone(UTC).hour) for row in told] == [
        ("", "tablet", "ada", 1, 9),
        ("wren", "tablet", "", 1, 9),
    ]
