"""The scripts a newcomer types: each is sound shell and explains itself; set-up trusts no Python it has not run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from house.files import ROOT

SCRIPTS = ("setup", "run", "check", "wheel", "requirements/lock", ".ci/run")


def start(*command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_is_sound_shell_that_may_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    shell = "bash" if script == ".ci/run" else "sh"
    assert start(shell, "-n", script).stderr == ""


@pytest.mark.parametrize("script", ["setup", "run", "check"])
def test_it_says_what_it_does(script: str) -> None:
    done = start(f"./{script}", "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) >= 2
    assert "#" not in done.stdout


@pytest.mark.parametrize("script", ["setup", "check"])
def test_an_unknown_word_is_said(script: str) -> None:
    done = start(f"./{script}", "--quickly")
    assert (done.returncode, "--quickly" in done.stderr) == (2, True)


def launcher(folder: Path, name: str, line: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
    return path


def test_a_python_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    """As a version manager leaves behind: ``python3.13`` is on PATH, and says that no such version is chosen."""
    launcher(tmp_path, "python3.13", "echo 'command not found' >&2; exit 127")
    good = launcher(tmp_path, "python3.14", f'exec "{sys.executable}" "$@"')
    assert good.exists()
    done = start("./setup", "--python", PATH=f"{tmp_path}:/usr/bin:/bin", HOME=str(tmp_path))
    assert done.returncode == 0
    chosen = done.stdout.strip()
    works = start(chosen, "-c", "import sys; print(sys.version_info[:2] >= (3, 12))")
    assert works.stdout == "True\n"


def test_the_python_that_was_asked_for_comes_first(tmp_path: Path) -> None:
    asked = launcher(
        tmp_path, "mine", f'[ "$2" = "import sys; print(sys.executable)" ] && echo "$0" || exec "{sys.executable}" "$@"'
    )
    done = start("./setup", "--python", SCHOOLGATE_PYTHON=str(asked))
    assert done.stdout.strip() == str(asked)


def test_the_locks_are_of_what_is_wanted() -> None:
    """Every package asked for is in its lock, each locked line has a hash, and uv is in none but its own."""
    for name in ("core", "postgres", "dev", "node", "uv"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text().lower()
        wanted = [
            line.split("#")[0].partition("~")[0].partition(">")[0].partition("[")[0].strip().lower()
            for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
            if line and not line.startswith("#")
        ]
        assert [package for package in wanted if f"\n{package}" not in lock] == []
        pinned = [block for block in lock.split("\n") if "==" in block and not block.startswith((" ", "#"))]
        assert all(block.endswith("\\") for block in pinned), name
        assert name == "uv" or "\nuv==" not in lock
