"""Each thing is broken for real; the check that watches it says so, and how to mend it."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from schoolgate.frame import beats, doctor, keyring
from schoolgate.frame.checkups import machine
from schoolgate.frame.models import OutboxEvent


def found(key: str) -> list[doctor.Finding]:
    """What one check finds now."""
    return list(next(outcome for outcome in doctor.examine() if outcome.key == key).findings)


def run(environ: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "schoolgate", *words]
    return subprocess.run(
        command, env={**os.environ, **environ}, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def installation(tmp_path: Path, settings: Settings, db: None) -> Path:
    """A data folder and keys of its own."""
    settings.SCHOOLGATE_DATA, settings.SCHOOLGATE_KEYS = tmp_path / "data", tmp_path / "keys"
    (tmp_path / "data").mkdir(mode=0o700)
    keyring.make(tmp_path / "keys")
    return tmp_path


def test_it_works(tmp_path: Path) -> None:
    """On an installation just made, as its keeper would: nothing is wrong but that it has not been started."""
    environ = {"SCHOOLGATE_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    assert run(environ, "school", "list").returncode == 0
    done = run(environ, "doctor", "--json")
    told = json.loads(done.stdout)
    wrong = {check["key"] for check in told["checks"] for one in check["findings"] if one["severity"] == "wrong"}
    assert wrong - {"frame.static"} == {"frame.clock"}
    assert done.returncode == 1
    words = run(environ, "doctor").stdout
    assert "WRONG   What is due is done by itself" in words
    assert "To mend it: Start Schoolgate" in words


def test_a_database_that_is_away_is_named_and_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    environ = {"SCHOOLGATE_DATA": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/school"}
    done = run(environ, "doctor", "--json")
    outcomes = {check["key"]: check for check in json.loads(done.stdout)["checks"]}
    assert done.returncode == 1
    assert "DATABASE_URL" in outcomes["frame.database"]["findings"][0]["fix"]
    assert "frame.disk" in outcomes
    assert "frame.outbox" not in outcomes


def test_every_check_is_of_a_room_and_names_itself() -> None:
    checkups = doctor.everything()
    assert len(checkups) > 15
    assert all("." in one.key and one.title[0].isupper() and not one.title.endswith(".") for one in checkups)


def test_a_database_of_an_older_or_a_newer_version_is_named(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'frame' AND name LIKE '0002%%'")
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('frame', '9999_of_next_year', %s)",
            [timezone.now()],
        )
    older, newer = found("frame.database-version")
    assert "schoolgate upgrade" in older.fix
    assert "frame.9999_of_next_year" in newer.cause


def test_a_lost_guard_is_named(db: None) -> None:
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "ledger_entry_no_update"{on}')
    assert "ledger_entry_no_update" in found("frame.database-guards")[0].cause


def test_a_key_ring_that_is_gone_open_or_half_there_is_named(installation: Path) -> None:
    assert found("frame.keys") == []
    ring = installation / "keys" / "ring.json"
    ring.chmod(0o644)
    assert found("frame.keys")[0].fix == f"chmod 600 {ring}"
    for name in ("site.key", "blind.key"):
        (installation / "keys" / name).unlink()
        assert any(one.thing.endswith(name) for one in found("frame.keys"))
    ring.unlink()
    assert "from its own backup" in found("frame.keys")[0].fix


def test_a_full_disk_and_a_folder_that_cannot_be_written_are_named(
    installation: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "LITTLE_ROOM", 10**18)
    assert found("frame.disk")[0].severity is doctor.Severity.NOTICE
    monkeypatch.setattr(machine, "LEAST_ROOM", 10**18)
    assert found("frame.disk")[0].severity is doctor.Severity.WRONG
    settings.SCHOOLGATE_DATA = Path("/proc/self")  # where nobody may write
    assert "Nothing can be written" in found("frame.data-folder")[0].cause
    settings.SCHOOLGATE_DATA = installation / "elsewhere"
    assert "no such folder" in found("frame.data-folder")[0].cause


def test_records_open_to_others_are_named(installation: Path) -> None:
    file = installation / "data" / "schoolgate.sqlite3"
    file.touch()
    file.chmod(0o644)
    assert found("frame.data-folder")[0].fix == f"chmod go-rwx {file}"


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers there
        yield taken.getsockname()[1]


def test_a_mail_server_that_does_not_answer_is_named(settings: Settings, db: None, closed_port: int) -> None:
    settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": {"file_path": "mail"}}}
    assert found("frame.mail")[0].severity is doctor.Severity.NOTICE
    settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": {"host": "127.0.0.1", "port": closed_port}}}
    assert found("frame.mail") == []
    assert f"127.0.0.1:{closed_port} does not answer" in found("frame.mail-server")[0].cause


def test_styles_that_were_not_built_are_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(machine, "SET_UP", tmp_path / "vendor")
    assert "setup" in found("frame.static")[0].fix
    (tmp_path / "vendor").mkdir()
    assert found("frame.static") == []  # a clone that was set up
    (tmp_path / "vendor").rmdir()
    (tmp_path / "staticfiles.json").touch()
    assert found("frame.static") == []  # an installed package


def test_a_clock_that_stopped_is_named(db: None) -> None:
    assert "never" in found("frame.clock")[0].cause
    beats.beat("clock", timezone.now() - timedelta(hours=2))
    assert "last came round" in found("frame.clock")[0].cause
    beats.beat("clock", timezone.now())
    assert found("frame.clock") == []
    beats.beat("clock", datetime(2026, 1, 1, tzinfo=timezone.get_current_timezone()))  # never goes back
    assert found("frame.clock") == []


def test_events_and_tasks_that_are_stuck_are_named(db: None) -> None:
    assert found("frame.outbox") == found("frame.worker") == []
    long_ago = timezone.now() - timedelta(hours=1)
    for state in ("due", "person"):
        OutboxEvent.objects.create(kind="test.rang", refs={}, happened_at=long_ago, due_at=long_ago, state=state)
    assert [one.severity for one in found("frame.outbox")] == [doctor.Severity.WRONG, doctor.Severity.NOTICE]
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="a.b", queue_name="default", backend_name="default",
        worker_ids=[], exception_class_path="", traceback="", run_after=long_ago,
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=long_ago)
    assert "1 tasks" in found("frame.worker")[0].cause


def test_a_check_that_fails_is_itself_a_finding_and_says_no_name(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> Iterator[doctor.Finding]:
        raise ValueError("Amara Whitlock")

    monkeypatch.setitem(doctor._checkups, "test.fails", doctor.Checkup("test.fails", "It holds", fails))
    cause: Any = found("test.fails")[0].cause
    assert "ValueError" in cause
    assert "Amara" not in cause


def test_a_damaged_database_file_is_named(tmp_path: Path) -> None:
    environ = {"SCHOOLGATE_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    run(environ, "school", "list")
    file = tmp_path / "data" / "schoolgate.sqlite3"
    held = bytearray(file.read_bytes())
    held[40960:57344] = b"\x07" * 16384
    file.write_bytes(held)
    told = json.loads(run(environ, "doctor", "--json").stdout)
    broken = [check for check in told["checks"] if check["key"] in ("frame.database-sound", "frame.database-guards")]
    assert any(check["findings"] for check in broken)
    shutil.rmtree(tmp_path / "data")
