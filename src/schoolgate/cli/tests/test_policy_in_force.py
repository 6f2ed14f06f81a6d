"""A technician puts a policy in force from the command line, and asks how it stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli import main
from schoolgate.policy.models import Adoption, Version

WORDS = """Online Safety Policy

Date approved: 24 September 2025

Next review: September 2026

Passwords

Staff must change their passwords every term.

Staff must never share a password.
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.txt"
    path.write_text(WORDS)
    return path


@pytest.fixture(autouse=True)
def _school(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["school", "add", "--name", "Robin Hill Infant School"]) == 0
    capsys.readouterr()


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main.run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_takes_the_day_from_the_policy_and_says_that_nothing_changed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["policy", "adopt", str(file), "--ratified-on", "2025-09-24"]) == 0
    assert "Nothing has been switched off." in capsys.readouterr().out


def test_a_policy_that_begins_later_is_not_said_to_be_in_force(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = ("--ratified-on", "2025-09-24", "--in-force-from", "2999-09-01")
    assert main.run(["policy", "adopt", str(file), *later]) == 0
    told = capsys.readouterr().out
    assert "will be in force from 1 September 2999" in told
    assert "as ratified on 24 September 2025, with 3 promises" in told


def test_a_day_written_another_way_is_told_how_to_write_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["policy", "adopt", str(file), "--ratified-on", "24/9/2025"]) == 2
    assert "Write the year, the month and the day: 2026-11-12." in capsys.readouterr().err


def test_adopting_twice_adds_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adopt = ("policy", "adopt", str(file), "--ratified-on", "2025-09-24")
    assert asked(capsys, *adopt)["adoption"] == asked(capsys, *adopt)["adoption"]


def test_every_promise_has_a_standing_and_a_reason(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main.run(["policy", "adopt", str(file), "--ratified-on", "2025-09-24"])
    capsys.readouterr()
    found = asked(capsys, "standing")
    texts = [promise["text"] for promise in found["promises"]]
    assert "Staff must never share a password." in texts
    assert all(promise["because"].endswith(".") for promise in found["promises"])
    assert found["counts"]["broken"] == 0  # nobody has confirmed a reading


def test_what_is_in_force_is_shown_as_it_was_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main.run(["policy", "adopt", str(file), "--ratified-on", "2025-09-24"])
    capsys.readouterr()
    shown = asked(capsys, "policy", "show")
    assert {"document", "clauses", "lint", "promises"} <= set(shown)
    assert shown["number"] == 1


def test_a_school_with_nothing_in_force_is_told_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["standing"]) == 2
    assert "schoolgate policy adopt FILE" in capsys.readouterr().err


def test_what_is_refused_leaves_nothing_behind(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["policy", "adopt", str(file), "--ratified-on", "2999-01-01"]) == 2
    assert "has not come yet" in capsys.readouterr().err
    assert not Version._base_manager.exists()
    assert not Adoption._base_manager.exists()


def test_a_check_is_run_by_its_key(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main.run(["policy", "adopt", str(file), "--ratified-on", "2025-09-24"])
    capsys.readouterr()
    assert isinstance(asked(capsys, "control", "run", "review_on_time"), list)
    assert main.run(["control", "run", "review_on_tim"]) == 2
    assert "review_on_time" in capsys.readouterr().err


def test_two_versions_are_compared_by_what_they_promise(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer.txt"
    newer.write_text(
        WORDS.replace("every term", "at the start of every term").replace("Staff must never share a password.", "")
        + "\nVisitors must sign in at the office.\n"
    )
    found = asked(capsys, "policy", "compare", str(file), str(newer))
    assert [row["new"]["text"] for row in found["reworded"]] == [
        "Staff must change their passwords at the start of every term."
    ]
    assert [row["text"] for row in found["lost"]] == ["Staff must never share a password."]
    assert [row["text"] for row in found["gained"]] == ["Visitors must sign in at the office."]
