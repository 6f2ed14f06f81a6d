"""The noun ``ledger``, as whoever looks after the computer uses it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pytest_django import Settings

from schoolgate.cli import main
from schoolgate.frame.actor import operator
from schoolgate.ledger.actions import append_batch, school_chain
from schoolgate.ledger.kinds import kind

LOADED = kind("test.cli-loaded", "loaded a list", person="ref")


@pytest.fixture
def school(db: None, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]) -> str:
    settings.SCHOOLGATE_KEYS = tmp_path
    return told(capsys, "school", "add", "--name", "Robin Hill Infant School").split()[0]


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main.run(list(arguments)) == code
    return capsys.readouterr().out


def test_it_works(school: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note, pack = tmp_path / "note.txt", tmp_path / "record.zip"
    assert "Checkpoint 1, of 1 entries" in told(capsys, "ledger", "checkpoint", "--out", str(note))
    assert "2 checkpoints fit" in told(capsys, "ledger", "verify", "--checkpoint", str(note))
    assert "1 entries, 0 items and 2 checkpoints" in told(capsys, "ledger", "export", "--out", str(pack))

    with zipfile.ZipFile(pack) as held:
        held.extract("verify_pack.py", tmp_path)
    command = [sys.executable, "-I", "verify_pack.py", "record.zip", "--checkpoint", "note.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    assert "WHOLE. Every entry is there" in done.stdout
    assert "3 checkpoints fit it" in done.stdout


def test_a_note_is_never_written_over(school: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    told(capsys, "ledger", "checkpoint", "--out", str(note))
    kept = note.read_text()
    told(capsys, "ledger", "checkpoint", "--out", str(note), code=2)
    assert note.read_text() == kept
    told(capsys, "ledger", "verify", "--checkpoint", str(tmp_path / "none.txt"), code=2)
    told(capsys, "ledger", "export", "--out", str(tmp_path), code=2)


def test_a_note_of_another_record_fails_the_check(
    school: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    told(capsys, "ledger", "checkpoint", "--out", str(note))
    note.write_text(note.read_text().replace(school, "sch_other"))
    assert "NOT WHOLE" in told(capsys, "ledger", "verify", "--checkpoint", str(note), code=1)


def test_an_item_is_proved_and_erased(school: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = [{"person": f"per_{number}"} for number in range(3)]
    ref = append_batch(school_chain(school), LOADED, people, actor=operator("sam"), subject="load_1")
    proof = json.loads(told(capsys, "ledger", "prove", ref, "1", "--json"))
    assert (proof["item"], proof["leaves"], len(proof["path"])) == ({"person": "per_1"}, 3, 2)
    asked = ("ledger", "erase", ref, "--authority", "retention", "--reason", "too-old", "--item", "1")
    assert "1 item of" in told(capsys, *asked)
    told(capsys, "ledger", "prove", ref, "1", code=2)
    (verdict,) = json.loads(told(capsys, "--school", school, "ledger", "verify", "--json"))
    assert (verdict["whole"], verdict["items_erased"], verdict["authorities"]) == (True, 1, {"retention": 1})
    assert "the school's retention schedule" in told(capsys, "ledger", "verify")
    assert "What it said of" in told(capsys, "ledger", "erase", ref, "--authority", "court", "--reason", "ordered")
    told(capsys, "ledger", "erase", ref, "--authority", "court", "--reason", "ordered", code=2)


def test_the_key_is_shown_and_renewed(school: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = json.loads(told(capsys, "ledger", "key", "show", "--json"))
    renewed = json.loads(told(capsys, "ledger", "key", "renew", "--json"))
    assert renewed["vouched"] is True
    assert first["fingerprint"] != renewed["fingerprint"]
    assert renewed["fingerprint"] in told(capsys, "ledger", "key", "show")
