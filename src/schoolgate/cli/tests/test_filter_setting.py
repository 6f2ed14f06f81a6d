"""``filter setting``: what is agreed and how it came to be; proposing from a file, and no way to sign."""

import json
from pathlib import Path

import pytest

from schoolgate.cli import main
from schoolgate.cli.tests.test_filter_dry_run import GAMES_OPEN, ON, school
from schoolgate.filtering import queries
from schoolgate.filtering.agreed.documents import digest_of, document, read
from schoolgate.filtering.models import SettingSignature
from schoolgate.people.models import School

__all__ = ["school"]


def test_it_shows_what_is_agreed(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["filter", "setting", "show", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["digest"], told["until"], told["waiting"]) == (1, digest_of(ON), None, [])
    assert read(told["document"]) == ON
    assert main.run(["filter", "setting", "show"]) == 0
    assert "Version 1, in force since" in capsys.readouterr().out


def test_history_says_who_agreed_what(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["filter", "setting", "history", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert {each["name"] for each in one["signed"]} == {"Amara Whitlock", "Ruth Lark"}
    assert one["changes"] == ["Schoolgate’s filter: is off: Schoolgate proves the filter you have -> on"]
    assert main.run(["filter", "setting", "history"]) == 0
    assert "agreed by Amara Whitlock and Ruth Lark" in capsys.readouterr().out


def test_a_change_is_proposed_from_a_file_and_signed_by_nobody(
    school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wanted.json"
    file.write_text(json.dumps(document(GAMES_OPEN)))
    before = SettingSignature.objects.for_school(school).count()
    for _ in range(2):
        assert main.run(["filter", "setting", "propose", str(file), "--reason", "For games.", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
    (row,) = queries.proposal_rows(school)
    assert (row.ref, row.status) == (told["ref"], "waiting")
    assert SettingSignature.objects.for_school(school).count() == before
    assert main.run(["filter", "setting", "agree", row.ref]) == 2  # there is no such verb


def test_a_version_there_is_none_of_is_said(school: School, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["filter", "setting", "show", "--version", "9"]) == 2
    assert "none is agreed" in capsys.readouterr().err
