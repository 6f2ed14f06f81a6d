"""``schoolgate directory``: a push is looked at, applied, undone, and compared, from the server."""

import json
from pathlib import Path
from typing import Any

import pytest

from schoolgate.cli.main import run
from schoolgate.estate import actions
from schoolgate.estate.tests.conftest import OPERATOR, school
from schoolgate.estate.tests.robin_hill import SINCE, RobinHill
from schoolgate.estate.tests.test_pushing import let_act
from schoolgate.people.models import School

__all__ = ["school"]


@pytest.fixture
def hill(school: School) -> RobinHill:
    """Priya, whose account is Google's, may use the internet."""
    hill = RobinHill(school)
    let_act(school)
    hill.account("priya@robinhill.example", hill.office)
    decided = ("access-gate", "today")
    actions.entitle(hill.office, "internet", "staff", decided=decided, actor=OPERATOR, valid_from=SINCE)
    return hill


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert run(["directory", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_it_works(hill: RobinHill, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "push.gam"
    change = {"do": "add", "group": "schoolgate-internet-staff", "account": "priya@robinhill.example"}
    assert said(capsys, "plan", "gam") == {"way": "gam", "changes": [change]}

    told = said(capsys, "apply", "gam", "--out", str(out))

    assert (told["made"], told["left"]) == (1, 0)
    assert "add member user priya@robinhill.example" in out.read_text()
    assert out.stat().st_mode & 0o777 == 0o600
    assert said(capsys, "plan", "gam")["changes"] == []
    said(capsys, "undo", "gam", told["push"], "--out", str(out))
    assert "remove user priya@robinhill.example" in out.read_text()
    assert said(capsys, "plan", "gam")["changes"] == [change]


def test_where_it_differs_is_told(hill: RobinHill, capsys: pytest.CaptureFixture[str]) -> None:
    actions.add_account(hill.school, "google", "old@robinhill.example", "person", actor=OPERATOR)

    told = said(capsys, "drift", "gam")

    assert told == {
        "active_while_closed": [],
        "without_account": [],
        "of_nobody": ["old@robinhill.example"],
        "unknown": [],
    }


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "pigeon"),
        ("apply", "gam"),
        ("plan", "ldap"),
        ("undo", "gam", "psh_x", "--out", "x"),
        ("plan", "gam", "--accounts", "microsoft"),
    ],
)
def test_what_cannot_be_is_refused(hill: RobinHill, words: tuple[str, ...]) -> None:
    assert run(["directory", *words]) == 2


def test_a_way_that_no_head_let_act_is_only_watched(
    hill: RobinHill, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["directory", "apply", "csv", "--accounts", "google", "--out", str(tmp_path / "push.csv")]) == 2

    assert "only watched" in capsys.readouterr().err
    assert not (tmp_path / "push.csv").exists()
