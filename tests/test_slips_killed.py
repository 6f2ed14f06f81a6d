"""Power is cut while a scan of slips is read: nothing is lost, nothing is there twice, and it goes on by itself."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from house.files import ROOT

PAGES = 6


@pytest.fixture
def environ(db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, on the database this run is on."""
    mine = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}", "SCHOOLGATE_DATA": str(tmp_path)}
    if connection.vendor == "sqlite":
        yield mine
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS slips_killed WITH (FORCE)")
        cursor.execute("CREATE DATABASE slips_killed")
        yield {**mine, "DATABASE_URL": mine["DATABASE_URL"].replace("/postgres?", "/slips_killed?")}
        cursor.execute("DROP DATABASE slips_killed WITH (FORCE)")


def scans(environ: dict[str, str], do: str) -> str:
    command = [sys.executable, "-m", "killing", "scans", do]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def killed_after(environ: dict[str, str], page: int) -> None:
    """Read until so many pages are kept, and then SIGKILL, with the child that looks at pages."""
    command = [sys.executable, "-m", "killing", "scans", "read"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True, start_new_session=True) as reader:
        assert reader.stdout is not None
        for line in reader.stdout:
            if int(line) >= page:
                break
        os.killpg(reader.pid, signal.SIGKILL)


def told(environ: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(scans(environ, "tell"))
    return found


def test_a_reader_killed_again_and_again_ends_as_one_that_was_not(environ: dict[str, str]) -> None:
    scans(environ, "make")
    killed_after(environ, 2)
    then = told(environ)
    assert then["state"] == "reading"
    assert then["pages"][:2] == [0, 1]
    assert then["signatures"] == []
    first, *pages = scans(environ, "up").split()
    assert first == "1"  # the clock found it standing still
    assert 0 < len(pages) < PAGES  # and what was read is not read again
    whole = told(environ)
    assert whole["state"] == "read"
    assert whole["seen"] == {"noted": 3, "words": 3}
    assert whole["pages"] == list(range(PAGES))
    assert set(whole["signatures"]) == {1}
    assert whole["read"] == 1
    assert scans(environ, "up").split() == ["0"]
    assert told(environ) == whole


def test_a_reader_killed_at_its_last_page_has_noted_all_or_nothing(environ: dict[str, str]) -> None:
    scans(environ, "make")
    killed_after(environ, PAGES)
    then = told(environ)
    assert (then["signatures"], then["read"]) == ([], 0) if then["state"] == "reading" else then["read"] == 1
    scans(environ, "up")
    whole = told(environ)
    assert (whole["state"], whole["seen"], whole["read"]) == ("read", {"noted": 3, "words": 3}, 1)
    assert set(whole["signatures"]) == {1}
