"""A disk that is really full, and one that can no longer be written: said plainly, nothing half there, and whole again
as soon as there is room.

The small disk is mounted in a namespace of its own, by an ordinary person too, and goes with the process.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from house.files import ROOT

_MOUNTED = ("unshare", "--user", "--map-root-user", "--mount")
# Started by root, PostgreSQL changes to a user of its own, whom a namespace of ours would not know.
_NOBODY_ELSE = () if os.geteuid() == 0 else ("--user", "--map-current-user", "--keep-caps")
_MOUNTED_FOR_SERVER = ("unshare", *_NOBODY_ELSE, "--mount")


def hindered(folder: Path, how: str, *, postgres: bool = False) -> dict[str, Any]:
    folder.mkdir()
    command = [sys.executable, "-m", "disks", "--folder", str(folder), "--how", how]
    if how != "limited":
        size = "120m" if postgres else "8m"
        script = f'mount -t tmpfs -o size={size} small "$1" && shift && exec "$@"'
        mounted = _MOUNTED_FOR_SERVER if postgres else _MOUNTED
        command = [*mounted, "sh", "-c", script, "sh", str(folder), *command]
        command += ["--postgres"] if postgres else []
    environ = {**os.environ, "DATABASE_URL": "", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def check(told: dict[str, Any], cause: str) -> None:
    for place in ("action", "page", "command"):
        words = told[place]["words"]
        assert cause in words, (place, told)
        assert "whoever looks after this computer" in words
        assert "Traceback" not in words
    assert told["page"]["status"] == 503
    assert told["command"]["code"] == 2
    assert told["reading"] in (200, 503)
    assert told["after"] == {**told["after"], "whole": True, "agree": True, "head_is_there": True}


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """The system refuses, as it does on a full disk, only with another word for why: it works anywhere."""
    told = hindered(tmp_path / "data", "limited")
    assert told["reading"] == 200
    check(told, "the disk or the database they are kept on does not work as it should")


@pytest.mark.real
def test_a_full_disk(tmp_path: Path) -> None:
    told = hindered(tmp_path / "data", "full")
    check(told, "the disk they are kept on is full")
    assert told["reading"] == 200  # what is there can be read all the while


@pytest.mark.real
def test_a_full_disk_under_postgresql(tmp_path: Path) -> None:
    told = hindered(tmp_path / "data", "full", postgres=True)
    check(told, "the disk they are kept on is full")
    assert told["reading"] == 200


@pytest.mark.real
def test_a_disk_that_can_be_read_only(tmp_path: Path) -> None:
    told = hindered(tmp_path / "data", "read-only")
    check(told, "can be read and not written")
    assert told["action"]["went_well"] == 0
