"""The command as a person types it, and the nouns it finds."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import click
import pytest

from schoolgate.cli import lazy, main
from schoolgate.cli.invocation import Invocation, to_json, verb
from schoolgate.kernel.errors import BadInputError


def test_it_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--help"]) == 0
    assert "Nouns" in capsys.readouterr().out


def test_an_unknown_noun_is_told_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["porlicy"]) == 2
    assert "porlicy" in capsys.readouterr().err


def test_help_imports_no_noun_and_no_django() -> None:
    code = (
        "import sys; from schoolgate.cli.main import run; run(['--help'])\n"
        "late = [name for name in sys.modules if name == 'django' or name.startswith('schoolgate.cli.nouns.')]\n"
        "sys.exit(f'imported too early: {late}' if late else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_noun_loads_and_says_what_it_is() -> None:
    context = click.Context(main.command)
    nouns = main.command.list_commands(context)
    loaded = {name: main.command.get_command(context, name) for name in nouns}
    assert all(isinstance(command, click.Command) for command in loaded.values()), loaded
    folder = Path(lazy.__file__).parent / "nouns"
    assert all(lazy.first_sentence(path) for path in folder.glob("*.py"))


@pytest.fixture
def a_noun_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command
    @verb
    def fails(run: Invocation) -> None:
        raise BadInputError("policy.docx", "It has no words.", "Scan it again as text.")

    monkeypatch.setattr(lazy.Nouns, "get_command", lambda *_: fails)


@pytest.mark.usefixtures("a_noun_that_fails")
def test_a_foreseen_error_names_thing_cause_and_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["policy"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", "schoolgate: policy.docx: It has no words. Scan it again as text.\n")


class Mood(StrEnum):
    CALM = "calm"


@dataclass(frozen=True)
class Page:
    when: date
    mood: Mood
    names: frozenset[str]


def test_json_is_plain_and_keeps_letters() -> None:
    printed = to_json(Page(date(2026, 9, 1), Mood.CALM, frozenset({"Zoë", "Aoife"})))
    assert json.loads(printed) == {"when": "2026-09-01", "mood": "calm", "names": ["Aoife", "Zoë"]}
    assert "Zoë" in printed


@pytest.mark.parametrize("arguments", [["--json", "policy"], ["policy", "--json"]])
def test_json_may_be_asked_for_before_or_after_the_noun(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command
    @verb
    def tells(run: Invocation) -> None:
        run.show({"promises": 3}, "Three promises.")

    monkeypatch.setattr(lazy.Nouns, "get_command", lambda *_: tells)
    assert main.run(arguments) == 0
    assert json.loads(capsys.readouterr().out) == {"promises": 3}


def test_a_data_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no such folder"):
        Invocation(data=tmp_path / "nowhere").open_database()
