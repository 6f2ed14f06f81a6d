"""An installation is made ready, left alone when it is, and refused with a reason when it cannot be used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from schoolgate.frame import readiness
from schoolgate.frame.keyring import KeyRingError
from schoolgate.kernel.errors import SchoolgateError


def run(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "schoolgate", "school", "list", "--json"]
    return subprocess.run(
        command, env={**os.environ, **environ}, capture_output=True, text=True, timeout=120, check=False
    )


def test_it_works(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run({"SCHOOLGATE_DATA": str(data), "DATABASE_URL": ""})
    assert (done.returncode, done.stdout) == (0, "[]\n")
    made = {
        path.name: oct(path.stat().st_mode & 0o777) for path in (data, *data.rglob("*.*"), data / "keys", data / "mail")
    }
    assert made == {
        "data": "0o700",
        "keys": "0o700",
        "mail": "0o700",
        "blind.key": "0o600",
        "ring.json": "0o600",
        "site.key": "0o600",
        "schoolgate.sqlite3": "0o600",
    }


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "schoolgate.sqlite3").write_text("a shopping list")
    done = run({"SCHOOLGATE_DATA": str(tmp_path), "DATABASE_URL": ""})
    assert done.returncode == 2
    assert done.stderr.startswith("schoolgate: the database: file is not a database.")


def test_one_that_is_ready_is_left_alone(db: None) -> None:
    readiness.open_up()
    readiness.make_ready()


def test_one_of_an_older_version_is_refused_and_says_what_to_do(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'people'")
    with pytest.raises(SchoolgateError, match=r"older version.*schoolgate serve"):
        readiness.open_up()


def test_one_that_has_lost_its_key_ring_is_not_given_another(db: None, tmp_path: Path, settings: Settings) -> None:
    settings.SCHOOLGATE_KEYS = tmp_path / "nowhere"
    with pytest.raises(KeyRingError, match="is not there"):
        readiness.make_ready()
    assert not (tmp_path / "nowhere").exists()


def test_a_database_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    done = run({"SCHOOLGATE_DATA": str(tmp_path), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/school"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("schoolgate: the database: ")
    assert "Traceback" not in done.stderr
