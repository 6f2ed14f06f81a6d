"""Times as they are written, hours that come twice or never, years left out, and clocks that are wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schoolgate.feeds.activity.clocks import Clock
from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.tests.reads import read
from schoolgate.kernel.errors import BadInputError

HERE = Options(until=datetime(2026, 11, 22, 12, tzinfo=UTC))
LONDON = ZoneInfo("Europe/London")


def moment(text: str, options: Options = HERE) -> str:
    found = Clock(options).one(text)
    return "" if found is None else f"{datetime.fromtimestamp(found / 1e6, UTC):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    "text",
    [
        "1793610000.000", "1793610000", "1793610000000", "2026-11-02T09:00:00Z", "2026-11-02T09:00:00.000000001Z",
        "2026-11-02T10:00:00+01:00", "2026-11-02 09:00", "2026/11/02 09:00:00", "02/11/2026 09:00", "2-11-26 9:00:00",
        "02/11/2026, 09:00:00", "02/11/2026 9:00 AM", "2026.11.2 9:00:00", "2 Nov 2026 09:00",
        "2nd November 2026, 9:00am", "Mon, 2 Nov 2026 09:00:00 GMT", "Nov 2, 2026, 9:00:00 AM",
        "02/Nov/2026:09:00:00 +0000",
        "Nov  2 09:00:00",
        "Mon 02/11/2026 09:00", "02/11/2026 10:00 BST", "2026-11-02 09:00:00 (UTC)",
    ],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written(text: str) -> None:
    assert moment(text) == "2026-11-02 09:00:00"


@pytest.mark.parametrize(
    "text", ["", "-", "yesterday", "02/11/2026", "2026-13-02 09:00", "31/02/2026 09:00", "25:00", "٣"]
)
def test_what_is_no_time_is_told_to_be_none(text: str) -> None:
    assert moment(text) == ""


def test_month_first_is_for_those_who_say_so() -> None:
    assert moment("11/2/2026 09:00", replace(HERE, month_first=True)) == "2026-11-02 09:00:00"
    assert moment("11/13/2026 09:00") == "2026-11-13 09:00:00"  # it can be nothing else


def test_a_year_left_out_is_the_latest_there_can_be() -> None:
    assert moment("Nov 22 13:00:00") == "2026-11-22 13:00:00"
    assert moment("Dec 31 23:59:59") == "2025-12-31 23:59:59"
    assert moment("Feb 29 09:00:00") == "2024-02-29 09:00:00"


def test_the_hour_that_comes_twice_is_the_second_time_once_times_jump_back() -> None:
    clock = Clock(HERE)
    times = pa.array([f"2026-10-25 {each}" for each in ("00:59", "01:10", "01:50", "01:05", "01:55", "02:00")])
    found = [datetime.fromtimestamp(each / 1e6, UTC).strftime("%H:%M") for each in clock.micros(times).to_pylist()]
    assert found == ["23:59", "00:10", "00:50", "01:05", "01:55", "02:00"]
    assert [each.strftime("%H:%M") for each in map(_at, clock.micros(pa.array(["2026-10-25 02:10"])).to_pylist())] == [
        "02:10"
    ]


def test_it_is_told_over_the_end_of_a_batch() -> None:
    clock = Clock(HERE)
    clock.micros(pa.array(["2026-10-25 01:50"]))
    assert _at(clock.one("2026-10-25 01:10")).strftime("%H:%M") == "01:10"


def test_the_hour_left_out_is_read_by_a_clock_not_put_forward_yet() -> None:
    assert moment("2026-03-29 01:30") == "2026-03-29 01:30:00"
    assert moment("2026-03-29 02:30") == "2026-03-29 01:30:00"


def test_a_clock_that_is_ahead_is_put_right() -> None:
    line = "1793610000.000 1 10.20.4.17 TCP_MISS/200 1 GET http://a.example/ - D/- -\n"
    (row,) = read("squid", line, skew_seconds=90.5).rows
    assert row["at"] == datetime(2026, 11, 2, 8, 58, 29, 500_000, tzinfo=UTC)


def test_a_zone_there_is_not_is_named() -> None:
    with pytest.raises(BadInputError, match="Europe/Leeds"):
        Clock(Options(zone="Europe/Leeds"))


@given(st.integers(86_400, 100 * 366 * 86_400))
def test_a_local_time_comes_back(seconds: int) -> None:
    naive = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    found = Clock(HERE).one(naive.isoformat(sep=" ", timespec="seconds"))
    assert found is not None
    back = _at(found).astimezone(LONDON).replace(tzinfo=None)
    assert back - naive.replace(microsecond=0) in (timedelta(0), timedelta(hours=1))  # an hour later where left out


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    Clock(HERE).one(text)


def _at(micros: int | None) -> datetime:
    assert micros is not None
    return datetime.fromtimestamp(micros / 1e6, UTC)
