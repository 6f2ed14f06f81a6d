"""``schoolgate account load`` and ``list``: what would change is said, done once, asked about, and undone."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main
from schoolgate.people.models import School
from schoolgate.people.queries import school as only_school

GAM = "primaryEmail,name.givenName,name.familyName,suspended,externalIds.0.value\n"
SAM = "s.rook@robinhill.example,Sam,Rook,False,SR\n"
ZOE = "zoe@robinhill.example,Zoë,Ó Briain,True,\n"
ADA = "ada@robinhill.example,Ada,Lane,False,\n"


@pytest.fixture
def school(db: None, capsys: pytest.CaptureFixture[str]) -> School:
    assert main.run(["school", "add", "--name", "Robin Hill Infant School", "--urn", "123456"]) == 0
    capsys.readouterr()
    return only_school()


def told(capsys: pytest.CaptureFixture[str], *line: str, code: int = 0) -> Any:
    assert main.run(["account", *line, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def written(folder: Path, *rows: str) -> str:
    path = folder / "users.csv"
    path.write_text(GAM + "".join(rows), encoding="utf-8")
    return str(path)


def test_a_list_is_tried_taken_and_told(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, SAM, ZOE, ADA)
    assert told(capsys, "load", path, "--dry-run")["applied"] is False
    assert told(capsys, "list") == []

    said = told(capsys, "load", path)

    assert {key: said[key] for key in ("added", "tied", "changed", "gone", "rejected", "applied")} == {
        "added": 3, "tied": 0, "changed": 0, "gone": 0, "rejected": 0, "applied": True,
    }  # fmt: skip
    assert told(capsys, "load", path)["repeated"]
    listed = told(capsys, "list", "--nobodys")
    assert [(one["address"], one["state"]) for one in listed] == [
        ("ada@robinhill.example", "works"),
        ("s.rook@robinhill.example", "works"),
        ("zoe@robinhill.example", "blocked"),
    ]


def test_a_list_that_leaves_one_out_asks_first(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "load", written(tmp_path, SAM, ZOE, ADA))
    path = written(tmp_path, SAM, ADA)
    asked = told(capsys, "load", path, code=2)
    assert "Is it the whole list?" in asked["stop"]
    assert told(capsys, "list", "--gone") == []
    assert told(capsys, "load", path, "--anyway")["gone"] == 1
    (gone,) = told(capsys, "list", "--gone")
    assert (gone["address"], gone["state"]) == ("zoe@robinhill.example", "gone")


def test_another_list_is_not_taken(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("Type,Name,First day,Last day\nTerm,Autumn,2/9/2026,18/12/2026\n", encoding="utf-8")
    assert main.run(["account", "load", str(path)]) == 2
    assert "not known as a list of a directory’s accounts" in capsys.readouterr().err
