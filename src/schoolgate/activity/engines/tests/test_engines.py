"""Which engine answers, and what each says when a part cannot be read."""

from pathlib import Path

import pytest

from schoolgate.activity.asking import ask
from schoolgate.activity.engines.choosing import SETTING, chosen, engine
from schoolgate.activity.engines.contract import Parts, PartUnreadableError
from schoolgate.activity.questions.contract import Question, Values
from schoolgate.activity.questions.tests.a_log import Log
from schoolgate.kernel.errors import BadInputError


def test_duckdb_answers_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert chosen() == "duckdb"
    assert engine(chosen()) is engine("duckdb")


def test_the_setting_names_the_engine_and_a_command_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "spark://192.0.2.7:7077")
    assert (chosen(), chosen("spark"), chosen("sail")) == ("spark://192.0.2.7:7077", "spark://192.0.2.7:7077", "sail")
    monkeypatch.setenv(SETTING, "duckdb")
    with pytest.raises(BadInputError, match="no cluster is named"):
        chosen("spark")


def test_an_engine_there_is_not_is_refused() -> None:
    with pytest.raises(BadInputError, match="abacus"):
        engine("abacus")


@pytest.mark.parametrize("damage", ["gone", "cut short", "no Parquet"])
def test_a_part_that_cannot_be_read_gives_no_answer_from_the_others(tmp_path: Path, damage: str) -> None:
    log = Log(tmp_path)
    for _ in range(2):
        log.day(*({"site": f"{number}.example"} for number in range(200)))
    hurt = log.parts["rows"][1][1]
    match damage:
        case "gone":
            hurt.unlink()
        case "cut short":
            hurt.write_bytes(hurt.read_bytes()[:-40])
        case _:
            hurt.write_bytes(b"not a part at all" * 20)
    with pytest.raises(PartUnreadableError) as told:
        log.ask("distinct-hosts")
    assert str(tmp_path) not in str(told.value)


def test_a_part_put_together_with_others_meanwhile_is_found_by_the_new_manifest(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.day({}, {})
    asked: list[Parts] = []

    def manifest(question: Question, values: Values) -> Parts:
        found = {"hours": [tmp_path / "replaced.parquet"]} if not asked else log.manifest(question, values)
        asked.append(found)
        return found

    assert ask("use-by-level", {}, manifest, on="duckdb").table["rows"].to_pylist() == [2]
    assert len(asked) == 2


def test_a_folder_with_a_quote_in_its_name_is_only_a_name(tmp_path: Path) -> None:
    folder = tmp_path / "o'brien's; DROP"
    folder.mkdir()
    log = Log(folder)
    log.day({})
    assert log.ask("distinct-hosts") == [("junior", 1, 1, 0, 1)]
