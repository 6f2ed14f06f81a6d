"""What holds for every question, from the day its file appears."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from schoolgate.activity.asking import ask
from schoolgate.activity.questions.contract import Period, Question
from schoolgate.activity.questions.registry import QUESTIONS
from schoolgate.activity.questions.tables import tables
from schoolgate.activity.questions.telling import told
from schoolgate.activity.questions.tests.a_log import Log
from schoolgate.activity.rows import KINDS
from schoolgate.kernel.errors import BadInputError, NotFoundError

EVERY = pytest.mark.parametrize("question", list(QUESTIONS), ids=lambda each: each.key)
_SAID: dict[str, Any] = {
    "person": "nobody",
    "at": datetime(2026, 9, 7, 9, tzinfo=UTC),
    "before": datetime(2026, 9, 8, tzinfo=UTC),
    "begins": datetime(2026, 9, 7, tzinfo=UTC),
    "ends": datetime(2026, 9, 8, tzinfo=UTC),
    "periods": (Period("Autumn 1", date(2026, 9, 3), date(2026, 10, 23)),),
}


def said(question: Question) -> dict[str, Any]:
    """What a question has to be told, and no more."""
    return {each.key: _SAID[each.key] for each in question.parameters if each.default is None and not each.free}


@EVERY
def test_it_says_what_it_asks_with_an_example(question: Question) -> None:
    assert question.words.endswith("?")
    assert question.example.endswith(".")
    assert set(question.over) <= set(KINDS)
    assert all(each.words for each in question.everything)


@EVERY
def test_its_answer_holds_no_fraction_and_only_columns_that_are_there(question: Question) -> None:
    """A fraction would be added up in another order by another engine, and end otherwise."""
    kinds = question.ask(tables(), told(question, said(question))).schema().to_pyarrow()
    assert not [field.name for field in kinds if pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)]
    assert set(question.counts) <= set(kinds.names)


@EVERY
def test_nothing_is_answered_where_nothing_was_loaded(question: Question, tmp_path: Path) -> None:
    answer = ask(question.key, said(question), Log(tmp_path).manifest, on="duckdb")
    assert (answer.table.num_rows, answer.parts) == (0, 0)


@EVERY
def test_the_order_of_parts_and_rows_makes_no_difference(question: Question, tmp_path: Path) -> None:
    """Equal counts are told apart by the columns that name a row, to the last of them."""
    rows = [
        {
            "site": f"{site}.example",
            "groups": group,
            "verdict": "block",
            "terms": "x",
            "alarm": "bypass",
            "minute": 1100,
        }
        | {"person": "nobody", "device": f"d{device}", "level": level}
        for site in ("a", "b")
        for group in ("wren", "heron", "kite")
        for device in range(5)
        for level in ("infant", "junior")
    ]
    answers = []
    for name, order in (("one", rows), ("other", rows[::-1])):
        (tmp_path / name).mkdir()
        log = Log(tmp_path / name)
        for half in (order[:30], order[30:]):
            log.day(*half)
        more: dict[str, Any] = {"device": "d1"} if question.key == "what-was-done" else {}
        more |= {"at": datetime(2026, 9, 7, 17, 20, tzinfo=UTC)} if "at" in said(question) else {}
        answers.append(_without_ids(ask(question.key, said(question) | more, log.manifest, on="duckdb").table))
    assert answers[0].num_rows
    assert answers[0].equals(answers[1])


def _without_ids(table: pa.Table) -> pa.Table:
    """Rows of one moment stand in the order of their ids, and these are given in the order in which rows were made."""
    if "id" not in table.column_names:
        return table
    rest = table.drop_columns(["id"])
    return rest.sort_by([(name, "ascending") for name in rest.column_names])


@pytest.mark.parametrize(
    ("key", "what", "names"),
    [
        ("out-of-hours", {"opens": "noon"}, "opens"),
        ("out-of-hours", {"opens": "24"}, "opens"),
        ("out-of-hours", {"closing": "5"}, "closing"),
        ("persons-hour", {"person": "ada"}, "at"),
        ("persons-hour", {"person": "ada", "at": "2026-09-07T10:42:00"}, "at"),
        ("trend", {"periods": "Autumn 1"}, "periods"),
        ("use-by-level", {"since": "2026-09-08", "until": "2026-09-07"}, "until"),
    ],
)
def test_what_cannot_be_used_is_named(key: str, what: dict[str, str], names: str) -> None:
    with pytest.raises(BadInputError, match=names):
        told(QUESTIONS.get(key), what)


def test_text_is_read_as_what_the_question_is_told() -> None:
    values = told(QUESTIONS.get("trend"), {"periods": "Autumn 1=2026-09-03..2026-10-23"})
    assert values == {"since": None, "until": None, "periods": _SAID["periods"], "least": 0}
    closed = told(QUESTIONS.get("out-of-hours"), {"closed": "2026-10-26, 2026-10-27"})["closed"]
    assert closed == (date(2026, 10, 26), date(2026, 10, 27))


def test_a_question_there_is_not_names_those_that_are_like_it() -> None:
    with pytest.raises(NotFoundError, match="use-by-level"):
        QUESTIONS.get("use-by-levels")
