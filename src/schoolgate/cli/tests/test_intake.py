"""The noun intake: files given on the server, as far as an operator may take them."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main
from schoolgate.intake.tests.giving import AUTUMN, calendar
from schoolgate.people.models import School
from schoolgate.people.queries import school as only_school


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    assert main.run(["--json", "intake", *arguments]) == code
    out = capsys.readouterr().out
    return json.loads(out) if out else None


@pytest.fixture
def school(db: None, capsys: pytest.CaptureFixture[str]) -> School:
    assert main.run(["school", "add", "--name", "Robin Hill Infant School"]) == 0
    capsys.readouterr()
    return only_school()


@pytest.fixture
def terms(tmp_path: Path) -> str:
    path = tmp_path / "terms.csv"
    path.write_bytes(AUTUMN)
    return str(path)


def test_it_works(school: School, terms: str, capsys: pytest.CaptureFixture[str]) -> None:
    (given,) = told(capsys, "give", terms)
    assert (given["state"], given["feed"], given["repeated"]) == ("mapping", "term-dates", False)
    assert told(capsys, "list")[0]["ref"] == given["ref"]
    (again,) = told(capsys, "give", terms)
    assert (again["ref"], again["repeated"]) == (given["ref"], True)


def test_what_is_plain_is_applied_shown_and_undone(
    school: School, terms: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (given,) = told(capsys, "give", terms, "--apply")
    assert (given["state"], given["changes"], given["columns"]["First day"]) == ("applied", {"added": 3}, "first")
    shown = told(capsys, "show", given["ref"])
    assert [change["verb"] for change in shown["plan"]] == ["added"] * 3
    assert told(capsys, "undo", given["ref"])["state"] == "undone"
    assert calendar(school) == []


def test_what_is_out_of_the_ordinary_is_left_for_a_person(
    school: School, terms: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "give", terms, "--apply")
    fewer = tmp_path / "fewer.csv"
    fewer.write_bytes(AUTUMN.replace(b"Half-term,Autumn half-term,26/10/2026,30/10/2026\n", b""))
    (given,) = told(capsys, "give", str(fewer), "--apply")
    assert (given["state"], given["stops"]) == ("ready", True)
    told(capsys, "apply", given["ref"], code=2)
    assert len(calendar(school)) == 3


def test_what_cannot_be_given_is_said(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        assert main.run(["intake", "give", str(path)]) == 2
        assert str(path) in capsys.readouterr().err
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    (given,) = told(capsys, "give", str(tmp_path / "notes.pdf"))
    assert (given["state"], "it is a PDF" in given["trouble"]) == ("refused", True)


def test_folders_are_watched_and_files_expected(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    assert told(capsys, "watch", str(folder), "--feed", "term-dates")["path"] == str(folder)
    told(capsys, "watch", str(folder), code=2)
    assert told(capsys, "watch", str(folder), "--stop")["watched"] is False
    (heard,) = told(capsys, "expect", "term-dates", "week")
    assert (heard["feed"], heard["silent"], heard["last"]) == ("term-dates", False, None)
    assert told(capsys, "expect", "term-dates", "never") == []
