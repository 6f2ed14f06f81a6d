"""``schoolgate activity make`` and ``ask``."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli.main import run


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert run(["activity", "ask", *words, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    out = tmp_path / "made"
    assert run(["activity", "make", "--rows", "3000", "--form", "parts", "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith("3,000 rows of 1 schools on 5 days")
    return out


def test_what_was_made_is_asked(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "use-by-level", "--parts", str(made))
    assert told["engine"] == "duckdb"
    assert told["parts"] == 5
    assert sum(row["rows"] for row in told["rows"]) == 3000


def test_only_the_parts_of_the_days_asked_for_are_read(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "distinct-hosts", "since=2026-09-08", "until=2026-09-09", "--parts", str(made))
    assert told["parts"] == 2


def test_without_a_name_it_says_what_may_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["activity", "ask"]) == 0
    said = capsys.readouterr().out
    assert "trend: How does it change from half term to half term?" in said
    assert "It may be told: since, until, periods, least." in said


def test_in_words_it_is_a_table_with_where_it_came_from(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["activity", "ask", "coverage", "--parts", str(made)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Which classes are seen, and which have gone quiet?"
    assert lines[1].startswith("All ")
    assert lines[2].split() == ["group", "rows", "days", "hours", "first_day", "last_day"]
    assert lines[-1].endswith("by duckdb, from 5 parts.")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["use-by-levels"], "use-by-level"),
        (["use-by-level", "yesterday"], "KEY=VALUE"),
        (["use-by-level", "since=yesterday"], "since"),
        (["use-by-level", "--engine", "abacus"], "abacus"),
        (["use-by-level", "--parts", "nowhere"], "parts.json"),
        (["persons-hour", "person=x", "at=2026-09-07T10:00:00Z"], "permission to look"),
    ],
)
def test_what_cannot_be_answered_ends_with_2_and_says_why(
    made: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    own = words if "--parts" in words or words[0] == "persons-hour" else [*words, "--parts", str(made)]
    assert run(["activity", "ask", *own]) == 2
    assert says in capsys.readouterr().err


def test_a_school_is_asked_by_its_own_manifest(
    db: None, tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was loaded: an answer with no row, from no part, with the school's own half terms."""
    assert run(["school", "add", "--name", "Robin Hill Infant School"]) == 0
    capsys.readouterr()
    told = asked(capsys, "trend")
    assert (told["parts"], told["rows"], told["missing"]) == (0, [], [])
