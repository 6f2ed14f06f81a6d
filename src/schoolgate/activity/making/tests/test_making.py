"""Made-up activity: the same from the same seed, as many rows as wished, and readable as what it says it is."""

import json
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schoolgate.activity import counting
from schoolgate.activity.making.incidents import KINDS as INCIDENTS
from schoolgate.activity.making.stored import ids
from schoolgate.activity.making.words import searches as made_searches
from schoolgate.activity.making.writing import Form, Wish, _spread, make, parts_of
from schoolgate.activity.rows import KINDS, schema
from schoolgate.feeds.activity.contract import Options
from schoolgate.feeds.activity.registry import ACTIVITY_FEEDS
from schoolgate.kernel.errors import BadInputError

ROWS = 12_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "log"
    make(Wish(ROWS, seed=7, schools=3, form="both"), out)
    return out


def test_it_makes_as_many_rows_as_wished(made: Path) -> None:
    tables = [pq.read_table(path) for _, path in parts_of(made)["rows"]]
    assert sum(table.num_rows for table in tables) == ROWS
    assert len({pc.unique(table["school"])[0].as_py() for table in tables}) == 3
    lines = b"".join(path.read_bytes() for path in (made / "squid").rglob("*.log"))
    assert lines.count(b"\n") == sum(pc.sum(pc.not_equal(table["kind"], "dns")).as_py() for table in tables)


def test_only_what_a_proxy_sees_is_made_where_only_its_log_is_wished(tmp_path: Path) -> None:
    made = make(Wish(500, seed=3), tmp_path / "log")
    assert (
        sum(path.read_bytes().count(b"\n") for path in (tmp_path / "log" / "squid").rglob("*.log")) == made.rows == 500
    )


@pytest.mark.parametrize("form", ["squid", "parts"])
def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path: Path, form: Form) -> None:
    told = {}
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        make(Wish(2_000, seed=seed, form=form), tmp_path / name)
        files = sorted(path for path in (tmp_path / name / form).rglob("*") if path.is_file())
        told[name] = [path.read_bytes() for path in files]
    assert told["one"] == told["again"] != told["other"]


def test_parts_are_as_loading_leaves_them(made: Path) -> None:
    """Every column with the type of the contract, days that are the school's own, and moments within them."""
    for kind, parts in parts_of(made).items():
        for day, path in parts:
            table = pq.read_table(path).cast(schema(kind))
            assert set(table["day"].to_pylist()) == {day}
            if kind == "rows":
                assert pc.all(pc.less(table["minute"], 1440)).as_py()
                summer = pc.subtract(pc.hour(table["at"]), pc.divide(table["minute"], 60))
                assert set(pc.unique(summer).to_pylist()) <= {-1, 23}


def test_counts_are_those_that_loading_makes(made: Path) -> None:
    parts = parts_of(made)
    for (_, rows), (_, hours) in zip(parts["rows"], parts["hours"], strict=True):
        table, counted = pq.read_table(rows), pq.read_table(hours)
        batch = table.cast(schema()).combine_chunks().to_batches()[0]
        assert counted.cast(schema("hours")).equals(counting.counts(batch)["hours"])
        assert pc.sum(counted["rows"]).as_py() == table.num_rows
    assert set(parts) == set(KINDS)


def test_what_happened_is_told_and_stands_in_the_rows(tmp_path: Path) -> None:
    make(Wish(20_000, seed=4, a_day=2_000, form="parts"), tmp_path / "log")
    told = [json.loads(line) for line in (tmp_path / "log" / "incidents.jsonl").read_text().splitlines()]
    assert {each["key"] for each in told} >= {"worrying-search", "bypass", "night-use"}
    alarms = [
        value
        for _, path in parts_of(tmp_path / "log")["rows"]
        for value in pq.read_table(path)["alarm"].to_pylist()
        if value
    ]
    assert len(alarms) == sum(each["rows"] for each in told if each["look"])


def test_squids_lines_are_read_by_squids_feed(made: Path) -> None:
    feed, rows, searches = ACTIVITY_FEEDS.get("squid"), 0, set()
    for path in (made / "squid").rglob("*.log"):
        for batch in feed.read(iter([path.read_bytes()]), Options()):
            assert not batch.rejects
            rows += batch.rows.num_rows
            searches |= set(batch.rows["terms"].to_pylist())
    assert rows
    assert len(searches) > 100
    assert searches - {""} <= set(made_searches()) | {words for kind in INCIDENTS for words in kind.words}


def test_a_folder_that_holds_something_is_left_alone(made: Path) -> None:
    with pytest.raises(BadInputError, match="not empty"):
        make(Wish(10), made)


def test_a_folder_without_a_manifest_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="activity make"):
        parts_of(tmp_path)


@given(st.integers(1, 10**9), st.integers(0, 40), st.integers(0, 500_000))
def test_any_wish_is_spread_over_enough_days(rows: int, schools: int, a_day: int) -> None:
    many, days, each = _spread(Wish(rows, schools=schools, a_day=a_day, since=date(2026, 9, 7)))
    assert many * days * each >= rows


@settings(max_examples=20)
@given(st.integers(0, 2**62), st.integers(1, 2_000))
def test_no_id_comes_twice(first: int, count: int) -> None:
    assert len(set(ids(first, count).tolist()) | set(ids(first + count, 5).tolist())) == count + 5
