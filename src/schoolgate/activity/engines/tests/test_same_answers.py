"""DuckDB, a Spark cluster and Sail give the same answer to every question: each value of each row, in one order.

The cluster is real: a master and two workers, each a process of its own, started here and stopped by their ids.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from schoolgate.activity.asking import ask
from schoolgate.activity.engines.choosing import engine
from schoolgate.activity.engines.contract import Parts, PartUnreadableError
from schoolgate.activity.engines.tests.standalone import standalone
from schoolgate.activity.making.writing import Wish, make, parts_of
from schoolgate.activity.questions.contract import Period, Question, Values
from schoolgate.activity.questions.registry import QUESTIONS

pytestmark = [
    pytest.mark.real,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # py4j leaves its sockets to the collector
]
ROWS = 20_000
HALVES = (Period("one", date(2026, 9, 1), date(2026, 9, 8)), Period("two", date(2026, 9, 9), date(2026, 10, 23)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    out = tmp_path_factory.mktemp("made") / "log"
    make(Wish(ROWS, schools=2, form="parts"), out)
    return {kind: [path for _, path in each] for kind, each in parts_of(out).items()}


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    before = os.environ.get("SPARK_LOCAL_IP")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with standalone(tmp_path_factory.mktemp("spark")) as address:
        yield address
        engine(address).close()
    engine.cache_clear()
    os.environ.pop("SPARK_LOCAL_IP") if before is None else os.environ.update(SPARK_LOCAL_IP=before)


@pytest.fixture(scope="module")
def sail() -> Iterator[str]:
    yield "sail"
    engine("sail").close()
    engine.cache_clear()


def said(made: dict[str, list[Path]]) -> dict[str, dict[str, Any]]:
    """A person and a moment that are there, two halves, and sites that somebody asked for."""
    rows = pq.read_table(made["rows"][0], columns=["person", "at", "site", "verdict"]).to_pylist()
    somebody = next(row for row in rows[len(rows) // 2 :] if row["person"])
    between = {"begins": somebody["at"] - timedelta(hours=2), "ends": somebody["at"] + timedelta(hours=2)}
    blocked = next(row["site"] for row in rows if row["verdict"] == "block")
    return {
        "what-was-done": between | {"person": somebody["person"]},
        "meetings": {"before": between["ends"]},
        "minutes": {"begins": between["begins"], "before": between["ends"]},
        "persons-hour": {"person": somebody["person"], "at": somebody["at"], "minutes": 120},
        "trend": {"periods": HALVES},
        "over-block-candidates": {"asked": (blocked, "o'brien.example", 'back\\slash"quote.example')},
        "out-of-hours": {"closed": (date(2026, 9, 9),)},
    }


def _answers(made: dict[str, list[Path]], on: str) -> Iterator[tuple[str, bool, int]]:
    def manifest(question: Question, values: Values) -> Parts:
        return {kind: made[kind] for kind in question.over}

    for question in QUESTIONS:
        told = said(made).get(question.key, {})
        here, there = (ask(question.key, told, manifest, on=name).table for name in ("duckdb", on))
        yield question.key, here.equals(there), here.num_rows


def test_spark_answers_every_question_as_duckdb_does(made: dict[str, list[Path]], spark: str) -> None:
    answered = list(_answers(made, spark))
    assert [key for key, same, _ in answered if not same] == []
    assert [key for key, _, rows in answered if not rows] == []


def test_sail_answers_every_question_as_duckdb_does(made: dict[str, list[Path]], sail: str) -> None:
    answered = list(_answers(made, sail))
    assert [key for key, same, _ in answered if not same] == []


def test_nothing_loaded_is_nothing_answered_everywhere(spark: str, sail: str) -> None:
    for on in (spark, sail):
        assert ask("use-by-level", {}, lambda *_: {}, on=on).table.num_rows == 0


def test_a_part_that_is_gone_or_cut_short_is_said_everywhere(
    made: dict[str, list[Path]], spark: str, sail: str
) -> None:
    cut = made["hours"][0].with_name("cut.parquet")
    cut.write_bytes(made["hours"][0].read_bytes()[:-40])
    for on in (spark, sail):
        for bad in (cut, cut.with_name("gone.parquet")):
            parts = {"hours": [*made["hours"], bad]}
            with pytest.raises(PartUnreadableError):
                ask("use-by-level", {}, lambda *_, parts=parts: parts, on=on)
