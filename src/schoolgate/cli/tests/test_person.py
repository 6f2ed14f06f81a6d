"""The noun person, and a school's calendar: people, roles, days away and term dates, as the operator does it."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main


@pytest.fixture
def told(db: None, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command with --json and gives what it printed; one that fails gives its words instead."""

    def run(*arguments: str, code: int = 0) -> Any:
        assert main.run([*arguments, "--json"]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else said.err

    run("school", "add", "--name", "Robin Hill Infant School")
    return run


def test_it_works(told: Any) -> None:
    kit = told("person", "add", "--name", "Kit Sparrow")["person"]
    told("person", "role", kit, "dsl", "--from", "2026-09-01")
    told("person", "role", kit, "governors", "--from", "2026-09-01", "--to", "2036-08-31")
    (row,) = told("person", "list", "--role", "dsl")
    assert [(held["role"], held["valid_to"]) for held in row["roles"]] == [("dsl", None), ("governors", "2036-09-01")]
    assert told("person", "list", "--role", "head") == []


def test_away_and_back(told: Any) -> None:
    kit = told("person", "add", "--name", "Kit Sparrow")["person"]
    told("person", "role", kit, "teachers")
    assert told("person", "away", kit, "--back", "2036-01-05")["away_until"] == "2036-01-05"
    assert told("person", "show", kit)["away_until"] == "2036-01-05"
    told("person", "away", kit, "--back", "2020-01-05")
    assert told("person", "show", kit)["away_until"] is None


def test_one_role_ends_and_then_everything(told: Any) -> None:
    kit = told("person", "add", "--name", "Kit Sparrow")["person"]
    for role in ("teachers", "dsl"):
        told("person", "role", kit, role, "--from", "2026-01-01")
    told("person", "end", kit, "dsl", "--on", "2026-02-01")
    assert [held["role"] for held in told("person", "show", kit)["roles"]] == ["teachers"]
    assert told("person", "end", kit, "--on", "2026-03-01")["ended"] == 1
    assert told("person", "show", kit)["left_on"] == "2026-03-01"
    assert told("person", "list") == []


def test_what_cannot_be_is_told_in_words(told: Any) -> None:
    kit = told("person", "add", "--name", "Kit Sparrow")["person"]
    assert "contract's end" in told("person", "role", kit, "it-lead", "--company", "Fieldfare Networks", code=2)
    assert "there is none at this school" in told("person", "show", "per_nobody", code=2)
    assert "they do not hold it" in told("person", "end", kit, "head", code=2)


def test_term_dates_are_set_from_a_file_and_shown(told: Any, tmp_path: Path) -> None:
    assert all(term["assumed"] for term in told("school", "calendar", "show", "--on", "2026-10-01")["terms"])
    file = tmp_path / "terms.txt"
    file.write_text("Autumn term: 2 September 2026 to 18 December 2026\nDisco: 4 October 2026\n", encoding="utf-8")
    asked = ("school", "calendar", "set", str(file))
    assert told(*asked, "--dry-run")["kept"] is False
    given = told(*asked)
    assert (given["years"], [one["line"] for one in given["left"]]) == ([2026], ["Disco: 4 October 2026"])
    terms = told("school", "calendar", "show", "--on", "2026-10-01")["terms"]
    assert (terms[0]["first"], terms[0]["assumed"]) == ("2026-09-02", False)
    file.write_text("nothing", encoding="utf-8")
    assert "no term dates were understood" in told(*asked, code=2)
    assert "No such file" in told("school", "calendar", "set", str(tmp_path / "gone"), code=2)
